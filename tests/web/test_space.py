"""A full disk: a page in the person's language, nothing saved, what was typed kept, working again at once."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from html import unescape
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from collab import clock, db, door, space, versions
from collab.accounts.models import SignIn
from collab.app import create_app
from collab.config import Settings
from collab.projects import actions as projects
from collab.web.access import ANYONE
from collab.web.errors import REFUSED
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.web.conftest import SCOPE, add_probes, said, written

FULL_DEVICE = Path("/dev/full")
HEADINGS = {"en": "There is no room to save", "sv": "Det finns ingen plats att spara"}
LONG = "We have counted buttons all morning, and every one of them is black.\n<b>Nobody</b> knows why."


def full_database() -> None:
    """Bring the database's own error about, as it comes when there is no room."""
    if db.engine().dialect.name == "postgresql":
        db.session.execute(text("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'disk_full'; END $$"))
    with no_more_pages():
        db.session.execute(text("CREATE TABLE ballast AS SELECT zeroblob(1000000) AS void"))


@contextmanager
def no_more_pages() -> Iterator[None]:
    """Let SQLite's file grow no further on the session's connection."""
    db.session.execute(text("PRAGMA max_page_count = 1"))
    try:
        yield
    finally:
        with suppress(OperationalError):
            db.session.execute(text("PRAGMA max_page_count = 4294967294"))


def full_disk() -> None:
    """A device that is always full."""
    with FULL_DEVICE.open("wb") as file:
        file.write(b"x" * 100_000)


def missing_file() -> None:
    Path("/no/such/file").read_bytes()


@pytest.fixture
def cramped(site: Flask, settings: Settings) -> Iterator[Flask]:
    """The application with routes that write and then find no room."""
    app = add_probes(create_app(settings))
    for happening in (full_database, full_disk, missing_file):
        name = happening.__name__.replace("_", "-")

        def view(happening: Callable[[], None] = happening) -> Any:
            versions.bump(SCOPE)
            happening()
            return said("written")

        app.add_url_rule(f"/probe/{name}", f"probe.{name}", view, methods=["POST"])
        app.extensions["collab-access"][f"probe.{name}"] = ANYONE
    yield app
    with app.app_context():
        db.session.remove()
        db.engine().dispose()


@pytest.mark.parametrize("name", ["full-database", "full-disk"])
@pytest.mark.parametrize("language", HEADINGS)
def test_it_is_said_in_the_persons_language_and_nothing_is_saved(
    cramped: Flask, cast: Cast, caplog: pytest.LogCaptureFixture, name: str, language: str
) -> None:
    cast.culture.language = language
    db.session.commit()
    browser = Browser(cramped, cast.culture)
    browser.client.delete_cookie("language")
    answer = browser.post(f"/probe/{name}")
    assert (answer.status_code, answer.headers["Retry-After"]) == (507, "60")
    assert f"<h1>{HEADINGS[language]}</h1>" in answer.text
    assert written() == 0
    (line,) = [record for record in caplog.records if record.message == "no room left on the disk"]
    assert line.__dict__["cause"] in ("database or disk is full", "disk_full", "No space left on device")
    assert browser.post("/probe/commit").status_code == 200
    assert written() == 1


def test_what_was_typed_stands_in_the_answer_and_goes_again_from_there(cramped: Flask, cast: Cast) -> None:
    browser = Browser(cramped, cast.culture)
    sent = {"text": LONG, "status": "on_track", "idempotency_key": "the-key"}
    answer = browser.post("/probe/full-disk", sent)
    areas = re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n(.*?)</textarea>', answer.text, re.S)
    assert [(name, unescape(value)) for name, value in areas] == [("text", LONG)]
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', answer.text))
    assert {name: hidden[name] for name in ("status", "idempotency_key")} == {
        "status": "on_track",
        "idempotency_key": "the-key",
    }
    assert hidden["csrf_token"]
    assert '<form class="stack" method="post" action="/probe/full-disk' in answer.text
    assert '<button class="button" type="submit">Send it again</button>' in answer.text


def test_a_picture_has_to_be_chosen_again(cramped: Flask, cast: Cast) -> None:
    sent = {"text": LONG, "file": (BytesIO(b"a picture"), "x.jpg")}
    answer = Browser(cramped, cast.culture).post("/probe/full-disk", sent)
    assert "choose the picture again" in answer.text
    assert "Send it again" not in answer.text


def test_a_password_is_never_repeated(cramped: Flask, cast: Cast) -> None:
    answer = Browser(cramped, cast.culture).post("/probe/full-disk", {"password": "hemligt", "text": LONG})
    assert "hemligt" not in answer.text
    assert "counted buttons" not in answer.text


def test_what_is_no_want_of_room_is_an_error_as_before(cramped: Flask, cast: Cast) -> None:
    assert Browser(cramped, cast.culture).post("/probe/missing-file").status_code == 500
    assert space.lack_of(ValueError("disk I/O error")) == ""
    assert space.lack_of(OperationalError("SELECT", {}, Exception("disk I/O error"))) == "disk I/O error"


def test_a_page_is_read_although_nobody_can_note_that_it_was(
    cramped: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(cramped, cast.culture)
    with db.transaction():
        token = projects.subscribe(cast.culture, key=str(cramped.config["SECRET_KEY"]))
        sign_in = db.session.scalars(select(SignIn)).one()
        sign_in.seen_at = clock.real() - timedelta(hours=1)

    @contextmanager
    def nowhere() -> Iterator[None]:
        raise OperationalError("UPDATE", {}, Exception("database or disk is full"))
        yield

    monkeypatch.setattr(db, "apart", nowhere)
    assert browser.get("/home").status_code == 200
    assert Browser(cramped).get(f"/dates/{token}.ics").status_code == 200
    assert Browser(cramped).get("/dates/unknown.ics").status_code == 404


def test_a_body_that_finds_no_room_is_taken_to_its_end_and_answered(cramped: Flask, cast: Cast) -> None:
    environ: dict[str, Any] = {}
    with FULL_DEVICE.open("w+b", buffering=0) as device:
        environ["wsgi.input"] = device
        assert not door.kept(environ, b"x" * 100)
    assert environ[REFUSED] == 507
    assert environ["wsgi.input"].read() == b""
    browser = Browser(cramped, language="sv")
    answer = browser.client.post("/contact", data={"text": "x"}, environ_overrides=environ)
    assert (answer.status_code, "<h1>Det finns ingen plats att spara</h1>" in answer.text) == (507, True)
    with door.spool() as body:
        assert isinstance(body, SpooledTemporaryFile)
        environ = {"wsgi.input": body}
        assert door.kept(environ, b"abc")
        assert door.kept(environ, b"")
        assert body.read() == b"abc"
