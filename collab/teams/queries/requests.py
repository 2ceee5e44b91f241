"""Requests to join a team and invitations to it: those of a team, those of a person."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import contains_eager, joinedload

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.programmes import policy as programmes
from collab.programmes.models import Membership, Programme
from collab.statements import built_once
from collab.teams import policy
from collab.teams.models import Invitation, JoinRequest, JoinState, Team
from collab.teams.queries.members import Member, as_member
from collab.text import Localised
from collab.together import Reading, askable, asked


class Request(Struct, frozen=True):
    """Somebody's request to join, with its answer."""

    key: str
    member: Member
    asked_at: datetime
    message: str
    state: JoinState
    answered_at: datetime | None
    answered_by: Localised | None
    answer: str
    may_answer: bool
    """Whether it waits for the viewer's answer."""

    @property
    def is_pending(self) -> bool:
        """Whether it waits for an answer."""
        return self.state is JoinState.PENDING


def get_request(slug: str, key: str, *, viewer: Person) -> JoinRequest:
    """The request to that team. Raises NotFound as `get_team` does, and where the viewer may not read it."""
    found: JoinRequest | None = _of_team(JoinRequest, slug, key)
    if found is None or not policy.read_request(viewer, found):
        raise NotFound(key)
    return found


def get_invitation(slug: str, key: str, *, viewer: Person) -> Invitation:
    """The team's invitation of that key. Raises NotFound where the viewer may not read it."""
    found: Invitation | None = _of_team(Invitation, slug, key)
    if found is None or not policy.read_invitation(viewer, found):
        raise NotFound(key)
    return found


def _of_team(kind: Any, slug: str, key: str) -> Any:
    return db.session.scalars(
        select(kind)
        .join(kind.team)
        .options(
            contains_eager(kind.team).joinedload(Team.programme),
            joinedload(kind.membership).joinedload(Membership.person),
        )
        .where(Team.slug == slug, kind.key == key)
    ).first()


def requests_to(team: Team, *, viewer: Person) -> list[Request]:
    """The requests to join the team that the viewer may read, the newest first."""
    rows = db.session.scalars(
        select(JoinRequest)
        .join(JoinRequest.team)
        .options(
            joinedload(JoinRequest.membership).joinedload(Membership.person),
            joinedload(JoinRequest.membership).joinedload(Membership.organisation),
            joinedload(JoinRequest.membership).joinedload(Membership.sector),
            joinedload(JoinRequest.answered_by),
        )
        .where(JoinRequest.team_id == team.id, policy.request_visible_to(viewer))
        .order_by(JoinRequest.asked_at.desc(), JoinRequest.id.desc())
    )
    return [_request(row, viewer) for row in rows]


def has_asked(membership: Membership, team: Team) -> bool:
    """Whether the person waits for the team's answer."""
    return _waits(JoinRequest, membership, team)


def is_invited(membership: Membership, team: Team) -> bool:
    """Whether the team waits for the person's answer."""
    return _waits(Invitation, membership, team)


def _waits(kind: Any, membership: Membership, team: Team) -> bool:
    between = kind.team_id == team.id, kind.membership_id == membership.id
    return (
        db.session.scalars(select(kind.id).where(*between, kind.state == JoinState.PENDING)).first()
        is not None
    )


def waiting_of(people: Iterable[Membership]) -> dict[int, list[JoinRequest | Invitation]]:
    """What waits for an answer between these people and teams, by the id of the membership."""
    ids = [membership.id for membership in people]
    return _pending(lambda kind: kind.membership_id.in_(ids), lambda waiting: waiting.membership_id)


def waiting_at(teams: Iterable[Team]) -> dict[int, list[JoinRequest | Invitation]]:
    """What waits for an answer at these teams, by the id of the team."""
    ids = [team.id for team in teams]
    return _pending(lambda kind: kind.team_id.in_(ids), lambda waiting: waiting.team_id)


def _pending(
    of: Callable[[Any], ColumnElement[bool]], by: Callable[[JoinRequest | Invitation], int]
) -> dict[int, list[JoinRequest | Invitation]]:
    """In a statement for each kind; with the team and the person of each."""
    found: dict[int, list[JoinRequest | Invitation]] = defaultdict(list)
    for kind in (JoinRequest, Invitation):
        both = joinedload(kind.team), joinedload(kind.membership).joinedload(Membership.person)
        wanted: Any = select(kind).options(*both).where(of(kind), kind.state == JoinState.PENDING)
        for waiting in db.session.scalars(wanted):
            found[by(waiting)].append(waiting)
    return found


