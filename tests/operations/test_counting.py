"""What is counted where it happens: limits, sign-ins, the database's errors, chores, waiting mail."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from collab import clock, db, gauges, worker
from collab.errors import TooMany
from collab.mail import actions, delivery
from collab.mail.models import Mail
from collab.metrics import families
from collab.metrics.book import book
from collab.metrics.families import Family
from collab.metrics.reading import Shelf
from collab.web import cache
from collab.web.limits import Limit, count
from tests.conftest import Browsers

Counted = Callable[..., list[float] | None]


@pytest.fixture
def counted(tmp_path: Path) -> Counted:
    """What a series holds since the test began; None when there is none."""
    book.open(tmp_path)
    shelf = Shelf(tmp_path)

    def read(family: Family, *labels: str) -> list[float] | None:
        return shelf.read()[0].get((family.name, labels))

    return read


def test_a_try_past_a_limit_is_counted_under_the_limits_name(site: Flask, counted: Counted) -> None:
    once = Limit("once", 1, timedelta(days=1))
    count(once, "somebody")
    assert counted(families.LIMITED, "once") is None
    with pytest.raises(TooMany):
        count(once, "somebody")
    assert counted(families.LIMITED, "once") == [1]


def test_a_failed_sign_in_is_counted(browsers: Browsers, counted: Counted) -> None:
    browsers().post("/sign-in", {"email": "nobody@example.org", "password": "wrong"})
    assert counted(families.SECURITY, "sign-in-failed") == [1]
    assert counted(families.SECURITY, "signed-in") is None


def test_what_the_database_refuses_is_counted_by_its_kind(site: Flask, counted: Counted) -> None:
    with db.engine().connect() as connection, pytest.raises(DBAPIError) as no:
        connection.execute(text("SELECT * FROM no_such_table"))
    assert counted(families.DATABASE_ERRORS, type(no.value.orig).__name__) == [1]


def test_a_chore_is_done_or_fails_or_finds_nothing_to_do(counted: Counted) -> None:
    found: list[bool | OSError] = [True, False, OSError()]

    def act() -> bool:
        here = found.pop(0)
        if isinstance(here, OSError):
            raise here
        return here

    chore = worker.counted("mail", act)
    assert [chore(), chore()] == [True, False]
    with pytest.raises(OSError):  # noqa: PT011 - the very one
        chore()
    assert counted(families.CHORES, "mail", "done") == counted(families.CHORES, "mail", "failed") == [1]
    durations = counted(families.CHORE_DURATIONS, "mail")
    assert durations is not None
    assert sum(durations[:-1]) == 2


def test_mail_that_waits_and_mail_that_was_given_up_are_shown(site: Flask, counted: Counted) -> None:
    delivery.show_waiting()
    assert [counted(f) for f in (families.MAIL_WAITING, families.MAIL_AGE)] == [[0], [0]]
    with db.transaction():
        for number in range(3):
            actions.post(to=f"r{number}@example.org", language="en", template="x", values={})
    an_hour_ago = clock.real() - timedelta(hours=1)
    with db.transaction():
        db.session.execute(update(Mail).where(Mail.to == "r0@example.org").values(created_at=an_hour_ago))
        given_up = update(Mail).where(Mail.to == "r1@example.org")
        db.session.execute(given_up.values(attempts=delivery.MOST_ATTEMPTS))
    delivery.show_waiting()
    assert (counted(families.MAIL_WAITING), counted(families.MAIL_GIVEN_UP)) == ([2], [1])
    age = counted(families.MAIL_AGE)
    assert age is not None
    assert 3600 <= age[0] < 3700


def test_a_connection_in_use_and_a_kept_page_are_shown(site: Flask, counted: Counted) -> None:
    site.test_client().get("/accessibility")
    engine = db.engine()
    before = engine.pool.checkedout()  # type: ignore[attr-defined]
    with engine.connect():
        gauges.look(cache.pages(), engine)
    assert counted(families.CONNECTIONS) == [before + 1]
    assert counted(families.KEPT_PAGES) == [len(cache.pages())]
