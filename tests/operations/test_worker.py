"""`collab worker`: does the chores, finishes the one under way, outlives a database that is away."""

import json
import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from collab import clock, db, versions, worker
from collab.accounts.models import SignIn
from collab.app import create_app
from collab.config import Settings
from collab.divisions.jobs import Solver
from collab.documents.jobs import Press
from collab.errors import NotFound
from collab.files.actions import keep_loose
from collab.files.folder import FolderStore
from collab.files.store import KeptPicture
from collab.logs import JsonLines
from collab.mail import actions
from collab.mail.models import Mail
from collab.web.health import Heartbeat
from collab.web.limits import Attempt
from tests.mail.conftest import MailServer
from tests.operations.conftest import environment_of
from tests.operations.running import Running, running, until
from tests.support.cast import Cast


@pytest.fixture
def mail_server(tmp_path: Path) -> Iterator[MailServer]:
    folder = tmp_path / "mail"
    folder.mkdir()
    server = MailServer(folder, "take")
    yield server
    server.stop()


@pytest.fixture
def working(stamped: Settings, tmp_path: Path, mail_server: MailServer) -> Iterator[Running]:
    environment = environment_of(stamped, 8000, COLLAB_SMTP_URL=mail_server.url)
    with running(tmp_path / "worker", "worker", environment=environment) as process:
        yield process


def post(to: str) -> None:
    with db.transaction():
        values = {"token": "s3cret", "next": ""}
        actions.post(to=to, language="en", template="accounts/mail/sign_in_link", values=values)


def test_it_delivers_what_is_posted_and_stops_when_told(
    working: Running, mail_server: MailServer, site: Flask
) -> None:
    for number in range(5):
        post(f"reader{number}@example.org")
    until(lambda: len(mail_server.kept) == 5)
    assert [message["To"] for message in mail_server.kept] == [f"reader{n}@example.org" for n in range(5)]
    working.signal(signal.SIGTERM)
    assert working.wait() == 0
    lines = [json.loads(line) for line in working.logged.read_text().splitlines()]
    assert [line["message"] for line in lines][1:] == ["mail delivered"] * 5
    assert "reader" not in working.logged.read_text()
    assert "s3cret" not in working.logged.read_text()


def test_two_workers_send_each_mail_once(
    working: Running, stamped: Settings, mail_server: MailServer, site: Flask, tmp_path: Path
) -> None:
    environment = environment_of(stamped, 8000, COLLAB_SMTP_URL=mail_server.url)
    with running(tmp_path / "second", "worker", environment=environment):
        for number in range(30):
            post(f"reader{number}@example.org")

        def waiting() -> int:
            db.session.rollback()
            return db.session.scalar(select(func.count(Mail.id)).where(Mail.sent_at.is_(None))) or 0

        until(lambda: waiting() == 0)
    assert sorted(m["To"] for m in mail_server.kept) == sorted(f"reader{n}@example.org" for n in range(30))


def test_the_chores_forget_what_is_no_longer_needed(site: Flask, settings: Settings, cast: Cast) -> None:
    two_days_ago = int((clock.real() - timedelta(days=3)).timestamp())
    with db.transaction():
        db.session.add(Attempt(bucket="old", window=two_days_ago, count=1))
        db.session.add(
            SignIn(
                token_hash="old", person_id=cast.culture.id, expires_at=clock.real() - timedelta(seconds=1)
            )
        )
    store = FolderStore(settings.files)
    unnamed, named = store.keep(b"of no picture"), store.keep(b"of a picture")
    with db.transaction():
        keep_loose(KeptPicture(480, 320, {480: named}), by=cast.culture)
    for path in store.folder.glob("??/*"):
        os.utime(path, (two_days_ago, two_days_ago))
    for chore in worker.chores(settings, Solver(settings.database_url), Press()).values():
        assert chore() is False
    assert store.read(named) == b"of a picture"
    with pytest.raises(NotFound):
        store.read(unnamed)
    store.remove(named)
    db.session.rollback()
    assert db.session.scalars(select(Attempt)).all() == []
    assert db.session.scalars(select(SignIn)).all() == []


def test_a_chore_for_now_and_then_rests_in_between() -> None:
    done: list[int] = []

    def act() -> None:
        done.append(1)

    hourly, always = worker.every(timedelta(hours=1), act), worker.every(timedelta(0), act)
    assert [hourly(), hourly(), always(), always()] == [False] * 4
    assert len(done) == 3


def test_a_chore_that_follows_publishing_sleeps_until_something_becomes_public(site: Flask) -> None:
    work, asked = [True, False, True, False], []

    def act() -> bool:
        asked.append(1)
        return work.pop(0)

    chore = worker.after_publishing(act)
    assert [chore() for _ in range(4)] == [True, False, False, False]
    assert len(asked) == 2
    with db.transaction():
        versions.bump()
    assert [chore() for _ in range(3)] == [True, False, False]
    assert len(asked) == 4


def test_while_the_database_is_away_it_waits_and_tries_again(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "AWAY", 0.01)
    nowhere = create_app(replace(settings, database_url=f"sqlite:///{tmp_path}/no/such/folder/x.sqlite3"))
    stop, tries = Event(), []

    def ask() -> bool:
        tries.append(1)
        if len(tries) == 3:
            stop.set()
        return db.session.scalar(select(Mail.id)) is not None

    worker.run(nowhere, {"ask": ask}, stop)
    assert len(tries) == 3


def test_it_shows_that_it_lives_again_and_again(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "BEAT", timedelta(0))
    settings: Settings = site.extensions["collab-settings"]
    beat = worker.chores(settings, Solver(settings.database_url), Press())["heartbeat"]
    moments = []
    for _ in range(2):
        assert beat() is False
        db.session.rollback()
        moments.append(db.session.scalars(select(Heartbeat.at)).one())
    assert moments[0] < moments[1] <= clock.real()


@pytest.mark.parametrize("broken", [IntegrityError("DELETE", {}, Exception("secret@example.org")), OSError()])
def test_a_chore_that_fails_is_logged_and_left_alone_while_the_others_go_on(
    site: Flask, caplog: pytest.LogCaptureFixture, broken: Exception
) -> None:
    stop, tries, done = Event(), [], []

    def fail() -> bool:
        tries.append(1)
        raise broken

    def work() -> bool:
        done.append(1)
        if len(done) == 5:
            stop.set()
        return True

    worker.run(site, {"old limits": fail, "mail": work}, stop)
    assert (len(tries), len(done)) == (1, 5)
    (record,) = caplog.records
    line = json.loads(JsonLines().format(record))
    assert (line["message"], line["chore"]) == ("a chore failed", "old limits")
    assert any(" fail" in place for place in line["trace"])
    assert "secret" not in json.dumps(line)


def test_a_chore_that_failed_is_tried_again_later(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "AFTER_FAILURE", timedelta(0))
    tries: list[int] = []

    def fail_once() -> bool:
        tries.append(1)
        if len(tries) == 1:
            raise OSError
        return True

    chore = worker.patient("mail", fail_once)
    assert [chore(), chore()] == [False, True]
