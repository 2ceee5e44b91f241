"""Parts of pages that are said once for the same values: another value, day or language is another part."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from markupsafe import Markup

from collab import clock
from collab.text import in_language
from collab.web import parts
from collab.web.parts import drawn


@pytest.fixture(autouse=True)
def empty_memory() -> Iterator[None]:
    """Whatever other tests have drawn."""
    parts._drawn.clear()
    yield
    parts._drawn.clear()


class Drawing:
    """What a `call` block is to a part: it counts how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Markup:
        self.times += 1
        return Markup("<b>%d</b>") % self.times


def test_a_part_is_drawn_once_for_equal_values_and_again_for_others(app: Flask) -> None:
    drawing = Drawing()
    said = [drawn("row", *values, caller=drawing) for values in ((1, "a"), (1, "a"), (2, "a"), (1, "a"))]
    assert said == ["<b>1</b>", "<b>1</b>", "<b>2</b>", "<b>1</b>"]
    assert drawn("line", 1, "a", caller=drawing) == "<b>3</b>"


def test_it_is_drawn_again_in_another_language_and_on_another_day(app: Flask) -> None:
    drawing = Drawing()
    for code in ("sv", "en", "sv"):
        with in_language(code):
            drawn("row", 1, caller=drawing)
    assert drawing.times == 2
    with clock.at(clock.now() + timedelta(days=1)), in_language("sv"):
        assert drawn("row", 1, caller=drawing) == "<b>3</b>"


def test_there_is_an_end_to_what_is_remembered(app: Flask) -> None:
    drawing = Drawing()
    for number in range(parts.MOST_DRAWN + 1):
        drawn("row", number, caller=drawing)
    assert len(parts._drawn) == 1
