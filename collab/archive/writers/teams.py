"""Teams, their members and the requests to join them."""

from collab.activity.models import Verb
from collab.archive.desk import Desk
from collab.archive.keeping import tell
from collab.archive.records.teams import JoinRecord, MemberRecord, TeamRecord, TeamsFile
from collab.teams.models import JoinRequest, Team, TeamMember


def write(file: TeamsFile, desk: Desk) -> None:
    """Every team of the file."""
    for record in file.teams:
        _team(record, file.demonstration, desk)


def _team(record: TeamRecord, is_invented: bool, desk: Desk) -> None:
    kept = desk.keeper.keep(
        Team,
        {"slug": record.id},
        {
            "programme_id": desk.programme.id,
            "name": record.name,
            "presentation": record.presentation,
            "formed_on": record.formed_on,
            "coordinator": desk.place(record.coordinator) if record.coordinator else None,
            "is_demonstration": is_invented if record.demonstration is None else record.demonstration,
        },
    )
    for member in sorted(record.members, key=lambda m: m.joined_on):
        _seat(kept.row, member, desk)
    if kept.is_new:
        tell(Verb.TEAM_FORMED, kept.row, by=desk.person_or_nobody(record.coordinator), at=record.formed_on)
    for request in record.join_requests:
        _request(kept.row, request, desk)


def _seat(team: Team, record: MemberRecord, desk: Desk) -> None:
    place = desk.place(record.person)
    values = {"team": team, "joined_on": record.joined_on, "task": record.task}
    if desk.keeper.keep(TeamMember, {"membership": place}, values).is_new:
        tell(Verb.JOINED, team, by=place.person, at=record.joined_on)


def _request(team: Team, record: JoinRecord, desk: Desk) -> None:
    place = desk.place(record.person)
    answerer = desk.person_or_nobody(record.answered_by)
    key = record.id or desk.derived_key("join", team.slug, record.person)
    kept = desk.keeper.keep(
        JoinRequest,
        {"team": team, "membership": place},
        {
            "asked_at": record.asked_at,
            "message": record.message,
            "state": record.state,
            "answered_at": record.answered_at,
            "answered_by": answerer,
            "answer": record.answer or "",
        },
        {"key": key},
    )
    if kept.is_new:
        tell(Verb.JOIN_ASKED, kept.row, by=place.person, at=record.asked_at)
    if record.answered_at is not None and (kept.is_new or "answered_at" in kept.changed):
        tell(Verb.JOIN_ANSWERED, kept.row, by=answerer, at=record.answered_at, answer=record.state.value)
