"""What goes over the wire compressed, and what must not."""

import gzip
from collections.abc import Callable

import brotli
import pytest
from flask import Flask, Response, session
from flask.testing import FlaskClient

from collab.web import compression
from tests.conference import day
from tests.conftest import Browsers
from tests.showcases import stage
from tests.support.cast import Cast

LONG = "En lång text om kultur, näringsliv och turism. " * 60
GZIP = {"Accept-Encoding": "gzip"}
BOTH = {"Accept-Encoding": "gzip, deflate, br"}
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


def _page(
    cache_control: str = "", text: str = LONG, content_type: str = "text/html", status: int = 200
) -> Callable[[], Response]:
    def view() -> Response:
        response = Response(text, status, content_type=content_type)
        response.headers["Cache-Control"] = cache_control
        response.set_etag("tag")
        return response

    return view


def _with_token() -> Response:
    session["csrf_token"] = "secret"
    return _page("no-store")()


@pytest.fixture
def client() -> FlaskClient:
    app = Flask("wire")
    app.secret_key = "wire"
    compression.install(app)
    app.add_url_rule("/public", "public", _page("no-cache"))
    app.add_url_rule("/short", "short", _page("no-cache", "kort"))
    app.add_url_rule("/own", "own", _page("no-store"))
    app.add_url_rule("/part", "part", _page("no-cache", status=206))
    app.add_url_rule("/with-token", "with_token", _with_token)
    app.add_url_rule("/picture", "picture", _page("no-cache", content_type="image/png"))
    return app.test_client()


def test_a_public_page_is_sent_as_gzip_with_a_weak_tag(client: FlaskClient) -> None:
    response = client.get("/public", headers=GZIP, buffered=True)

    assert gzip.decompress(response.data).decode() == LONG
    assert response.headers["Content-Encoding"] == "gzip"
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.headers["ETag"] == 'W/"tag"'
    assert int(response.headers["Content-Length"]) == len(response.data)


def test_a_browser_without_gzip_gets_the_text_itself(client: FlaskClient) -> None:
    response = client.get("/public", headers={"Accept-Encoding": "identity"})

    assert response.get_data(as_text=True) == LONG
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.headers["ETag"] == '"tag"'


def test_a_browser_that_takes_brotli_gets_brotli(client: FlaskClient) -> None:
    response = client.get("/public", headers=BOTH, buffered=True)

    assert (response.headers["Content-Encoding"], response.headers["ETag"]) == ("br", 'W/"tag"')
    assert brotli.decompress(response.data).decode() == LONG


def test_a_large_text_is_compressed_and_not_remembered(client: FlaskClient) -> None:
    compression._remembered.cache_clear()
    client.application.add_url_rule("/large", "large", _page("no-cache", LONG * 40))
    for path in ("/large", "/public"):
        assert client.get(path, headers=BOTH, buffered=True).headers["Content-Encoding"] == "br"
    assert compression._remembered.cache_info().currsize == 1


@pytest.mark.parametrize("path", ["/short", "/part", "/picture"])
def test_a_short_text_a_part_of_one_and_a_picture_stay_as_they_are(client: FlaskClient, path: str) -> None:
    assert "Content-Encoding" not in client.get(path, headers=BOTH, buffered=True).headers


def test_a_page_is_somebodys_own_from_where_a_session_begins(client: FlaskClient) -> None:
    paths = ("/own", "/with-token", "/own", "/public")
    answers = [client.get(path, headers=BOTH, buffered=True) for path in paths]
    assert [answer.headers.get("Content-Encoding") for answer in answers] == ["br", None, None, "br"]


@pytest.mark.parametrize("path", ["/sitemap.xml", "/nowhere", "/showcases/nowhere", "/showcases?q=nothing"])
@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_what_is_made_anew_for_a_visitor_is_compressed(
    cast: Cast, site: Flask, path: str, encoding: str
) -> None:
    day.plan(cast)
    stage.published(cast)
    with site.app_context():
        plain, packed = (
            site.test_client().get(path, headers={"Accept-Encoding": accepted}, buffered=True)
            for accepted in ("", encoding)
        )
    assert (packed.status_code, packed.headers.get("Content-Encoding")) == (plain.status_code, encoding)
    assert UNPACK[encoding](packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    assert "Accept-Encoding" in plain.vary


@pytest.mark.parametrize("path", ["/home", "/nowhere", "/showcases", "/contact"])
def test_what_is_made_for_somebody_with_a_session_is_not(cast: Cast, browsers: Browsers, path: str) -> None:
    answer = browsers(cast.culture).get(path, headers=BOTH)
    assert len(answer.data) > compression.LEAST
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize("path", ["/contact", "/sign-in"])
def test_a_form_with_a_token_is_not_compressed_for_a_visitor_either(
    cast: Cast, browsers: Browsers, path: str
) -> None:
    answer = browsers().get(path, headers=BOTH)
    assert 'name="csrf_token"' in answer.get_data(as_text=True)
    assert "Content-Encoding" not in answer.headers
