"""The hill as a picture, in words, and when a strand stands still."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from collab.projects import hill
from collab.projects.hill import NARROW, WIDE, Spot
from collab.text import in_language

TODAY = date(2017, 5, 15)


def spots(*reached: int) -> list[Spot]:
    return [Spot(f"key{n}", f"Strand {n}", at, n) for n, at in enumerate(reached, 1)]


def test_the_foot_the_top_and_the_end_are_where_the_shape_says() -> None:
    assert [(WIDE.x(at), WIDE.y(at)) for at in (0, 50, 100)] == [
        (WIDE.left, WIDE.foot),
        ((WIDE.left + WIDE.right) / 2, WIDE.peak),
        (WIDE.right, WIDE.foot),
    ]


def test_dots_in_the_same_place_stand_above_one_another() -> None:
    dots = hill.draw(spots(30, 30, 70), NARROW).dots
    step = 2 * NARROW.radius + 4
    assert [round(NARROW.y(dot.spot.reached) - dot.y, 1) for dot in dots] == [0, step, 0]


@pytest.mark.parametrize("reached", [(0,) * 8, (50,) * 8, (100,) * 8, (10, 12, 14, 16, 80, 82, 84, 86)])
def test_no_name_lies_on_another_one_or_outside_the_picture(reached: tuple[int, ...]) -> None:
    named = [Spot(s.key, f"{s.name} with a name that is long", s.reached, s.number) for s in spots(*reached)]
    dots = hill.draw(named, WIDE).dots
    lines = sorted((dot.anchor, dot.name_y) for dot in dots)
    near = [(a, b) for a, b in pairwise(lines) if a[0] == b[0] and b[1] - a[1] < 15]
    assert near == []
    for dot in dots:
        wide = len(dot.name) * hill.LETTER
        left = dot.name_x - wide if dot.anchor == "end" else dot.name_x
        assert left >= 0, dot
        assert left + wide <= WIDE.width, dot


def test_a_place_on_the_hill_is_said_in_words() -> None:
    with in_language("en"):
        assert [hill.words(at) for at in (0, 30, 50, 51, 100)] == [
            "not begun",
            "on the way up, 30 of 100",
            "at the top, 50 of 100",
            "on the way down, 51 of 100",
            "done, 100 of 100",
        ]


@pytest.mark.parametrize(
    ("reached", "days", "still"), [(40, 20, 0), (40, 21, 21), (0, 30, 30), (99, 21, 21), (100, 90, 0)]
)
def test_what_has_not_moved_for_three_weeks_stands_still_unless_it_is_done(
    reached: int, days: int, still: int
) -> None:
    assert hill.days_still(reached, TODAY - timedelta(days=days), TODAY) == still


def test_a_single_move_is_a_line_too() -> None:
    assert hill.spark([0, 50, 100], width=106, height=106) == "3.0,103.0 53.0,53.0 103.0,3.0"
    assert hill.spark([50], width=106, height=106) == "3.0,53.0 103.0,53.0"


def test_a_name_of_one_long_word_is_cut() -> None:
    (dot,) = hill.draw([Spot("key", "Kulturarvspedagogikutveckling", 20, 1)], WIDE).dots
    assert dot.name.startswith("Kulturarvsp")
    assert len(dot.name) == hill.LONGEST_NAME
    assert dot.name.endswith("…")
