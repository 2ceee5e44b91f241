"""Reading showcases: the working copy, the public page, the gallery with its filters and counts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, select
from sqlalchemy.orm import joinedload

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.files.models import Picture
from collab.memory import Shelf, remembered_while_public
from collab.prepared import prepared
from collab.programmes.models import Programme
from collab.projects import policy as projects
from collab.projects.models import Project
from collab.search import queries as search
from collab.search import stems
from collab.showcases import policy
from collab.showcases.catalogue import Catalogue, Filters
from collab.showcases.content import Content, Place
from collab.showcases.models import Code, Edition, Facet, Poster, Showcase, ShowcasePicture
from collab.text import Localised
from collab.updates import policy as updates
from collab.updates.models import Update, UpdatePicture

ON_A_PAGE = 24
"""Showcases on one page of the gallery."""
AT_HAND = 2_000
"""Cards that a process remembers of a programme, of one to two kilobytes each."""


@dataclass(frozen=True, slots=True)
class Card:
    """A showcase in the gallery."""

    edition_id: int
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
    return db.session.scalars(*_working_copy(project_id=project.id)).first()


@prepared
def _working_copy(*, project_id: Any) -> Select[Showcase]:
    return select(Showcase).where(Showcase.project_id == project_id)


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
    return db.session.scalars(*_current(showcase_id=showcase.id)).first()


def public_edition_of(project: Project) -> Edition | None:
    """The edition of the project's showcase that is public now."""
    return db.session.scalars(*_current(project_id=project.id)).first()


@prepared
def _current(**of: Any) -> Select[Edition]:
    """The public edition of a `showcase_id`, a `project_id` or a `slug`."""
    public = select(Edition).where(Edition.is_current)
    if "slug" in of:
        return public.where(Edition.slug == of["slug"])
    if "showcase_id" in of:
        return public.where(Edition.showcase_id == of["showcase_id"])
    shown = public.join(Showcase, Showcase.id == Edition.showcase_id)
    return shown.where(Showcase.project_id == of["project_id"])


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
    found: Edition | None = db.session.scalars(*_current(slug=slug)).first()
    if found is None:
        raise NotFound(slug)
    return found


def first_published_at(edition: Edition) -> datetime:
    """When the showcase's first edition came."""
    return db.session.scalar(*_first_published(showcase_id=edition.showcase_id)) or edition.published_at


@prepared
def _first_published(*, showcase_id: Any) -> Select[datetime]:
    return select(func.min(Edition.published_at)).where(Edition.showcase_id == showcase_id)


def poster_of(edition: Edition, language: str) -> str:
    """SHA-256 of the picture by which the edition is shared in that language; empty until it is drawn."""
    return db.session.scalar(*_poster(edition_id=edition.id, language=language)) or ""


@prepared
def _poster(*, edition_id: Any, language: Any) -> Select[str]:
    return select(Poster.file).where(Poster.edition_id == edition_id, Poster.language == language)


def code_of(edition: Edition, address: str) -> Code | None:
    """The QR code of the showcase, once it is drawn for `address`."""
    return db.session.scalars(*_code(showcase_id=edition.showcase_id, address=address)).first()


@prepared
def _code(*, showcase_id: Any, address: Any) -> Select[Code]:
    return select(Code).where(Code.showcase_id == showcase_id, Code.address == address)


def card_of(edition: Edition) -> Card:
    """An edition as the gallery shows it."""
    content = Content.thawed(edition.content)
    return Card(
        edition_id=edition.id,
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


@prepared
def _editions(*, ids: Any) -> Select[Edition]:
    return select(Edition).where(Edition.id.in_(ids))


@dataclass(frozen=True, slots=True)
class Found:
    """The public showcases of a programme that match filters and a search."""

    programme_id: int
    catalogue: Catalogue
    filters: Filters
    among: int | None
    """What the search has found; None without one."""

    @property
    def total(self) -> int:
        """How many there are."""
        return self.catalogue.matching(self.filters, self.among).bit_count()

    @property
    def pages(self) -> int:
        """On how many pages they are shown."""
        return max(1, -(-self.total // ON_A_PAGE))

    def counts(self) -> dict[str, dict[str, int]]:
        """For every filter how many showcases each of its choices would leave, given the other filters."""
        return self.catalogue.counts(self.filters, self.among)

    def cards(self, page: int = 1) -> list[Card]:
        """Those of one page, newest first; those not at hand come in one statement."""
        found = self.catalogue.matching(self.filters, self.among)
        ids = self.catalogue.editions(found, (page - 1) * ON_A_PAGE, ON_A_PAGE)
        at_hand = _at_hand(self.programme_id)
        cards = {number: card for number in ids if (card := at_hand.get(number))}
        missing = [number for number in ids if number not in cards]
        if missing:
            editions = db.session.scalars(*_editions(ids=missing))
            fetched = {edition.id: card_of(edition) for edition in editions}
            at_hand.keep(fetched)
            cards |= fetched
        return [cards[number] for number in ids if number in cards]


@remembered_while_public
def _at_hand(programme_id: int) -> Shelf[int, Card]:
    """Cards by edition, those that were asked for since something public changed; `cards` fills it."""
    return Shelf(AT_HAND)


def find(programme: Programme, filters: Filters, query: str = "") -> Found:
    """What matches."""
    catalogue = catalogue_of(programme.id)
    among = _holding(catalogue, query[: stems.LONGEST_QUERY]) if query.strip() else None
    return Found(programme.id, catalogue, filters, among)


def _holding(catalogue: Catalogue, query: str) -> int:
    """The set of showcases that hold the words: every page and every filter of a search asks for it again."""
    among = catalogue.asked.get(query)
    if among is None:
        among = catalogue.of_showcases(search.found("showcase", query))
        catalogue.asked.keep({query: among})
    return among


@remembered_while_public
def catalogue_of(programme_id: int) -> Catalogue:
    """The programme's public showcases with all that they can be filtered by."""
    public = (Edition.programme_id == programme_id, Edition.is_current)
    newest_first = (Edition.published_at.desc(), Edition.id.desc())
    editions = db.session.execute(
        select(Edition.id, Edition.showcase_id).where(*public).order_by(*newest_first)
    )
    holders = func.aggregate_strings(cast(Facet.edition_id, String), ",")
    facets = db.session.execute(
        select(Facet.kind, Facet.code, holders)
        .join(Edition, Edition.id == Facet.edition_id)
        .where(*public)
        .group_by(Facet.kind, Facet.code)
    )
    return Catalogue(
        [(edition, showcase) for edition, showcase in editions],
        [(kind, code, map(int, ids.split(","))) for kind, code, ids in facets],
    )


def next_after(edition: Edition) -> Edition | None:
    """The showcase to read next: the one published before it, else the newest; None when it is alone."""
    following = catalogue_of(edition.programme_id).after(edition.id)
    return None if following is None else db.session.get(Edition, following)