def invitations_from(team: Team, *, viewer: Person) -> list[Invitation]:
    """The team's invitations that the viewer may read, the newest first."""
    return list(
        db.session.scalars(
            select(Invitation)
            .join(Invitation.team)
            .options(
                joinedload(Invitation.membership).joinedload(Membership.person),
                joinedload(Invitation.membership).joinedload(Membership.organisation),
                joinedload(Invitation.membership).joinedload(Membership.sector),
                joinedload(Invitation.by),
            )
            .where(Invitation.team_id == team.id, policy.invitation_visible_to(viewer))
            .order_by(Invitation.sent_at.desc(), Invitation.id.desc())
        )
    )


def invited_to(team: Team) -> set[int]:
    """The memberships whose answer to an invitation the team waits for."""
    wanted = Invitation.team_id == team.id, Invitation.state == JoinState.PENDING
    return set(db.session.scalars(select(Invitation.membership_id).where(*wanted)))


class Inviting(Struct, frozen=True):
    """A team that waits for somebody's answer to its invitation."""

    key: str
    team_slug: str
    team_name: str
    sent_at: datetime
    message: str


@askable
def invitations_waiting_for(person: Person) -> Reading[list[Inviting]]:
    """Invitations that the person has yet to answer, the oldest first."""
    rows = yield from asked(_invited(person_id=person.id))
    return [Inviting(*row) for row in rows]


@built_once
def _invited(*, person_id: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(Invitation.key, Team.slug, Team.name, Invitation.sent_at, Invitation.message)
        .join(Invitation.team)
        .join(Invitation.membership)
        .where(
            Membership.person_id == person_id,
            Invitation.state == JoinState.PENDING,
            Team.dissolved_at.is_(None),
            programmes.writable(Team.programme_id),
        )
        .order_by(Invitation.sent_at)
    )


def requests_of(person: Person, programme: Programme) -> list[JoinRequest]:
    """What the person has last asked each team of the programme, where it was not answered with yes.

    The latest first; what was taken back is left out.
    """
    rows = db.session.scalars(
        select(JoinRequest)
        .join(JoinRequest.team)
        .join(JoinRequest.membership)
        .options(contains_eager(JoinRequest.team))
        .where(Membership.person_id == person.id, Team.programme_id == programme.id)
        .order_by(JoinRequest.asked_at.desc(), JoinRequest.id.desc())
    )
    latest: dict[int, JoinRequest] = {}
    for row in rows:
        latest.setdefault(row.team_id, row)
    return [row for row in latest.values() if row.state in (JoinState.PENDING, JoinState.DECLINED)]


class Asking(Struct, frozen=True):
    """Somebody who waits for a team's answer to a request to join it."""

    team_slug: str
    who: Localised
    asked_at: datetime
    message: str


@askable
def requests_waiting_for(person: Person) -> Reading[list[Asking]]:
    """Requests that the person, as coordinator of a team, has yet to answer, the oldest first."""
    rows = yield from asked(_waiting(person_id=person.id))
    return [Asking(*row) for row in rows]


@built_once
def _waiting(*, person_id: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(Team.slug, Person.name, JoinRequest.asked_at, JoinRequest.message)
        .select_from(JoinRequest)
        .join(JoinRequest.team)
        .join(JoinRequest.membership)
        .join(Membership.person)
        .where(
            policy.coordinated_by(person_id),
            JoinRequest.state == JoinState.PENDING,
            Team.dissolved_at.is_(None),
            programmes.writable(Team.programme_id),
        )
        .order_by(JoinRequest.asked_at)
    )


def _request(row: JoinRequest, viewer: Person) -> Request:
    return Request(
        key=row.key,
        member=as_member(row.membership),
        asked_at=row.asked_at,
        message=row.message,
        state=row.state,
        answered_at=row.answered_at,
        answered_by=row.answered_by.name if row.answered_by else None,
        answer=row.answer,
        may_answer=row.state is JoinState.PENDING and policy.answer(viewer, row),
    )
