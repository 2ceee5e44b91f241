"""Reading showcases: the working copy, the public page, the gallery with its filters and counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.files.models import Picture
from collab.programmes.models import Programme
from collab.projects.models import Project
from collab.search import queries as search
from collab.showcases import policy
from collab.showcases.content import Content, Place
from collab.showcases.models import Edition, Facet, Showcase, ShowcasePicture
from collab.text import Localised
from collab.updates.models import Update, UpdatePicture

FACETS = ("state", "sector", "branch", "municipality", "goal")
"""What the gallery can be filtered by, in the order that it is shown."""

Filters = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Card:
    """A showcase in the gallery."""

    slug: str
    title: Localised
    promise: Localised
    is_ongoing: bool
    seeks_municipalities: bool
    is_demonstration: bool
    cover_key: str
    cover_widths: list[int]
    places: list[Place]


def showcase_of(project: Project) -> Showcase | None:
    """The project's working copy, when it has been started."""
    return db.session.scalars(select(Showcase).where(Showcase.project_id == project.id)).first()


def get_showcase(slug: str, *, viewer: Person) -> Showcase:
    """The working copy of the project with that slug, for those who may preview it. Raises NotFound."""
    found = db.session.scalars(
        select(Showcase)
        .join(Showcase.project)
        .options(joinedload(Showcase.project).joinedload(Project.programme))
        .where(Project.slug == slug)
    ).first()
    if found is None or not policy.preview(viewer, found):
        raise NotFound(slug)
    return found


def pictures_of(showcase: Showcase) -> list[ShowcasePicture]:
    """The pictures that the page shows, in order."""
    return list(
        db.session.scalars(
            select(ShowcasePicture)
            .options(joinedload(ShowcasePicture.picture))
            .where(ShowcasePicture.showcase_id == showcase.id)
            .order_by(ShowcasePicture.position)
        )
    )


def pictures_to_choose_from(project: Project) -> list[Picture]:
    """Every picture of the project's posted updates, newest first."""
    return list(
        db.session.scalars(
            select(Picture)
            .join(UpdatePicture, UpdatePicture.picture_id == Picture.id)
            .join(Update, Update.id == UpdatePicture.update_id)
            .where(
                Update.project_id == project.id, Update.posted_at.is_not(None), Update.withdrawn_at.is_(None)
            )
            .order_by(Update.posted_at.desc(), UpdatePicture.position)
        )
    )


def current_edition(showcase: Showcase) -> Edition | None:
    """The edition that is public now."""
    return db.session.scalars(
        select(Edition).where(Edition.showcase_id == showcase.id, Edition.is_current)
    ).first()


def editions_of(showcase: Showcase) -> list[Edition]:
    """Every edition, newest first."""
    return list(
        db.session.scalars(
            select(Edition)
            .options(joinedload(Edition.published_by), joinedload(Edition.unpublished_by))
            .where(Edition.showcase_id == showcase.id)
            .order_by(Edition.number.desc())
        )
    )


def get_public(slug: str) -> Edition:
    """The public edition at /showcases/<slug>. Raises NotFound."""
    found = db.session.scalars(select(Edition).where(Edition.slug == slug, Edition.is_current)).first()
    if found is None:
        raise NotFound(slug)
    return found


def cards(programme: Programme, filters: Filters, query: str = "") -> list[Card]:
    """The programme's public showcases that match, newest first, in one statement."""
    rows = db.session.scalars(
        _matching(programme, filters, query).order_by(Edition.published_at.desc(), Edition.id.desc())
    )
    return [card_of(edition) for edition in rows]


def card_of(edition: Edition) -> Card:
    """An edition as the gallery shows it."""
    content = Content.thawed(edition.content)
    return Card(
        slug=edition.slug,
        title=edition.title,
        promise=edition.promise,
        is_ongoing=edition.is_ongoing,
        seeks_municipalities=edition.seeks_municipalities,
        is_demonstration=content.is_demonstration,
        cover_key=content.cover.key if content.cover else "",
        cover_widths=content.cover.widths if content.cover else [],
        places=content.places,
    )


def counts(programme: Programme, filters: Filters, query: str = "") -> dict[str, dict[str, int]]:
    """For every filter how many showcases each of its choices would leave, given the other filters."""
    found: dict[str, dict[str, int]] = {kind: {} for kind in FACETS}
    for kind in ("", *(k for k in FACETS if k in filters)):
        others = {k: v for k, v in filters.items() if k != kind}
        ids = _matching(programme, others, query).with_only_columns(Edition.id)
        wanted = Facet.kind == kind if kind else Facet.kind.not_in(list(filters))
        for facet, code, number in db.session.execute(
            select(Facet.kind, Facet.code, func.count())
            .where(wanted, Facet.edition_id.in_(ids))
            .group_by(Facet.kind, Facet.code)
        ):
            found.setdefault(facet, {})[code] = number
    return found


def next_after(edition: Edition) -> Edition | None:
    """The showcase to read next: the one published before it, else the newest; None when it is alone."""
    others = select(Edition).where(
        Edition.programme_id == edition.programme_id, Edition.is_current, Edition.id != edition.id
    )
    earlier = or_(
        Edition.published_at < edition.published_at,
        and_(Edition.published_at == edition.published_at, Edition.id < edition.id),
    )
    newest_first = (Edition.published_at.desc(), Edition.id.desc())
    return db.session.scalars(others.order_by(earlier.desc(), *newest_first).limit(1)).first()


def _matching(programme: Programme, filters: Filters, query: str) -> Select[Edition]:
    conditions: list[ColumnElement[bool]] = [
        Edition.programme_id == programme.id,
        Edition.is_current.is_(True),
    ]
    for kind, code in filters.items():
        ids = select(Facet.edition_id).where(Facet.kind == kind, Facet.code == code)
        conditions.append(Edition.id.in_(ids))
    if query.strip():
        conditions.append(Edition.showcase_id.in_(search.matching("showcase", query)))
    return select(Edition).where(*conditions)
