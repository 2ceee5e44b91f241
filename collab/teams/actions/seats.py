"""What every change of a team goes through: one at a time, within the rules, recorded and told."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct
from sqlalchemy import insert

from collab import clock, db, memory
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.mail import actions as mail
from collab.programmes.models import Membership
from collab.teams import letters, queries, sentences
from collab.teams.composition import Composition
from collab.teams.models import Change, Invitation, JoinRequest, JoinState, Team, TeamChange, TeamMember
from collab.text import _, full_day, in_language

Waiting = JoinRequest | Invitation


class Word(StrEnum):
    """What is written to people beside the steps of a team."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    INVITED = "invited"
    CAME = "came"
    STAYED_AWAY = "stayed-away"
    TAKEN_BACK = "taken-back"
    ELSEWHERE = "elsewhere"
    GONE = "gone"


def hold(team: Team) -> None:
    """Let the teams of a programme change one after another. Raises RuleViolation for a dissolved one."""
    db.hold(team.programme)
    memory.forget(db.session())  # whoever was before may have changed what was remembered while this waited
    db.session.refresh(team)
    demand_standing(team)


def demand_standing(team: Team) -> None:
    """Raises RuleViolation when the team is dissolved."""
    if team.is_dissolved:
        raise RuleViolation(_("The team %(team)s is dissolved.", team=team.name))


def place_in(team: Team, membership: Membership) -> TeamMember:
    """The person's place in the team. Raises RuleViolation when there is none."""
    found = queries.place_in(team, membership)
    if found is None:
        raise RuleViolation(
            _("%(who)s is not in the team %(team)s.", who=membership.person.name, team=team.name)
        )
    return found


def seat(
    team: Team, membership: Membership, *, answers: Waiting | None = None, leads: bool = False
) -> TeamMember:
    """Give the person a place, and close what else waited between them and teams.

    `answers`: the request or invitation that it comes of. Raises RuleViolation as `demand_place` does.
    """
    demand_place(team, membership)
    place = TeamMember(team=team, membership=membership, joined_on=clock.today(), is_coordinator=leads)
    db.session.add(place)
    db.session.flush()
    waiting = queries.waiting_of([membership]).get(membership.id, [])
    closed = close([other for other in waiting if other is not answers], team, by=membership.person)
    for other in closed:
        if other.team != team:
            leaders = [coordinator.person for coordinator in queries.coordinators(other.team)]
            tell(leaders, Note(other.team, Word.ELSEWHERE, membership.person, whom=membership))
    return place


def close(waiting: Iterable[Waiting], team: Team, *, by: Person) -> list[Waiting]:
    """Withdraw what waits between a person who has got a place in the team and teams. Answers what it was."""
    closed = [other for other in waiting if other.team == team or team.programme.one_team_each]
    for other in closed:
        withdraw(other, by=by)
    return closed


def withdraw(waiting: Waiting, *, by: Person) -> None:
    """Let a request or an invitation wait no longer."""
    waiting.state, waiting.answered_at = JoinState.WITHDRAWN, clock.now()
    is_request = isinstance(waiting, JoinRequest)
    activity.record(Verb.JOIN_WITHDRAWN if is_request else Verb.INVITATION_WITHDRAWN, waiting, by=by)


def demand_place(team: Team, membership: Membership) -> None:
    """Raises RuleViolation when the person is in a team already, or when a hard rule forbids one more."""
    demand_free(team, membership, queries.teams_of_membership(membership))
    demand_room(composition_with(team, membership))


def demand_free(team: Team, membership: Membership, taken: Sequence[Team]) -> None:
    """Raises RuleViolation when the person, who is in the teams `taken`, cannot be in this one too."""
    if not is_free(team, taken):
        elsewhere = team if team in taken else taken[0]
        raise RuleViolation(
            _("%(who)s is in the team %(team)s already, and nobody is in two teams.",
              who=membership.person.name, team=elsewhere.name)
        )  # fmt: skip


def is_free(team: Team, taken: Collection[Team]) -> bool:
    """Whether who is in the teams `taken` can be in this one too."""
    return team not in taken and not (taken and team.programme.one_team_each)


def composition_with(team: Team, membership: Membership) -> Composition:
    """The team as it would be with that person."""
    return queries.composition_of(team, [*queries.members(team), queries.as_member(membership)])


def demand_room(then: Composition) -> None:
    """A rule with a most is broken by one too many; a rule with a least is never broken by one more."""
    for judgement in then.exceeded:
        raise RuleViolation(sentences.refusal(judgement))


class Note(Struct, frozen=True):
    """What happened to a team or waits for somebody: what, by whom, about whom, why."""

    team: Team
    what: Change | Word
    by: Person
    whom: Membership | None = None
    other: Team | None = None
    """The other team, of a move or a merger."""
    said: str = ""
    """The reason or the message."""
    key: str = ""
    """Of what is to be answered."""
    day: date | None = None
    """By which the team is to be complete; None: the programme's day."""


def record(note: Note) -> None:
    """Write a change into the team's history and the record."""
    change = Change(note.what)
    db.session.add(
        TeamChange(
            team=note.team,
            change=change,
            membership=note.whom,
            other_team=note.other,
            by=note.by,
            reason=note.said,
        )
    )
    activity.record(Verb.TEAM_CHANGED, note.team, by=note.by, change=change.value)


def record_all(notes: Sequence[Note]) -> None:
    """Write many changes by the same person, in their order, in one statement for each table."""
    rows = [
        {
            "team_id": note.team.id,
            "change": Change(note.what),
            "membership_id": note.whom.id if note.whom is not None else None,
            "other_team_id": note.other.id if note.other is not None else None,
            "by_id": note.by.id,
            "reason": note.said,
        }
        for note in notes
    ]
    if rows:
        db.session.execute(insert(TeamChange), rows, execution_options={"render_nulls": True})
        told = ((note.team, {"change": note.what.value}) for note in notes)
        activity.record_all(Verb.TEAM_CHANGED, told, by=notes[0].by)


def tell(concerned: Iterable[Person], note: Note) -> None:
    """Write to each of those concerned, once, but not to who did it."""
    members = queries.people_in(note.team)
    for person in {p.id: p for p in concerned if p.id != note.by.id}.values():
        language = person.language
        values = {
            "what": note.what.value,
            "team": note.team.name,
            "slug": note.team.slug,
            "other": note.other.name if note.other is not None else "",
            "whom": note.whom.person.name.said(language) if note.whom is not None else "",
            "is_me": note.whom is not None and note.whom.person_id == person.id,
            "by": note.by.name.said(language),
            "said": note.said,
            "key": note.key,
            "day": _in(language, note.day),
        }
        if person in members:
            values |= letters.to_member(person, note.team.id)
        mail.post(to=person.email, language=language, template="teams/mail/told", values=values)


def _in(language: str, day: date | None) -> str:
    with in_language(language):
        return "" if day is None else full_day(day)
