"""Proposals made by hand, for what is done with them afterwards."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from collab import db
from collab.divisions.actions.applying import Choice, NewTeam
from collab.divisions.asking import Asked, Stay
from collab.divisions.models import Division, Search, SearchState
from collab.divisions.queries import standing_of
from collab.programmes.models import Membership, Programme
from collab.teams.models import Invitation, JoinRequest, JoinState, Team
from collab.teams.queries import places
from tests.divisions.people import EACH_SECTOR, SIZE, asked, newcomers, search
from tests.support.cast import Cast

TeamDraft = tuple[str | None, Sequence[str]]
"""The slug of a team that exists, or None, and who is in it."""


def drafted(found: Search, *teams: TeamDraft, theme: str | None = None) -> Division:
    """One proposal of the search, as a solver would have kept it."""
    made = [{"team": slug, "theme": theme, "members": list(members)} for slug, members in teams]
    with db.transaction():
        found.state = SearchState.DONE
        division = Division(search=found, position=1, teams=made, made=made, bounds=[None, None, None])
        db.session.add(division)
    return division


def proposal(cast: Cast, wanted: Asked | None = None) -> Division:
    """Eight without a team become two; the cast's own teams stay as they are."""
    people = newcomers(cast, 8)
    stays = {"sparet": Stay.CLOSED, "ensam": Stay.CLOSED}
    found = search(cast, wanted or asked(SIZE, EACH_SECTOR, stays=stays))
    return drafted(found, *kept(cast), (None, codes(people[:4])), (None, codes(people[4:])))


def kept(cast: Cast) -> list[TeamDraft]:
    """The cast's teams as they are."""
    teams = standing_of(cast.programme).ground.teams
    return [(slug, teams[slug]) for slug in ("sparet", "ensam")]


def codes(people: Sequence[Membership]) -> list[str]:
    return [place.code for place in people]


def choice(division: Division, named: Mapping[int, NewTeam] | None = None, **otherwise: object) -> Choice:
    """What somebody who looks at the proposal now would decide."""
    new = {
        at: NewTeam(f"Nytt {at}", team["members"][0])
        for at, team in enumerate(division.teams)
        if team["team"] is None
    }
    programme: Programme = division.search.programme
    seen = standing_of(programme).ground.fingerprint
    values = {"version": division.version, "seen": seen, "reason": "Så blir det.", "new": named or new}
    return Choice(**{**values, **otherwise})  # type: ignore[arg-type]


def everything() -> dict[str, Any]:
    """All that undoing gives back: seats in their order, what waits for an answer, which teams stand."""
    db.session.flush()
    db.session.expire_all()
    teams = [team for team in db.session.scalars(select(Team).order_by(Team.id)) if not team.is_dissolved]
    waiting = [
        (row.key, row.state)
        for kind in (JoinRequest, Invitation)
        for row in db.session.scalars(select(kind))
        if row.state is JoinState.PENDING
    ]
    return {
        "seats": {
            team.slug: [(p.membership.code, p.joined_on, p.task, p.is_coordinator) for p in places(team)]
            for team in teams
        },
        "waiting": sorted(waiting),
    }
