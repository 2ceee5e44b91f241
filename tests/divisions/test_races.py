"""Several who ask, and several workers who look for work, at the same moment."""

from collections import Counter

from flask import Flask
from sqlalchemy import func, select

from collab import db
from collab.divisions.actions.turns import TURNS
from collab.divisions.models import Search
from tests.conftest import Browsers
from tests.divisions.people import SIZE, asked, newcomers, search
from tests.divisions.test_views import CHOSEN, PROPOSALS
from tests.support.cast import Cast
from tests.support.together import AT_ONCE, together
from tests.support.turns import taken_together


def test_of_several_who_ask_at_once_one_begins_a_search(cast: Cast, browsers: Browsers) -> None:
    newcomers(cast, 5)
    people = [browsers(person) for person in [cast.facilitator, cast.colleague] * 3]
    db.session.commit()
    codes = together(lambda n: people[n].post(f"{PROPOSALS}/new", {**CHOSEN, "ask": "1"}).status_code)
    assert Counter(codes) == {303: 1, 422: AT_ONCE - 1}
    assert db.session.scalar(select(func.count(Search.id))) == 1


def test_of_several_workers_one_takes_a_search(site: Flask, cast: Cast) -> None:
    newcomers(cast, 5)
    search(cast, asked(SIZE))
    assert [turn.number for turn in taken_together(site, TURNS)] == [1]
