"""Requests to join a team and invitations to it: those of a team, those of a person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

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
from collab.teams.queries.crews import Member, as_member
from collab.text import Localised


@dataclass(frozen=True, slots=True)
class Request:
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
    request = db.session.scalars(
        select(JoinRequest)
        .join(JoinRequest.team)
        .options(
            contains_eager(JoinRequest.team).joinedload(Team.programme),
            joinedload(JoinRequest.membership).joinedload(Membership.person),
        )
        .where(Team.slug == slug, JoinRequest.key == key)
    ).first()
    if request is None or not policy.read_request(viewer, request):
        raise NotFound(key)
    return request


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
        .order_by(JoinRequest.asked_at.desc())
    )
    return [_request(row, viewer) for row in rows]


def request_by(membership: Membership, team: Team) -> JoinRequest | None:
    """What the person has asked the team, or None."""
    wanted = JoinRequest.team_id == team.id, JoinRequest.membership_id == membership.id
    return db.session.scalars(select(JoinRequest).where(*wanted)).first()


def invitation_to(membership: Membership, team: Team) -> Invitation | None:
    """What the team has asked the person, or None."""
    wanted = Invitation.team_id == team.id, Invitation.membership_id == membership.id
    return db.session.scalars(select(Invitation).where(*wanted)).first()


def waiting_of(membership: Membership) -> list[JoinRequest | Invitation]:
    """What waits for an answer between the person and teams."""
    return _pending(lambda kind: kind.membership_id == membership.id)


def waiting_at(team: Team) -> list[JoinRequest | Invitation]:
    """What waits for an answer at the team."""
    return _pending(lambda kind: kind.team_id == team.id)


def _pending(of: Callable[[Any], ColumnElement[bool]]) -> list[JoinRequest | Invitation]:
    found: list[JoinRequest | Invitation] = []
    for kind in (JoinRequest, Invitation):
        wanted: Any = select(kind).where(of(kind), kind.state == JoinState.PENDING)
        found += db.session.scalars(wanted)
    return found


def get_invitation(slug: str, key: str, *, viewer: Person) -> Invitation:
    """The team's invitation of that key. Raises NotFound where the viewer may not read it."""
    found = db.session.scalars(
        select(Invitation)
        .join(Invitation.team)
        .options(
            contains_eager(Invitation.team).joinedload(Team.programme),
            joinedload(Invitation.membership).joinedload(Membership.person),
        )
        .where(Team.slug == slug, Invitation.key == key)
    ).first()
    if found is None or not policy.read_invitation(viewer, found):
        raise NotFound(key)
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
            .order_by(Invitation.sent_at.desc())
        )
    )


def invitations_waiting_for(person: Person) -> list[Invitation]:
    """Invitations that the person has yet to answer, the oldest first."""
    return list(db.session.scalars(*_invited(person_id=person.id)))


@built_once
def _invited(*, person_id: Any) -> Select[Invitation]:
    return unanswered_invitations(person_id)


def unanswered_invitations(person_id: Any) -> Select[Invitation]:
    """SQL: what `invitations_waiting_for` lists."""
    return (
        select(Invitation)
        .join(Invitation.team)
        .join(Invitation.membership)
        .options(contains_eager(Invitation.team), joinedload(Invitation.by))
        .where(
            Membership.person_id == person_id,
            Invitation.state == JoinState.PENDING,
            Team.dissolved_at.is_(None),
            programmes.writable(Team.programme_id),
        )
        .order_by(Invitation.sent_at)
    )


def requests_of(person: Person, programme: Programme) -> list[JoinRequest]:
    """What the person has asked teams of the programme and was not answered with yes, the latest first."""
    return list(
        db.session.scalars(
            select(JoinRequest)
            .join(JoinRequest.team)
            .join(JoinRequest.membership)
            .options(contains_eager(JoinRequest.team))
            .where(
                Membership.person_id == person.id,
                Team.programme_id == programme.id,
                JoinRequest.state.in_([JoinState.PENDING, JoinState.DECLINED]),
            )
            .order_by(JoinRequest.asked_at.desc())
        )
    )


def requests_waiting_for(person: Person) -> list[JoinRequest]:
    """Requests that the person, as coordinator of a team, has yet to answer, the oldest first."""
    return list(db.session.scalars(*_waiting(person_id=person.id)))


@built_once
def _waiting(*, person_id: Any) -> Select[JoinRequest]:
    return unanswered_requests(person_id)


def unanswered_requests(person_id: Any) -> Select[JoinRequest]:
    """SQL: what `requests_waiting_for` lists."""
    return (
        select(JoinRequest)
        .join(JoinRequest.team)
        .options(
            contains_eager(JoinRequest.team),
            joinedload(JoinRequest.membership).joinedload(Membership.person),
        )
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
