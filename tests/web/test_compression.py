"""What goes over the wire as gzip, and what must not."""

import gzip
from collections.abc import Callable
from pathlib import Path

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
def client(tmp_path: Path) -> FlaskClient:
    app = Flask("wire", static_folder=str(tmp_path), static_url_path="/static")
    (tmp_path / "app.css").write_text(LONG)
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


def test_a_static_file_asked_for_with_its_mark_is_kept_for_a_year(client: FlaskClient) -> None:
    marked = client.get("/static/app.css?v=1", headers=GZIP, buffered=True)
    unmarked = client.get("/static/app.css", headers=GZIP, buffered=True)

    assert marked.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert unmarked.headers["Cache-Control"] == "no-cache"
    assert gzip.decompress(marked.data) == gzip.decompress(unmarked.data) == LONG.encode()


def test_a_static_file_that_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/static/app.css", headers=GZIP, buffered=True)
    second = client.get(
        "/static/app.css", headers={**GZIP, "If-None-Match": first.headers["ETag"]}, buffered=True
    )

    assert second.status_code == 304
    assert second.data == b""
