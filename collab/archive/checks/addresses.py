"""Between the addresses of teams and projects: unique across the site, for ever."""

from sqlalchemy import select

from collab import db
from collab.archive.problems import Problems
from collab.archive.records.projects import ProjectRecord
from collab.archive.records.teams import TeamRecord
from collab.archive.shaping import Shaper
from collab.programmes.models import Programme
from collab.projects.models import Project
from collab.teams.models import Team


def check(programme: Programme | None, shaper: Shaper, problems: Problems) -> None:
    """Note which ids another programme's teams and projects already have."""
    teams, projects = _taken(Team, programme), _taken(Project, programme)
    for team in shaper.found(TeamRecord):
        if team.id in teams:
            problems.add(team.node["id"], f'"{team.id}" is a team of another programme.')
    for project in shaper.found(ProjectRecord):
        if project.id in projects:
            problems.add(project.node["id"], f'"{project.id}" is a project of another programme.')


def _taken(model: type[Team] | type[Project], programme: Programme | None) -> set[str]:
    chosen = select(model.slug)
    if programme is not None:
        chosen = chosen.where(model.programme_id != programme.id)
    return set(db.session.scalars(chosen))
