"""Static files: kept for ever under their mark, and never missing for a page from before an update."""

import gzip
import json
from pathlib import Path

import brotli
import pytest
from flask import Flask

from collab.web.static import NotBuilt, StaticFiles

FOR_EVER = "public, max-age=31536000, immutable"


def address_of(site: Flask, path: str) -> str:
    files: StaticFiles = site.extensions["collab-static"]
    return files.address(path)


def test_a_file_under_its_mark_is_kept_for_ever(site: Flask) -> None:
    answer = site.test_client().get(address_of(site, "app.css"))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, FOR_EVER)
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert b"@layer" in answer.data


@pytest.mark.parametrize("path", ["/static/app.css", "/static/0123456789/app.css"])
def test_without_a_mark_or_with_the_mark_of_another_day_it_is_the_file_of_now(site: Flask, path: str) -> None:
    answer = site.test_client().get(path)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")
    again = site.test_client().get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", answer.headers["ETag"])


def test_the_icon_lies_where_browsers_look_that_have_read_no_page(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site.wsgi_app, "_inner", None)  # neither Flask nor a database is asked
    client = site.test_client()
    answer, icon = client.get("/favicon.ico"), client.get("/static/img/icon.svg")
    assert (answer.status_code, answer.content_type) == (200, "image/svg+xml; charset=utf-8")
    assert (answer.data, dict(answer.headers)) == (icon.data, dict(icon.headers))
    again = client.head("/favicon.ico", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, answer.headers["Cache-Control"]) == (304, "no-cache")


def test_it_goes_out_in_the_form_that_the_build_made(site: Flask) -> None:
    client, path = site.test_client(), address_of(site, "app.css")
    plain = client.get(path)
    packed = {name: client.get(path, headers={"Accept-Encoding": name}) for name in ("br", "gzip")}
    assert brotli.decompress(packed["br"].data) == gzip.decompress(packed["gzip"].data) == plain.data
    assert len({plain.headers["ETag"], *(answer.headers["ETag"] for answer in packed.values())}) == 3
    assert {answer.headers["Vary"] for answer in (plain, *packed.values())} == {"Accept-Encoding"}


def test_scripts_find_each_other_under_one_mark(site: Flask) -> None:
    script = address_of(site, "js/app.js")
    beside = script.replace("app.js", "behaviours/count.js")
    assert beside == address_of(site, "js/behaviours/count.js")
    assert site.test_client().get(beside).headers["Content-Type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(
    "path", ["/static/", "/static/nothing.css", "/static/../pyproject.toml", "/static/.built"]
)
def test_nothing_else_lies_there(site: Flask, path: str) -> None:
    assert site.test_client().get(path).status_code == 404


def test_nobody_writes_to_a_file(site: Flask) -> None:
    assert site.test_client().post("/static/app.css").status_code in (404, 405)


def test_a_checkout_without_its_files_says_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(NotBuilt, match="make frontend"):
        StaticFiles(tmp_path)


def test_a_file_without_encoded_forms_is_sent_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "dot.png").write_bytes(b"a picture")
    (tmp_path / "marks.json").write_text(json.dumps({"dot.png": "abc"}))
    files = StaticFiles(tmp_path)
    dot = files.find("/static/abc/dot.png")
    assert dot is not None
    answer = dot.answer({"REQUEST_METHOD": "GET", "HTTP_ACCEPT_ENCODING": "br"})
    assert (answer.body, dict(answer.headers)["Content-Type"]) == (b"a picture", "image/png")
    assert "Content-Encoding" not in dict(answer.headers)
