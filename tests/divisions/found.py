"""What a solver has found, written past the solver."""

from typing import Any

from sqlalchemy import select

from collab import clock, db
from collab.divisions.asking import formed
from collab.divisions.models import Division, Search, SearchState
from collab.divisions.queries import asked_of, ground_of
from collab.programmes.models import Membership
from tests.divisions.people import SIZE, asked, newcomers, search
from tests.support.cast import Cast

CLASH = {"rule": "size", "sentence": {"sv": "För få.", "en": "Too few."}}
LESS = {
    "changes": [{"at": "rules[0]", "field": "min", "value": 1}],
    "sentence": {"sv": "Låt ett team ha en person.", "en": "Let a team have one person."},
}


def a_search(cast: Cast, state: SearchState = SearchState.DONE, **answer: Any) -> Search:
    """A search of the facilitator that is over, for one who came late."""
    if db.session.scalars(select(Membership).where(Membership.code == "late0")).first() is None:
        newcomers(cast, 1, called="late")
    wanted = search(cast, asked(SIZE, count=(2, 2)))
    wanted.state, wanted.ended_at = state, clock.real()
    wanted.answer = {"status": "optimal", "are_all": True, "conflict": [], "relaxations": [], **answer}
    db.session.commit()
    return wanted


def an_impossible_search(cast: Cast) -> Search:
    """A search that has no division; a team of one would be enough."""
    return a_search(cast, SearchState.IMPOSSIBLE, status="infeasible", conflict=[CLASH], relaxations=[LESS])


def a_division(cast: Cast, of: Search | None = None, position: int = 1) -> Division:
    """The teams of the cast as they are, and in a new one whoever has none."""
    whole = of or a_search(cast)
    people = [person["id"] for person in whole.instance["people"]]
    crews = [(slug, team["members"]) for slug, team in formed(asked_of(whole), ground_of(whole))]
    seated = {code for _, members in crews for code in members}
    crews.append((None, [code for code in people if code not in seated]))
    teams = [{"team": slug, "theme": None, "members": members} for slug, members in crews]
    division = Division(search=whole, position=position, teams=teams, made=teams, bounds=[0, None, None])
    db.session.add(division)
    db.session.commit()
    return division
