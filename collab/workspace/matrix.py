"""Team × week: where each project is, how it said that it was going, silence in words, and what it owes."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from collab.projects.models import Status
from collab.projects.queries import ProjectCard
from collab.teams.queries import TeamCard
from collab.text import Localised
from collab.updates.queries.weeks import Said, Week, last_weeks, week_of


class Row(Struct, frozen=True):
    """One project over the weeks shown, or a team that has none yet."""

    slug: str
    title: str
    stage: Localised | None
    """None for a team without a project: slug and title are the team's."""
    team: str
    """The name of its team."""
    status: Status | None
    """As it was said last, to whomever; None for a project that has never said how it goes."""
    points: int
    """Musts and shoulds that wait for an answer."""
    cells: list[Said | None]
    """None for a week without an update."""
    weeks_ago: int | None
    """How many weeks back the last one with an update is, 0 for this one; None before the first update.

    Of a team without a project: how many whole weeks ago it was formed.
    """

    @property
    def silent_weeks(self) -> int | None:
        """Whole weeks without an update since the last one; the week that is under way does not count.

        Of a team without a project: since it was formed.
        """
        if self.stage is None:
            return self.weeks_ago
        return None if self.weeks_ago is None else max(self.weeks_ago - 1, 0)

    @property
    def is_silent(self) -> bool:
        """Silent for three weeks or more, or from the start."""
        return self.silent_weeks is None or self.silent_weeks >= 3


def rows(
    projects: Sequence[ProjectCard],
    teams: Sequence[TeamCard],
    heard: Mapping[int, Mapping[Week, Said]],
    points: Mapping[int, int],
    today: date,
) -> list[Row]:
    """A row for each project that has begun and each team that has none yet, the longest silence first."""
    shown = last_weeks(today)
    found = [
        Row(
            slug=project.slug,
            title=str(project.title),
            stage=project.stage,
            team=project.team_name,
            status=_latest(heard.get(project.id, {})),
            points=points.get(project.id, 0),
            cells=[heard.get(project.id, {}).get(week) for week in shown],
            weeks_ago=_weeks_ago(heard.get(project.id, {}), today),
        )
        for project in projects
        if project.started_on <= today
    ]
    found += _without_project(projects, teams, today)
    return sorted(found, key=lambda row: (-(999 if row.weeks_ago is None else row.weeks_ago), row.title))


def _without_project(projects: Sequence[ProjectCard], teams: Sequence[TeamCard], today: date) -> list[Row]:
    """Of the teams that were formed by then; one whose project begins later has one."""
    at_work = {project.team_slug for project in projects}
    return [
        Row(
            slug=team.slug,
            title=team.name,
            stage=None,
            team=team.name,
            status=None,
            points=0,
            cells=[None for _ in last_weeks(today)],
            weeks_ago=(today - team.formed_on).days // 7,
        )
        for team in teams
        if team.slug not in at_work and team.formed_on <= today
    ]


def _latest(heard: Mapping[Week, Said]) -> Status | None:
    return next((heard[week].status for week in sorted(heard, reverse=True) if heard[week].status), None)


def _weeks_ago(heard: Mapping[Week, Said], today: date) -> int | None:
    current = week_of(today)
    past = [week for week in heard if week <= current]
    if not past:
        return None
    last = max(past)
    monday = date.fromisocalendar(last.year, last.number, 1)
    return (date.fromisocalendar(current.year, current.number, 1) - monday).days // 7
