"""What the site already holds of a programme, by the names that files use."""

from collections.abc import Collection, Hashable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from collab import db
from collab.archive.names import key_of
from collab.conference.models import Conference, Room
from collab.ideas.models import Idea
from collab.occasions.models import Occasion
from collab.programmes.models import (
    Branch,
    Goal,
    Indicator,
    Membership,
    Organisation,
    PlanSection,
    Programme,
    Sector,
    Stage,
    Strand,
)
from collab.project_files.models import ProjectFile
from collab.projects.models import Project
from collab.reviews.models import Criterion, Level, Recommendation, ReviewRound
from collab.reviews.queries.desk import ANCHORING, MILESTONES
from collab.teams.models import Team
from collab.updates.models import Update

NAMED_BY: dict[str, InstrumentedAttribute[Any]] = {
    "sector": Sector.code,
    "strand": Strand.code,
    "goal": Goal.code,
    "branch": Branch.code,
    "stage": Stage.code,
    "section": PlanSection.code,
    "round": ReviewRound.code,
    "criterion": Criterion.code,
    "recommendation": Recommendation.code,
    "level": Level.value,
    "occasion": Occasion.number,
    "person": Membership.code,
    "team": Team.slug,
    "project": Project.slug,
}
"""Kinds whose rows say which programme they belong to, and the column of their name there."""


def programme_of(slug: Hashable) -> Programme | None:
    """The programme that the site has under a slug."""
    return db.session.scalars(select(Programme).where(Programme.slug == slug)).first()


def slugs_of_occasions(programme: Programme | None) -> set[str]:
    """The slugs of the occasions that the site holds of the programme."""
    if programme is None:
        return set()
    mine = select(Occasion.slug).where(Occasion.programme_id == programme.id)
    return set(db.session.scalars(mine))


def asked_at_stages(programme: Programme | None) -> dict[str, frozenset[str]]:
    """By the stages that the site holds of the programme: the codes of what the gate of each asks for."""
    if programme is None:
        return {}
    mine = select(Stage).where(Stage.programme_id == programme.id)
    return {
        s.code: frozenset(a["code"] for a in (*s.checks, *s.statements)) for s in db.session.scalars(mine)
    }


class Keyed(Collection[Hashable]):
    """A programme's updates, files or ideas: the site knows keys derived from their names, not the names."""

    def __init__(self, slug: str, kind: str, keys: Collection[Hashable]) -> None:
        self.slug, self.kind, self.keys = slug, kind, keys

    def __contains__(self, name: object) -> bool:
        """Whether the site has the one of that name."""
        return key_of(self.slug, self.kind, str(name)) in self.keys

    def __iter__(self) -> Iterator[Hashable]:
        """Nothing: the names are not known."""
        return iter(())

    def __len__(self) -> int:
        return len(self.keys)


def names(slug: Hashable) -> dict[str, Collection[Hashable]]:
    """For every kind the names that the site holds of a programme. Organisations belong to no programme."""
    held: dict[str, Collection[Hashable]] = {
        "organisation": _all(Organisation.slug),
        "municipality": _all(Organisation.code),
    }
    programme = programme_of(slug)
    if programme is None:
        return held | {"judged": {MILESTONES, ANCHORING}}
    held["programme"] = {programme.slug}
    for kind, column in NAMED_BY.items():
        held[kind] = _all(column, column.class_.programme_id == programme.id)
    held["judged"] = {*held["section"], MILESTONES, ANCHORING}
    updates = _all(Update.key, Update.project.has(Project.programme_id == programme.id))
    held["update"] = Keyed(programme.slug, "update", updates)
    files = _all(ProjectFile.key, ProjectFile.project.has(Project.programme_id == programme.id))
    held["project file"] = Keyed(programme.slug, "project file", files)
    ideas = _all(Idea.key, Idea.programme_id == programme.id)
    held["idea"] = Keyed(programme.slug, "idea", ideas)
    held["indicator"] = _all(Indicator.code, Indicator.goal.has(Goal.programme_id == programme.id))
    conferences = select(Conference.id).where(Conference.programme_id == programme.id)
    held["room"] = _all(Room.code, Room.conference_id.in_(conferences))
    return held


def _all(column: InstrumentedAttribute[Any], *conditions: ColumnElement[bool]) -> set[Hashable]:
    return set(db.session.scalars(select(column).where(*conditions)))
