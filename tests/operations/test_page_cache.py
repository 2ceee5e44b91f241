"""Kept pages with several processes: the first request after a change shows the change."""

from flask import Flask

from collab import db, versions
from collab.programmes.models import Programme
from collab.text import Localised
from tests.operations.conftest import Live
from tests.operations.running import get

TRIES = 100
ENGLISH = {"Accept-Language": "en"}


def test_no_process_shows_a_page_from_before_the_change(live: Live, site: Flask) -> None:
    for number in range(TRIES):
        with db.transaction():
            programme = db.session.query(Programme).one()
            programme.tagline = Localised(f"Runda {number}", f"Round {number} of many")
            versions.bump()
        answers = [get(live.port, "/", ENGLISH).text for _ in range(4)]  # type: ignore[attr-defined]
        assert [f"Round {number} of many" in answer for answer in answers] == [True] * 4


def test_a_change_that_was_rolled_back_is_shown_by_nobody(live: Live, site: Flask) -> None:
    before = get(live.port, "/", ENGLISH).text  # type: ignore[attr-defined]
    programme = db.session.query(Programme).one()
    programme.tagline = Localised("Aldrig", "Never")
    versions.bump()
    db.session.rollback()
    assert get(live.port, "/", ENGLISH).text == before  # type: ignore[attr-defined]
