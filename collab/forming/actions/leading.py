"""What members do: start a team, open and close it, share its coordination, leave it."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import chain, count

from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.forming.actions.places import dissolve_empty, vacate
from collab.forming.queries import leaving
from collab.ideas.models import Idea
from collab.keys import new_key, slug_of
from collab.programmes.models import Membership, Programme
from collab.teams import queries as teams
from collab.teams.actions import seats
from collab.teams.actions.seats import Note
from collab.teams.models import Change, Team
from collab.text import _

TO_COMPLETE = timedelta(weeks=2)
"""So long has a team that begins when the programme's day has passed."""


def start(name: str, presentation: str, *, is_open: bool, by: Membership, idea: Idea | None = None) -> Team:
    """Start a team, alone or around an idea, and be its coordinator.

    Raises RuleViolation for who is in a team already, for the name of another team of the programme, and
    for an idea that no other team can work on.
    """
    programme = by.programme
    db.hold(programme)
    demand_free_names(programme, [name])
    if idea is not None:
        _demand_room(idea)
    team = Team(
        programme=programme,
        slug=free_slugs([name])[0],
        name=name,
        presentation=presentation,
        formed_on=clock.today(),
        is_open=is_open,
        complete_by=own_day(programme),
        idea=idea,
    )
    db.session.add(team)
    db.session.flush()
    seats.seat(team, by, leads=True)
    activity.record(Verb.TEAM_FORMED, team, by=by.person)
    return team


def own_day(programme: Programme) -> date | None:
    """By when a team that begins today should keep the rules, when the programme's day has passed."""
    last, today = programme.teams_form_until, clock.today()
    return today + TO_COMPLETE if last is not None and last < today else None


def set_open(team: Team, *, is_open: bool, by: Person) -> None:
    """Let anybody ask to join, or nobody."""
    seats.hold(team)
    if team.is_open == is_open:
        return
    team.is_open = is_open
    note = Note(team, Change.OPENED if is_open else Change.CLOSED, by)
    seats.record(note)
    seats.tell(teams.people_in(team), note)


def appoint(team: Team, membership: Membership, *, by: Person, reason: str = "") -> None:
    """Make a member coordinator, beside those who are. Raises RuleViolation for who is not in the team."""
    seats.hold(team)
    place = seats.place_in(team, membership)
    if place.is_coordinator:
        raise RuleViolation(_("%(who)s is a coordinator already.", who=membership.person.name))
    place.is_coordinator = True
    note = Note(team, Change.APPOINTED, by, whom=membership, said=reason)
    seats.record(note)
    seats.tell(teams.people_in(team), note)


def step_down(team: Team, membership: Membership, *, by: Person, reason: str = "") -> None:
    """Let a coordinator be a member again. Raises RuleViolation for the last one."""
    seats.hold(team)
    place = seats.place_in(team, membership)
    if not place.is_coordinator:
        raise RuleViolation(_("%(who)s is no coordinator.", who=membership.person.name))
    if len(teams.coordinators(team)) == 1:
        raise RuleViolation(_("A team needs a coordinator. Appoint another one first."))
    place.is_coordinator = False
    note = Note(team, Change.STEPPED_DOWN, by, whom=membership, said=reason)
    seats.record(note)
    seats.tell(teams.people_in(team), note)


def leave(team: Team, *, by: Membership, reason: str, successor: Membership | None = None) -> None:
    """Leave the team; `successor` coordinates it if nobody else does; when nobody is left, it is dissolved.

    Raises RuleViolation for the only coordinator without a successor who stays, and for the last of a team
    that runs a project.
    """
    seats.hold(team)
    place, standing = seats.place_in(team, by), leaving(team, by)
    if standing.leads_alone:
        _hand_over(team, successor, by=by)
    vacate([place])
    note = Note(team, Change.LEFT, by.person, whom=by, said=reason)
    seats.record(note)
    seats.tell([other.person for other in standing.others], note)
    if standing.is_last:
        dissolve_empty([team], by=by.person)


def _hand_over(team: Team, successor: Membership | None, *, by: Membership) -> None:
    if successor is None or successor == by:
        raise RuleViolation(_("You are the only coordinator. Choose who coordinates the team after you."))
    seats.place_in(team, successor).is_coordinator = True
    note = Note(team, Change.APPOINTED, by.person, whom=successor)
    seats.record(note)
    seats.tell([successor.person], note)


def _demand_room(idea: Idea) -> None:
    db.session.refresh(idea)
    if idea.is_withdrawn:
        raise RuleViolation(_("%(idea)s has been taken back. Choose another idea, or none.", idea=idea.title))
    if not idea.has_room_beside(len(teams.working_on_ideas(idea.programme_id).get(idea.id, []))):
        raise RuleViolation(
            _("%(idea)s has as many teams as can work on it. Choose another idea, or none.", idea=idea.title)
        )


def demand_free_names(programme: Programme, names: Iterable[str]) -> None:
    """Raises RuleViolation for the name of another team of the programme that stands, or that comes twice."""
    standing = select(Team.name).where(Team.programme_id == programme.id, Team.dissolved_at.is_(None))
    taken = {name.casefold() for name in db.session.scalars(standing)}
    for name in names:
        if name.casefold() in taken:
            raise RuleViolation(_("There is a team called %(name)s already. Choose another name.", name=name))
        taken.add(name.casefold())


def free_slugs(names: Iterable[str]) -> list[str]:
    """For each name an address that no team has or had."""
    taken = set(db.session.scalars(select(Team.slug)))
    found = []
    for name in names:
        wish = slug_of(name)[:100] or new_key()
        numbered = (f"{wish}-{number}" for number in count(2))
        found.append(next(slug for slug in chain([wish], numbered) if slug not in taken))
        taken.add(found[-1])
    return found
