"""What whoever leads the programme does when a team went wrong. Each step has a reason, and is told."""

from datetime import date

from collab import clock
from collab.accounts.models import Person
from collab.errors import RuleViolation
from collab.forming.actions.places import dissolve_empty, vacate
from collab.programmes.models import Membership
from collab.projects import actions as projects
from collab.projects import queries as running
from collab.teams import queries as teams
from collab.teams.actions import seats
from collab.teams.actions.seats import Note
from collab.teams.models import Change, Team, TeamMember
from collab.text import _


def add(team: Team, membership: Membership, *, by: Person, reason: str) -> None:
    """Put somebody into the team. Raises RuleViolation for who is in one, and where a rule forbids it."""
    seats.hold(team)
    seats.seat(team, membership, leads=not teams.coordinators(team))
    note = Note(team, Change.ADDED, by, whom=membership, said=reason)
    seats.record(note)
    seats.tell(teams.people_in(team), note)


def remove(team: Team, membership: Membership, *, by: Person, reason: str) -> None:
    """Take somebody out of the team. Raises RuleViolation for the last member and the last coordinator."""
    seats.hold(team)
    place = seats.place_in(team, membership)
    _demand_others(team, place)
    note = Note(team, Change.REMOVED, by, whom=membership, said=reason)
    concerned = teams.people_in(team)
    vacate([place])
    seats.record(note)
    seats.tell(concerned, note)


def move(team: Team, membership: Membership, to: Team, *, by: Person, reason: str) -> None:
    """Move somebody to another team of the programme.

    Raises RuleViolation as `remove` and `add` do.
    """
    seats.hold(team)
    seats.hold(to)
    place = seats.place_in(team, membership)
    _demand_others(team, place)
    left_behind = teams.people_in(team)
    vacate([place])
    seats.seat(to, membership, leads=not teams.coordinators(to))
    note = Note(to, Change.MOVED, by, whom=membership, other=team, said=reason)
    seats.record(note)
    seats.tell([*left_behind, *teams.people_in(to)], note)


def set_date(team: Team, day: date | None, *, by: Person, reason: str) -> None:
    """Give the team a day of its own by which it is to keep the rules; None: the programme's day.

    Raises RuleViolation for a day that has passed.
    """
    if day is not None and day < clock.today():
        raise RuleViolation(
            _("That day has passed. Choose today or a later day, or leave it empty for the programme's day.")
        )
    seats.hold(team)
    team.complete_by = day
    note = Note(team, Change.DATED, by, said=reason, day=day)
    seats.record(note)
    seats.tell(teams.people_in(team), note)


def merge(team: Team, into: Team, *, by: Person, reason: str) -> None:
    """Bring two teams together in one of them, with people, tasks and projects; the other one is dissolved.

    Raises RuleViolation when they are the same, and when a hard rule forbids what would come of it.
    """
    if team == into:
        raise RuleViolation(_("A team cannot be merged with itself."))
    seats.hold(team)
    seats.hold(into)
    tasks = {
        place.membership: place.task
        for place in teams.places(team)
        if teams.place_in(into, place.membership) is None
    }
    together = [*teams.members(into), *(teams.as_member(newcomer) for newcomer in tasks)]
    seats.demand_room(teams.composition_of(into, together))
    projects.hand_over(running.for_team(team), into)
    vacate(teams.places(team))
    for newcomer, task in tasks.items():
        seats.seat(into, newcomer).task = task
    dissolve_empty([team], by=by, reason=reason)
    note = Note(into, Change.MERGED, by, other=team, said=reason)
    seats.record(note)
    seats.tell(teams.people_in(into), note)


def dissolve(team: Team, *, by: Person, reason: str) -> None:
    """End the team; everybody in it is free. Raises RuleViolation when it runs a project."""
    seats.hold(team)
    concerned = teams.people_in(team)
    vacate(teams.places(team))
    dissolve_empty([team], by=by, reason=reason)
    seats.tell(concerned, Note(team, Change.DISSOLVED, by, said=reason))


def _demand_others(team: Team, place: TeamMember) -> None:
    others = [other for other in teams.places(team) if other.id != place.id]
    if not others:
        raise RuleViolation(_("Nobody would be left in the team. Dissolve it instead, or merge it."))
    if place.is_coordinator and not any(other.is_coordinator for other in others):
        raise RuleViolation(_("They are the only coordinator. Appoint another one first."))
