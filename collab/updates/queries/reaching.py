"""Whom a text names who is told nothing: nobody has that name, or may not read it who has."""

from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.programmes import queries as programmes
from collab.programmes.models import Membership
from collab.projects import policy as projects
from collab.teams.models import Team
from collab.text import alphabetical
from collab.updates.mentions import handles_in, written_in
from collab.updates.models import Comment, Update, Visibility
from collab.updates.queries.finding import mentioned
from collab.updates.queries.history import readers_of


def unknown(said: Update | Comment) -> list[str]:
    """What an update or a comment writes behind an @ that is nobody's and no team's, as it is written."""
    written = written_in(said.text)
    if not written:
        return []
    update = said.update if isinstance(said, Comment) else said
    known = mentioned(said.text, update.project.programme_id)
    return [words for handle, words in written.items() if handle not in {*known.people, *known.teams}]


def unreached(said: Update | Comment) -> list[str]:
    """The names of the people and teams that an update or a comment calls on and that cannot read it."""
    handles = handles_in(said.text) if readers_of(said) is Visibility.TEAM else set()
    if not handles:
        return []
    project = said.update.project if isinstance(said, Comment) else said.project
    people = db.session.scalars(
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.programme_id == project.programme_id, Person.handle.in_(handles))
    ).all()
    programmes.foresee_places(people, [project.programme_id])
    projects.foresee_projects(people)
    teams = db.session.execute(
        select(Team.slug, Team.name).where(
            Team.programme_id == project.programme_id,
            Team.slug.in_(handles - {person.handle for person in people}),
            Team.id != project.team_id,
            Team.dissolved_at.is_(None),
        )
    )
    names = [str(person.name) for person in people if not projects.read_inside(person, project)]
    return alphabetical([*names, *(team.name for team in teams)])
