"""What members do: start a team, open and close it, share its coordination, leave it."""

from itertools import count

from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.forming.actions.places import dissolve_empty, vacate
from collab.keys import new_key, slug_of
from collab.programmes.models import Membership
from collab.teams import queries as teams
from collab.teams.actions import seats
from collab.teams.actions.seats import Note
from collab.teams.models import Change, Team
from collab.text import _


def start(name: str, presentation: str, *, is_open: bool, by: Membership) -> Team:
    """Start a team and be its coordinator. Raises RuleViolation for who is in a team already."""
    programme = by.programme
    db.hold(programme)
    team = Team(
        programme=programme,
        slug=_free_slug(name),
        name=name,
        presentation=presentation,
        formed_on=clock.today(),
        is_open=is_open,
    )
    db.session.add(team)
    db.session.flush()
    seats.seat(team, by, leads=True)
    activity.record(Verb.TEAM_FORMED, team, by=by.person)
    return team


def set_open(team: Team, *, is_open: bool, by: Person) -> None:
    """Let anybody ask to join, or nobody."""
    seats.hold(team)
    if team.is_open == is_open:
        return
    team.is_open = is_open
    note = Note(team, Change.OPENED if is_open else Change.CLOSED, by)
    seats.record(note)
    seats.tell(_people(team), note)


def appoint(team: Team, membership: Membership, *, by: Person, reason: str = "") -> None:
    """Make a member coordinator, beside those who are. Raises RuleViolation for who is not in the team."""
    seats.hold(team)
    place = seats.place_in(team, membership)
    if place.is_coordinator:
        raise RuleViolation(_("%(who)s is a coordinator already.", who=membership.person.name))
    place.is_coordinator = True
    note = Note(team, Change.APPOINTED, by, whom=membership, said=reason)
    seats.record(note)
    seats.tell(_people(team), note)


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
    seats.tell(_people(team), note)


def leave(team: Team, *, by: Membership, reason: str) -> None:
    """Leave the team; when nobody is left, it is dissolved.

    Raises RuleViolation for the last coordinator while others are in it, and for the last of a team that
    runs a project.
    """
    seats.hold(team)
    place = seats.place_in(team, by)
    others = [other for other in teams.places(team) if other.membership_id != by.id]
    if others and place.is_coordinator and not any(other.is_coordinator for other in others):
        raise RuleViolation(_("You are the only coordinator. Hand over to another member before you leave."))
    vacate(team, place)
    note = Note(team, Change.LEFT, by.person, whom=by, said=reason)
    seats.record(note)
    seats.tell([other.membership.person for other in others], note)
    if not others:
        dissolve_empty(team, by=by.person)


def _people(team: Team) -> list[Person]:
    return [place.membership.person for place in teams.places(team)]


def _free_slug(name: str) -> str:
    """An address that no team has or had."""
    wish = slug_of(name)[:100] or new_key()
    for number in count(1):
        slug = wish if number == 1 else f"{wish}-{number}"
        if db.session.scalar(select(Team.id).where(Team.slug == slug)) is None:
            return slug
    raise AssertionError("numbers do not end")
