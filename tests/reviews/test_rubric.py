"""The arithmetic of a review: what it lacks, how far it is, the order of points, seats."""

from dataclasses import dataclass

import pytest

from collab.reviews import rubric
from collab.reviews.rubric import Gap, Owed, Progress, Severity

CRITERIA = ["need", "effect"]


@dataclass(frozen=True)
class Said:
    text: str
    severity: Severity


def test_an_empty_review_lacks_every_level_a_recommendation_and_a_summary() -> None:
    assert rubric.missing(CRITERIA, {}, None, "") == [
        Gap(Owed.LEVEL, "need"),
        Gap(Owed.LEVEL, "effect"),
        Gap(Owed.RECOMMENDATION),
        Gap(Owed.SUMMARY),
    ]


def test_a_whole_review_lacks_nothing() -> None:
    assert rubric.missing(CRITERIA, {"need": 1, "effect": 4}, "ready", "Show it.") == []


def test_a_level_left_open_is_missing_and_blanks_are_no_summary() -> None:
    assert rubric.missing(CRITERIA, {"need": None, "effect": 4}, "ready", " \n") == [
        Gap(Owed.LEVEL, "need"),
        Gap(Owed.SUMMARY),
    ]


def test_progress_counts_only_levels_of_the_rubric() -> None:
    assert rubric.progress(CRITERIA, {"need": 2, "effect": None, "gone": 3}) == Progress(1, 2)


def test_points_are_read_musts_first_and_otherwise_as_they_were_written() -> None:
    said = [
        Said("a", Severity.IDEA),
        Said("b", Severity.MUST),
        Said("c", Severity.SHOULD),
        Said("d", Severity.MUST),
    ]
    assert [p.text for p in rubric.heaviest_first(said)] == ["b", "d", "c", "a"]


@pytest.mark.parametrize(
    ("taken", "seat"), [(set(), 1), ({1}, 2), ({2}, 1), ({1, 2}, None), ({1, 2, 3}, None)]
)
def test_the_lowest_free_seat_is_given_until_all_are_taken(taken: set[int], seat: int | None) -> None:
    assert rubric.free_seat(taken, 2) == seat
