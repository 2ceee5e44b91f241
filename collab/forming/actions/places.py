"""Taking places back, and what hangs on them."""

from collections.abc import Collection

from collab import clock, db
from collab.accounts.models import Person
from collab.errors import RuleViolation
from collab.projects import actions as projects
from collab.projects import queries as running
from collab.teams import queries as teams
from collab.teams.actions import seats
from collab.teams.actions.seats import Note, Word
from collab.teams.models import Change, Team, TeamMember
from collab.text import _


def vacate(places: Collection[TeamMember]) -> None:
    """Take the places away; open milestones of their teams' projects have no owner then."""
    projects.let_go_of_milestones({(place.team_id, place.membership_id) for place in places})
    for place in places:
        db.session.delete(place)
    db.session.flush()


def dissolve_empty(ended: Collection[Team], *, by: Person, reason: str = "") -> None:
    """End teams that nobody is in, and write to whoever waited for an answer of theirs.

    Raises RuleViolation when one runs a project.
    """
    for project in running.for_teams(ended):
        raise RuleViolation(
            _("The team runs %(project)s. Merge it with the team that takes the project over instead.",
              project=project.title)
        )  # fmt: skip
    waiting = teams.waiting_at(ended)
    for team in ended:
        team.dissolved_at = clock.now()
        for one in waiting.get(team.id, []):
            seats.withdraw(one, by=by)
            seats.tell([one.membership.person], Note(team, Word.GONE, by, said=reason))
    db.session.flush()
    seats.record_all([Note(team, Change.DISSOLVED, by, said=reason) for team in ended])
