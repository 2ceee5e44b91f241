"""What goes over the wire as gzip, and what must not."""

import gzip
from collections.abc import Callable

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from collab.web import compression

LONG = "En lång text om kultur, näringsliv och turism. " * 60
GZIP = {"Accept-Encoding": "gzip, br"}


def _page(
    cache_control: str = "", text: str = LONG, content_type: str = "text/html"
) -> Callable[[], Response]:
    def view() -> Response:
        response = Response(text, content_type=content_type)
        response.headers["Cache-Control"] = cache_control
        response.set_etag("tag")
        return response

    return view


@pytest.fixture
def client() -> FlaskClient:
    app = Flask("wire")
    compression.install(app)
    app.add_url_rule("/public", "public", _page("no-cache"))
    app.add_url_rule("/short", "short", _page("no-cache", "kort"))
    app.add_url_rule("/own", "own", _page("no-store"))
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


@pytest.mark.parametrize("path", ["/own", "/short", "/picture"])
def test_a_persons_own_page_a_short_one_and_a_picture_stay_as_they_are(
    client: FlaskClient, path: str
) -> None:
    assert "Content-Encoding" not in client.get(path, headers=GZIP, buffered=True).headers
