"""A real worker and its child: mail goes out while it solves, and no child outlives its worker."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from collab import db
from collab.config import Settings
from collab.divisions.models import Search, SearchState
from collab.teams.composition import Rule, RuleKind
from tests.divisions.people import SIZE, asked, newcomers, search
from tests.mail.conftest import MailServer
from tests.operations.conftest import environment_of
from tests.operations.running import Running, running, until
from tests.operations.test_worker import post
from tests.support.cast import Cast

TRAVEL = Rule(RuleKind.TRAVEL, False, most=40)


@pytest.fixture
def mail_server(tmp_path: Path) -> Iterator[MailServer]:
    folder = tmp_path / "mail"
    folder.mkdir()
    server = MailServer(folder, "take")
    yield server
    server.stop()


@pytest.fixture
def wanted(site: Flask, cast: Cast) -> Search:
    """A search that goes on for a while."""
    newcomers(cast, 150)
    return search(cast, asked(SIZE, TRAVEL))


@pytest.fixture
def working(wanted: Search, stamped: Settings, tmp_path: Path, mail_server: MailServer) -> Iterator[Running]:
    environment = environment_of(stamped, 8000, COLLAB_SMTP_URL=mail_server.url)
    with running(tmp_path / "worker", "worker", environment=environment) as process:
        until(lambda: now().told is not None)
        yield process


def now() -> Search:
    """The search as the database has it now."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.query(Search).one()


def test_mail_goes_out_while_a_child_solves_and_a_worker_told_to_end_lets_the_search_wait(
    working: Running, mail_server: MailServer
) -> None:
    assert len(working.children) == 1
    post("reader@example.org")
    until(lambda: len(mail_server.kept) == 1)
    assert now().state is SearchState.RUNNING
    working.signal(signal.SIGTERM)
    assert working.wait() == 0
    assert working.alive == []
    assert (now().state, now().deaths) == (SearchState.WAITING, 0)


def test_the_child_of_a_worker_that_was_killed_ends_by_itself(working: Running) -> None:
    (child,) = working.children
    working.signal(signal.SIGKILL)
    working.wait()
    until(lambda: child not in working.alive)
    assert now().state is SearchState.RUNNING  # until nobody has heard of it for a while
