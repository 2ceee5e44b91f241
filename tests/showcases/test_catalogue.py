"""Sets of showcases: filters, counts and pages are what counting by hand gives."""

from collections.abc import Mapping
from random import Random

import pytest

from collab.showcases.catalogue import Catalogue

CODES = {"sector": ("culture", "business"), "branch": ("art", "food", "music")}
Held = Mapping[str, frozenset[str]]


class Shelf:
    """Some showcases with some facets, and filters: edition 100 + rank is that of showcase 500 + rank."""

    def __init__(self, seed: int) -> None:
        dice = Random(seed)
        self.held: list[Held] = [
            {kind: frozenset(code for code in codes if dice.random() < 0.4) for kind, codes in CODES.items()}
            for _ in range(dice.choice((0, 1, 2, 7, 8, 9, 40)))
        ]
        self.filters = {
            kind: dice.choice((*codes, "unknown")) for kind, codes in CODES.items() if dice.random() < 0.6
        }
        self.found = frozenset(500 + number for number in range(45) if dice.random() < 0.5)
        self.start, self.number = dice.randrange(20), dice.randrange(1, 8)

    @property
    def catalogue(self) -> Catalogue:
        facets = [
            (kind, code, [100 + rank for rank, one in enumerate(self.held) if code in one[kind]])
            for kind, codes in CODES.items()
            for code in codes
        ]
        ids = [(100 + rank, 500 + rank) for rank in range(len(self.held))]
        return Catalogue(ids, [facet for facet in facets if facet[2]])

    def by_hand(self, filters: Mapping[str, str]) -> list[int]:
        return [
            100 + rank
            for rank, one in enumerate(self.held)
            if all(code in one[kind] for kind, code in filters.items())
        ]


@pytest.fixture(params=range(60))
def shelf(request: pytest.FixtureRequest) -> Shelf:
    return Shelf(request.param)


def test_filters_find_what_passes_all_of_them_newest_first(shelf: Shelf) -> None:
    catalogue = shelf.catalogue
    assert catalogue.editions(catalogue.matching(shelf.filters), 0, 100) == shelf.by_hand(shelf.filters)


def test_a_page_is_a_part_of_what_is_found(shelf: Shelf) -> None:
    catalogue = shelf.catalogue
    page = catalogue.editions(catalogue.matching(shelf.filters), shelf.start, shelf.number)
    assert page == shelf.by_hand(shelf.filters)[shelf.start : shelf.start + shelf.number]


def test_a_count_says_what_the_choice_would_leave(shelf: Shelf) -> None:
    counts = shelf.catalogue.counts(shelf.filters)
    for kind, codes in CODES.items():
        for code in codes:
            assert counts[kind].get(code, 0) == len(shelf.by_hand({**shelf.filters, kind: code}))


def test_a_search_leaves_only_what_it_found(shelf: Shelf) -> None:
    catalogue = shelf.catalogue
    among = catalogue.of_showcases(shelf.found)
    expected = [edition for edition in shelf.by_hand(shelf.filters) if edition + 400 in shelf.found]
    assert catalogue.editions(catalogue.matching(shelf.filters, among), 0, 100) == expected


def test_reading_on_goes_through_all_and_comes_round(shelf: Shelf) -> None:
    catalogue = shelf.catalogue
    assert catalogue.after(1) is None
    everything = shelf.by_hand({})
    expected = {
        edition: everything[(place + 1) % len(everything)] if len(everything) > 1 else None
        for place, edition in enumerate(everything)
    }
    assert {edition: catalogue.after(edition) for edition in everything} == expected


def test_a_filter_is_known_when_it_finds_something_by_itself() -> None:
    catalogue = Catalogue([(1, 11), (2, 12)], [("sector", "culture", [1]), ("branch", "art", [2])])
    assert catalogue.are_known({"sector": "culture", "branch": "art"})
    assert not catalogue.are_known({"sector": "business"})
    assert not catalogue.are_known({"colour": "red"})
