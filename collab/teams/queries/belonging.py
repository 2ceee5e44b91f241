"""Who was in a team when: those who are, and those who have left."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.interfaces import ORMOption

from collab import clock, db
from collab.programmes.models import Membership
from collab.teams.models import Change, Team, TeamChange, TeamMember
from collab.teams.queries.members import Member, as_member

LEFT = Change.LEFT, Change.REMOVED
CAME = Change.ADDED, Change.JOINED


class Belonging(Struct, frozen=True):
    """Somebody's time in a team, by days: the first, and the last (None for who is still in it)."""

    member: Member
    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the person was in the team on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


def belongings(team: Team) -> list[Belonging]:
    """Everybody's time in the team, in two statements.

    Who left and of whom no record says when they came (they asked to join, or came by a merger) counts from
    the day the team formed, or from the day they last left it.
    """
    current = db.session.scalars(
        select(TeamMember).options(*_whole(TeamMember.membership)).where(TeamMember.team_id == team.id)
    )
    staying = [Belonging(as_member(p.membership, p), p.joined_on) for p in current]
    return [*staying, *_past(team, _moves(team))]


def _moves(team: Team) -> list[TeamChange]:
    """Who came to the team and who left it, the earliest first, as far as it is recorded of each."""
    of_team: ColumnElement[bool] = TeamChange.team_id == team.id
    given = and_(TeamChange.other_team_id == team.id, TeamChange.change == Change.MOVED)
    moved = and_(of_team, TeamChange.change.in_([*LEFT, *CAME, Change.MOVED]))
    return list(
        db.session.scalars(
            select(TeamChange)
            .options(*_whole(TeamChange.membership))
            .where(or_(moved, given), TeamChange.membership_id.is_not(None))
            .order_by(TeamChange.at, TeamChange.id)
        )
    )


def _past(team: Team, moves: Iterable[TeamChange]) -> Iterable[Belonging]:
    came: dict[int, date] = {}
    for move in moves:
        place, day = move.membership, clock.local(move.at).date()
        if place is None:
            continue
        if move.change in LEFT or move.other_team_id == team.id:
            yield Belonging(as_member(place), came.get(place.id, team.formed_on), day)
        came[place.id] = day


def _whole(place: Any) -> list[ORMOption]:
    whole = joinedload(place)
    return [
        whole.joinedload(Membership.person),
        whole.joinedload(Membership.organisation),
        whole.joinedload(Membership.sector),
    ]
