"""Teams, their members and the requests to join them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

from sqlalchemy import select

from collab import db
from collab.activity.models import Verb
from collab.archive.desk import Desk
from collab.archive.keeping import tell
from collab.archive.records.teams import (
    ChangeRecord,
    InvitationRecord,
    JoinRecord,
    MemberRecord,
    TeamRecord,
    TeamsFile,
)
from collab.ideas.models import Idea
from collab.programmes.models import Membership
from collab.teams.models import Invitation, JoinRequest, Team, TeamChange, TeamMember

Asking = TypeVar("Asking", JoinRecord, InvitationRecord)


def write(file: TeamsFile, desk: Desk) -> None:
    """Every team of the file."""
    for record in file.teams:
        _team(record, file.demonstration, desk)
    if desk.programme.one_team_each:
        _leave_others(file, desk)


def _team(record: TeamRecord, is_invented: bool, desk: Desk) -> None:
    kept = desk.keeper.keep(
        Team,
        {"slug": record.id},
        {
            "programme_id": desk.programme.id,
            "name": record.name,
            "presentation": record.presentation,
            "formed_on": record.formed_on,
            "is_open": record.is_open,
            "complete_by": record.complete_by,
            "dissolved_at": record.dissolved_at,
            "idea": desk.mine(Idea, key=desk.key("idea", record.idea)) if record.idea else None,
            "is_demonstration": is_invented if record.demonstration is None else record.demonstration,
        },
    )
    for member in sorted(record.members, key=lambda m: m.joined_on):
        _seat(kept.row, member, record.coordinators, desk)
    if kept.is_new:
        first = next(iter(record.coordinators), None)
        tell(Verb.TEAM_FORMED, kept.row, by=desk.person_or_nobody(first), at=record.formed_on)
    for request, nth in _counted(record.join_requests):
        _request(kept.row, request, nth, desk)
    for invitation, nth in _counted(record.invitations):
        _invitation(kept.row, invitation, nth, desk)
    for change in record.changes:
        _change(kept.row, change, desk)


def _seat(team: Team, record: MemberRecord, coordinators: list[str], desk: Desk) -> None:
    place, leads = desk.place(record.person), record.person in coordinators
    values = {"joined_on": record.joined_on, "task": record.task, "is_coordinator": leads}
    if desk.keeper.keep(TeamMember, {"team": team, "membership": place}, values).is_new:
        tell(Verb.JOINED, team, by=place.person, at=record.joined_on)


def _leave_others(file: TeamsFile, desk: Desk) -> None:
    """Who is in a team of the file has left the one before that the file does not name them in."""
    named = {(member.person, team.id) for team in file.teams for member in team.members}
    people = {person for person, _ in named}
    seats = select(TeamMember, Membership.code, Team.slug).join(TeamMember.team).join(TeamMember.membership)
    for seat, code, slug in db.session.execute(seats.where(Team.programme_id == desk.programme.id)).all():
        if code in people and (code, slug) not in named:
            desk.keeper.drop(seat)


def _counted(records: Iterable[Asking]) -> Iterator[tuple[Asking, int]]:
    """Each with how many before it are of the same person."""
    seen: Counter[str] = Counter()
    for record in records:
        yield record, seen[record.person]
        seen[record.person] += 1


def _key(record: JoinRecord | InvitationRecord, kind: str, team: Team, nth: int, desk: Desk) -> str:
    again = [str(nth)] if nth else []
    return record.id or desk.derived_key(kind, team.slug, record.person, *again)


def _request(team: Team, record: JoinRecord, nth: int, desk: Desk) -> None:
    place = desk.place(record.person)
    answerer = desk.person_or_nobody(record.answered_by)
    kept = desk.keeper.keep(
        JoinRequest,
        {"team": team, "key": _key(record, "join", team, nth, desk)},
        {
            "membership": place,
            "asked_at": record.asked_at,
            "message": record.message,
            "state": record.state,
            "answered_at": record.answered_at,
            "answered_by": answerer,
            "answer": record.answer or "",
        },
    )
    if kept.is_new:
        tell(Verb.JOIN_ASKED, kept.row, by=place.person, at=record.asked_at)
    if record.answered_at is not None and (kept.is_new or "answered_at" in kept.changed):
        tell(Verb.JOIN_ANSWERED, kept.row, by=answerer, at=record.answered_at, answer=record.state.value)


def _invitation(team: Team, record: InvitationRecord, nth: int, desk: Desk) -> None:
    place, sender = desk.place(record.person), desk.person_or_nobody(record.sent_by)
    kept = desk.keeper.keep(
        Invitation,
        {"team": team, "key": _key(record, "invitation", team, nth, desk)},
        {
            "membership": place,
            "by": sender,
            "sent_at": record.sent_at,
            "message": record.message,
            "state": record.state,
            "answered_at": record.answered_at,
            "answer": record.answer or "",
        },
    )
    if kept.is_new:
        tell(Verb.INVITED, kept.row, by=sender, at=record.sent_at)
    if record.answered_at is not None and (kept.is_new or "answered_at" in kept.changed):
        state = record.state.value
        tell(Verb.INVITATION_ANSWERED, kept.row, by=place.person, at=record.answered_at, answer=state)


def _change(team: Team, record: ChangeRecord, desk: Desk) -> None:
    by = desk.person_or_nobody(record.by)
    kept = desk.keeper.keep(
        TeamChange,
        {
            "team": team,
            "change": record.change,
            "at": record.at,
            "membership": desk.place(record.person) if record.person else None,
        },
        {
            "by": by,
            "other_team": desk.mine(Team, slug=record.other_team) if record.other_team else None,
            "reason": record.reason,
        },
    )
    if kept.is_new:
        tell(Verb.TEAM_CHANGED, team, by=by, at=record.at, change=record.change.value)
