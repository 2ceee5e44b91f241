"""What the public has been told, newest first: showcases and public updates."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from collab import clock, db
from collab.programmes.models import Programme
from collab.projects.models import Project
from collab.showcases.models import Edition, Showcase
from collab.statements import at_most
from collab.updates import policy as updates
from collab.updates.models import Update, Visibility

MOST = 50
"""How many entries a feed has."""


class Published(Struct, frozen=True):
    """A public page as it stands, and when its first edition came."""

    edition: Edition
    first_at: datetime


def published(programme: Programme, project: Project | None = None) -> list[Published]:
    """The newest current editions of the programme, or the project's one, in one statement."""
    earlier = aliased(Edition)
    first_at = (
        select(func.min(earlier.published_at))
        .where(earlier.showcase_id == Edition.showcase_id)
        .correlate(Edition)
        .scalar_subquery()
    )
    statement = (
        select(Edition, first_at)
        .where(Edition.programme_id == programme.id, Edition.is_current)
        .order_by(Edition.published_at.desc(), Edition.id.desc())
        .limit(at_most(MOST))
    )
    if project is not None:
        statement = statement.join(Edition.showcase).where(Showcase.project_id == project.id)
    return [Published(edition, moment) for edition, moment in db.session.execute(statement)]


def told(programme: Programme, project: Project | None = None) -> Sequence[Update]:
    """The newest public updates of the programme or of one project, in one statement."""
    statement = (
        select(Update)
        .join(Update.project)
        .options(contains_eager(Update.project).joinedload(Project.team))
        .where(Project.programme_id == programme.id, updates.visible_to(None))
        .order_by(Update.posted_at.desc(), Update.id.desc())
        .limit(at_most(MOST))
    )
    if project is not None:
        statement = statement.where(Project.id == project.id)
    return db.session.scalars(statement).all()


def next_at() -> datetime | None:
    """When the next update that is dated ahead becomes public; None when none is."""
    return db.session.scalar(
        select(func.min(Update.posted_at)).where(
            Update.posted_at > clock.now(),
            Update.withdrawn_at.is_(None),
            Update.visibility == Visibility.PUBLIC,
        )
    )


def project_of(edition: Edition) -> Project:
    """The project of an edition, with its programme."""
    return db.session.scalars(
        select(Project)
        .join(Showcase, Showcase.project_id == Project.id)
        .options(joinedload(Project.programme))
        .where(Showcase.id == edition.showcase_id)
    ).one()
