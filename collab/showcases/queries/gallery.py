"""The gallery: cards of what is public, found by filters and words."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, String, cast, func, select

from collab import db
from collab.memory import Shelf, remembered_while_public
from collab.programmes.models import Programme
from collab.search import queries as search
from collab.search import stems
from collab.showcases.catalogue import Catalogue, Filters
from collab.showcases.content import Place, cover_in, places_in
from collab.showcases.models import Edition, Facet
from collab.statements import built_once
from collab.text import Localised

ON_A_PAGE = 24
"""Showcases on one page of the gallery."""
AT_HAND = 2_000
"""Cards that a process remembers of a programme, of one to two kilobytes each."""


class Card(Struct, frozen=True):
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


def card_of(edition: Edition) -> Card:
    """An edition as the gallery shows it."""
    cover = cover_in(edition.content)
    return Card(
        edition_id=edition.id,
        slug=edition.slug,
        title=edition.title,
        promise=edition.promise,
        is_ongoing=edition.is_ongoing,
        seeks_municipalities=edition.seeks_municipalities,
        is_demonstration=edition.content["is_demonstration"],
        cover_key=cover.key if cover else "",
        cover_widths=cover.widths if cover else [],
        places=places_in(edition.content),
    )


@built_once
def _editions(*, ids: Any) -> Select[Edition]:
    return select(Edition).where(Edition.id.in_(ids))


class Found(Struct, frozen=True):
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
        return _cards(self.programme_id, ids)


def _cards(programme_id: int, ids: Sequence[int]) -> list[Card]:
    """The cards of these editions, in this order, as far as they are there."""
    at_hand = _at_hand(programme_id)
    cards = {number: card for number in ids if (card := at_hand.get(number))}
    missing = [number for number in ids if number not in cards]
    if missing:
        fetched = {edition.id: card_of(edition) for edition in db.session.scalars(*_editions(ids=missing))}
        at_hand.keep(fetched)
        cards |= fetched
    return [cards[number] for number in ids if number in cards]


@remembered_while_public
def _at_hand(programme_id: int) -> Shelf[int, Card]:
    """Cards by edition, those that were asked for since something public changed; `_cards` fills it."""
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
    editions = db.session.execute(*_newest_first(programme_id=programme_id))
    facets = db.session.execute(*_facets(programme_id=programme_id))
    return Catalogue(
        [(edition, showcase) for edition, showcase in editions],
        [(kind, code, map(int, ids.split(","))) for kind, code, ids in facets],
    )


@built_once
def _newest_first(*, programme_id: Any) -> Select[int, int]:
    public = Edition.programme_id == programme_id, Edition.is_current
    newest_first = Edition.published_at.desc(), Edition.id.desc()
    return select(Edition.id, Edition.showcase_id).where(*public).order_by(*newest_first)


@built_once
def _facets(*, programme_id: Any) -> Select[str, str, str]:
    """Each choice of each filter with the ids of the public editions that it leaves."""
    return (
        select(Facet.kind, Facet.code, func.aggregate_strings(cast(Facet.edition_id, String), ","))
        .join(Edition, Edition.id == Facet.edition_id)
        .where(Edition.programme_id == programme_id, Edition.is_current)
        .group_by(Facet.kind, Facet.code)
    )


def next_after(edition: Edition) -> Card | None:
    """The showcase to read next: the one published before it, else the newest; None when it is alone."""
    following = catalogue_of(edition.programme_id).after(edition.id)
    return None if following is None else next(iter(_cards(edition.programme_id, [following])), None)
