"""Reading showcases: the working copy, the public page, the gallery with its filters and counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_
from sqlalchemy.orm import joinedload

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.files.models import Picture
from collab.programmes.models import Programme
from collab.projects import policy as projects
from collab.projects.models import Project
from collab.search import queries as search
from collab.showcases import policy
from collab.showcases.content import Content, Place
from collab.showcases.models import Edition, Facet, Showcase, ShowcasePicture
from collab.text import Localised
from collab.updates import policy as updates
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
    """The pictures that the page shows, in order; without those whose update is withdrawn."""
    return _placed(showcase, ~_is_withdrawn())


def withdrawn_pictures_of(showcase: Showcase) -> list[ShowcasePicture]:
    """The pictures that were chosen and are left out, because their update is withdrawn."""
    return _placed(showcase, _is_withdrawn())


def _placed(showcase: Showcase, wanted: ColumnElement[bool]) -> list[ShowcasePicture]:
    return list(
        db.session.scalars(
            select(ShowcasePicture)
            .options(joinedload(ShowcasePicture.picture))
            .where(ShowcasePicture.showcase_id == showcase.id, wanted)
            .order_by(ShowcasePicture.position)
        )
    )


def _is_withdrawn() -> ColumnElement[bool]:
    """It came with updates and none of them is posted any more. Without an update it is the page's own."""
    came_with = (
        select(UpdatePicture.id)
        .join(UpdatePicture.update)
        .where(UpdatePicture.picture_id == ShowcasePicture.picture_id)
    )
    return and_(came_with.exists(), ~came_with.where(updates.posted()).exists())


def pictures_to_choose_from(project: Project) -> list[Picture]:
    """The pictures that the page shows, in its order, then those of the posted updates, newest first."""
    showcase = showcase_of(project)
    shown = [place.picture for place in pictures_of(showcase)] if showcase else []
    posted = db.session.scalars(
        select(Picture)
        .join(UpdatePicture, UpdatePicture.picture_id == Picture.id)
        .join(UpdatePicture.update)
        .where(Update.project_id == project.id, updates.posted())
        .order_by(Update.posted_at.desc(), UpdatePicture.position)
    )
    return list(dict.fromkeys([*shown, *posted]))


def get_working_picture(project: Project, key: str, *, viewer: Person) -> Picture:
    """A picture that the working copy shows or could show. Raises NotFound."""
    if not projects.read_inside(viewer, project):
        raise NotFound(project.slug)
    cover = [project.cover] if project.cover else []
    for picture in [*cover, *pictures_to_choose_from(project)]:
        if picture.key == key:
            return picture
    raise NotFound(key)


def public_among(keys: list[str], project: Project) -> set[str]:
    """Which of these are keys of updates by the project that anybody can read."""
    named = [key for key in keys if key]
    if not named:
        return set()
    found = select(Update.key).where(
        Update.key.in_(named), Update.project_id == project.id, updates.visible_to(None)
    )
    return set(db.session.scalars(found))


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


def are_known(programme: Programme | None, filters: Filters) -> bool:
    """Whether each of the filters finds something public in the programme, in one statement."""
    if programme is None:
        return False
    found = db.session.execute(
        select(Facet.kind, Facet.code)
        .join(Edition, Edition.id == Facet.edition_id)
        .where(
            Edition.programme_id == programme.id,
            Edition.is_current,
            tuple_(Facet.kind, Facet.code).in_(list(filters.items())),
        )
        .distinct()
    )
    return len(found.all()) == len(filters)


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
