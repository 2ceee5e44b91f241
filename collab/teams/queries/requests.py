"""Requests to join a team: those a team has got, those a person has made."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.programmes import policy as programmes
from collab.programmes.models import Membership, Programme
from collab.statements import built_once
from collab.teams import policy
from collab.teams.models import JoinRequest, JoinState, Team
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
            contains_eager(JoinRequest.team).joinedload(Team.coordinator),
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
        .join(Team.coordinator)
        .options(
            contains_eager(JoinRequest.team),
            joinedload(JoinRequest.membership).joinedload(Membership.person),
        )
        .where(
            Membership.person_id == person_id,
            JoinRequest.state == JoinState.PENDING,
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
