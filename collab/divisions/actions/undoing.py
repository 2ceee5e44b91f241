"""Undoing what was made of a proposal, whole, for as long as nobody has built on it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from msgspec import Struct
from sqlalchemy import insert, select
from sqlalchemy.orm import joinedload

from collab import clock, db
from collab.accounts.models import Person
from collab.divisions.actions.telling import News, Told, tell
from collab.divisions.models import Applied
from collab.divisions.queries import applying
from collab.divisions.queries.pictures import KINDS, seated
from collab.errors import RuleViolation
from collab.forming.actions.places import dissolve_empty, vacate
from collab.programmes.models import Membership
from collab.projects.models import Milestone
from collab.teams import queries as teams
from collab.teams.actions import seats
from collab.teams.actions.seats import Note
from collab.teams.models import Change, JoinState, Team, TeamMember
from collab.text import _


class _Way(Struct, frozen=True):
    """The way back: everybody and every team by what they are called, who goes it and why."""

    applied: Applied
    places: dict[str, Membership]
    teams: dict[str, Team]
    by: Person
    reason: str

    @property
    def formed(self) -> list[Team]:
        """The teams that there were not before."""
        return [
            self.teams[slug]
            for slug in self.applied.after["teams"]
            if slug not in self.applied.before["teams"]
        ]

    def seats_before(self, slug: str) -> list[dict[str, Any]]:
        """Who was in a team, in the order of their places."""
        found: list[dict[str, Any]] = self.applied.before["seats"].get(slug, [])
        return found

    def team_before(self, code: str) -> Team | None:
        """Where somebody was, among the teams that were touched."""
        there = (
            slug
            for slug, seats in self.applied.before["seats"].items()
            if any(seat["who"] == code for seat in seats)
        )
        return next((self.teams[slug] for slug in there), None)


def undo(applied: Applied, *, by: Person, reason: str) -> None:
    """Make the teams what they were before the proposal was applied, and write to those concerned.

    Teams that it formed are dissolved, and stay in the record. Raises RuleViolation when it is undone
    already, and when somebody has built on it: then people are moved by hand.
    """
    programme = applied.division.search.programme
    db.hold(programme)
    db.session.refresh(applied)
    if applied.undone_at is not None:
        raise RuleViolation(_("It is undone already."))
    if applying.built_on(applied):
        raise RuleViolation(
            _(
                "Somebody has built on these teams since. Read what stands in the way, "
                "and mend the teams by hand."
            )
        )
    way = _Way(applied, applying.everybody(programme), applying.teams_by_slug(programme), by, reason)
    _clear(way)
    _restore(way)
    applied.undone_at, applied.undone_by = clock.now(), by
    db.session.flush()
    _tell(way)


def _clear(way: _Way) -> None:
    """Take the places that were given, and end the teams that were formed."""
    changed = {slug: way.teams[slug] for slug in way.applied.after["teams"]}
    there = teams.places_of(changed.values())
    before = {slug: {seat["who"] for seat in way.seats_before(slug)} for slug in changed}
    gone = [
        (team, place)
        for slug, team in changed.items()
        for place in there[team.id]
        if place.membership.code not in before[slug]
    ]
    at_home = {code for codes in before.values() for code in codes}
    removed = [(team, p.membership) for team, p in gone if p.membership.code not in at_home]
    vacate([place for _, place in gone])
    seats.record_all([Note(team, Change.REMOVED, way.by, whom=who, said=way.reason) for team, who in removed])
    dissolve_empty(way.formed, by=way.by, reason=way.reason)


def _restore(way: _Way) -> None:
    """Give everybody back the place that they had, and let wait again what waited."""
    described = way.applied.before["teams"]
    standing = [way.teams[slug] for slug in described]
    notes: list[Note] = []
    for team in standing:
        if team.is_dissolved and not described[team.slug]["is_dissolved"]:
            team.dissolved_at = None
            notes.append(Note(team, Change.FORMED, way.by, said=way.reason))
        notes += [
            Note(team, Change.MOVED, way.by, whom=whom, other=origin, said=way.reason)
            for whom, origin in _moved_back(way, team)
        ]
    _seat_as_before(way, standing)
    seats.record_all(notes)
    _let_wait(way)
    owned = way.applied.before["milestones"]
    for milestone in db.session.scalars(select(Milestone).where(Milestone.key.in_(owned))):
        owner = owned[milestone.key]
        if owner is not None and milestone.owner is None:
            milestone.owner = way.places.get(owner)
            milestone.version += 1


def _seat_as_before(way: _Way, standing: Sequence[Team]) -> None:
    """The same places in the same order; who is in a team with the same people as before keeps the row."""
    anew: list[dict[str, Any]] = []
    for team, places in zip(standing, teams.places_of(standing).values(), strict=True):
        there = {place.membership.code: place for place in places}
        before = {seat["who"]: _as_kept(seat) for seat in way.seats_before(team.slug)}
        if set(there) == set(before):
            for code, kept in before.items():
                for name, value in kept.items():
                    setattr(there[code], name, value)
            continue
        for place in places:
            db.session.delete(place)
        ids = {code: way.places[code].id for code in before}
        anew += [{"team_id": team.id, "membership_id": ids[code], **kept} for code, kept in before.items()]
    db.session.flush()
    if anew:
        db.session.execute(insert(TeamMember), anew)


def _as_kept(seat: dict[str, Any]) -> dict[str, Any]:
    return {
        "joined_on": date.fromisoformat(seat["joined_on"]),
        "task": seat["task"],
        "is_coordinator": seat["leads"],
    }


def _moved_back(way: _Way, team: Team) -> Iterator[tuple[Membership, Team]]:
    """Who comes back to the team, and from which."""
    mine = {seat["who"] for seat in way.seats_before(team.slug)}
    for slug, given in way.applied.after["seats"].items():
        for seat in given:
            if seat["who"] in mine and slug != team.slug:
                yield way.places[seat["who"]], way.teams[slug]


def _let_wait(way: _Way) -> None:
    """Requests and invitations that were withdrawn on the way, but those that nothing can come of by now."""
    before, after = way.applied.before["waiting"], way.applied.after["waiting"]
    for name, kind in KINDS.items():
        keys = set(before[name]) - set(after[name])
        both = joinedload(kind.team), joinedload(kind.membership)
        found = db.session.scalars(select(kind).options(*both).where(kind.key.in_(keys))).all()
        taken = teams.teams_of_memberships([waiting.membership for waiting in found])
        for waiting in found:
            is_open = waiting.state is JoinState.WITHDRAWN and not waiting.team.is_dissolved
            if is_open and seats.is_free(waiting.team, taken[waiting.membership_id]):
                waiting.state, waiting.answered_at = JoinState.PENDING, None
    db.session.flush()


def _tell(way: _Way) -> None:
    """Write to those who are in another team than a moment ago, or in none, and to their teams."""
    codes = {who for _slug, who in seated(way.applied.after)}
    alone = [way.places[code].person for code in sorted(codes) if way.team_before(code) is None]
    standing = [way.teams[slug] for slug in way.applied.before["teams"]]
    tell(News(Told.UNDONE, way.by, way.reason), standing, alone)
