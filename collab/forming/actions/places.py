"""Taking a place back, and what hangs on it."""

from collab import clock, db
from collab.accounts.models import Person
from collab.errors import RuleViolation
from collab.projects import actions as projects
from collab.projects import queries as running
from collab.teams import queries as teams
from collab.teams.actions import seats
from collab.teams.actions.seats import Note
from collab.teams.models import Change, Team, TeamMember
from collab.text import _


def vacate(team: Team, place: TeamMember) -> None:
    """Take the place away; open milestones of the team's projects have no owner then."""
    projects.let_go_of_milestones(running.for_team(team), place.membership)
    db.session.delete(place)
    db.session.flush()


def dissolve_empty(team: Team, *, by: Person, reason: str = "") -> None:
    """End a team that nobody is in. Raises RuleViolation when it runs a project."""
    for project in running.for_team(team):
        raise RuleViolation(
            _("The team runs %(project)s. Merge it with the team that takes the project over instead.",
              project=project.title)
        )  # fmt: skip
    team.dissolved_at = clock.now()
    for waiting in teams.waiting_at(team):
        seats.withdraw(waiting, by=by)
    seats.record(Note(team, Change.DISSOLVED, by, said=reason))
