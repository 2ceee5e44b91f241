"""Finding projects: one by its address, those of a programme, a team, a person."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import joinedload

from collab import db
from collab.accounts.models import Person
from collab.activity.models import Activity, Verb
from collab.errors import NotFound
from collab.files.models import Picture, widths_of
from collab.memory import remembered
from collab.programmes import policy as programmes_policy
from collab.programmes.models import Organisation, Programme, Stage
from collab.projects import policy
from collab.projects.models import Project, Status, project_municipality
from collab.statements import built_once, site_time
from collab.teams.models import Team
from collab.text import Localised, alphabetical
from collab.together import Reading, askable, asked, side_by_side


class ProjectCard(Struct, frozen=True):
    """A project in a list."""

    id: int
    slug: str
    title: Localised
    promise: Localised
    status: Status
    stage: Localised
    started_on: date
    team_slug: str
    team_name: str
    places: tuple[str, ...]
    cover_widths: tuple[int, ...]
    cover_key: str
    cover_alternative: str
    last_update_at: datetime | None


def get_project(slug: str, *, viewer: Person) -> Project:
    """The project of that slug. Raises NotFound for a slug nobody has and for what the viewer may not see."""
    project = _called(slug)
    if project is None or not policy.read(viewer, project):
        raise NotFound(slug)
    return project


@remembered
def _called(slug: str) -> Project | None:
    found: Project | None = db.session.scalars(*_whole(slug=slug)).first()
    return found


@built_once
def _whole(*, slug: Any) -> Select[Project]:
    return (
        select(Project)
        .options(
            joinedload(Project.team),
            joinedload(Project.programme),
            joinedload(Project.stage),
            joinedload(Project.cover),
        )
        .where(Project.slug == slug)
    )


@askable
def list_projects(programme: Programme, *, viewer: Person) -> Reading[list[ProjectCard]]:
    """The programme's projects in Swedish order. Raises NotFound for who has no place in it."""
    if not programmes_policy.read(viewer, programme):
        raise NotFound(programme.slug)
    projects, municipalities = yield from side_by_side(
        asked(_listed(programme_id=programme.id)), asked(_places(programme_id=programme.id))
    )
    places: dict[int, list[str]] = defaultdict(list)
    for place in municipalities:
        places[place.project_id].append(place.short_name)
    cards = (_card(project, places[project.id]) for project in projects)
    return alphabetical(cards, key=lambda card: card.title.sv)


_ON_CARDS = (
    Project.id,
    Project.slug,
    Project.title,
    Project.promise,
    Project.status,
    Stage.name.label("stage"),
    Project.started_on,
    Team.slug.label("team_slug"),
    Team.name.label("team_name"),
    Picture.variants,
    func.coalesce(Picture.key, "").label("cover_key"),
    Project.cover_alternative,
)


@built_once
def _listed(*, programme_id: Any) -> Select[*tuple[Any, ...]]:
    heard = (
        select(func.max(Activity.at))
        .where(
            Activity.project_id == Project.id,
            Activity.verb == Verb.UPDATE_POSTED,
            Activity.at <= site_time(),
        )
        .correlate(Project)
        .scalar_subquery()
    )
    return (
        select(*_ON_CARDS, heard.label("last_update_at"))
        .join(Project.team)
        .join(Project.stage)
        .outerjoin(Project.cover)
        .where(Project.programme_id == programme_id)
    )


@built_once
def _places(*, programme_id: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(project_municipality.c.project_id, Organisation.short_name)
        .join(Organisation, Organisation.id == project_municipality.c.organisation_id)
        .join(Project, Project.id == project_municipality.c.project_id)
        .where(Project.programme_id == programme_id)
    )


def for_team(team: Team) -> list[Project]:
    """The team's projects, the oldest first."""
    return list(db.session.scalars(select(Project).where(Project.team_id == team.id).order_by(Project.id)))


def for_teams(teams: Iterable[Team]) -> list[Project]:
    """The projects of these teams, the oldest first, in one statement."""
    wanted = Project.team_id.in_([team.id for team in teams])
    return list(db.session.scalars(select(Project).where(wanted).order_by(Project.id)))


def by_team(programme: Programme) -> dict[int, list[Project]]:
    """The programme's projects by the id of their team, in one statement."""
    found: dict[int, list[Project]] = defaultdict(list)
    wanted = select(Project).where(Project.programme_id == programme.id).order_by(Project.id)
    for project in db.session.scalars(wanted):
        found[project.team_id].append(project)
    return found


def project_of(person: Person, programme: Programme) -> Project | None:
    """The project of the person's team in the programme, or None."""
    slug = slug_of(person, programme)
    return _called(slug) if slug else None


def slug_of(person: Person, programme: Programme) -> str:
    """The slug of the project of the person's team in the programme; empty where there is none."""
    own = policy.projects_of(person)
    return next((project.slug for project in own if project.programme_id == programme.id), "")


def _card(project: Row[*tuple[Any, ...]], places: Iterable[str]) -> ProjectCard:
    return ProjectCard(
        id=project.id,
        slug=project.slug,
        title=project.title,
        promise=project.promise,
        status=project.status,
        stage=project.stage,
        started_on=project.started_on,
        team_slug=project.team_slug,
        team_name=project.team_name,
        places=tuple(alphabetical(places)),
        cover_widths=tuple(widths_of(project.variants or {})),
        cover_key=project.cover_key,
        cover_alternative=project.cover_alternative,
        last_update_at=project.last_update_at,
    )
