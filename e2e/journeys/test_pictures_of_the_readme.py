"""The README's two pictures: made by every run, copied into docs/pictures when asked (make pictures)."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from e2e.a11y import judges
from e2e.cast import HEAD_OF_TOURISM
from e2e.conftest import PICTURES
from e2e.desk import Desk, Look
from e2e.pages.demonstration import Stage
from e2e.site import ROOT

LARGEST = 200_000
"""Bytes of one picture."""


def test_the_landing_page_makes_a_picture(desk: Desk, pytestconfig: pytest.Config) -> None:
    page = desk.browser(Look("en", 1280, "light"))
    page.goto("/")
    _take(page, "landing.png", pytestconfig)


def test_a_project_makes_a_picture(desk: Desk, pytestconfig: pytest.Config) -> None:
    page = desk.browser(Look("en", 375, "light"))
    Stage.open(page).be(HEAD_OF_TOURISM, "en")
    page.goto("/language/en?next=/projects/oppet-nar-taget-kommer")
    _take(page, "project.png", pytestconfig)


def _take(page: Page, name: str, options: pytest.Config) -> None:
    """What the window shows, in 128 colours: the drawings have no more, and a README loads quickly."""
    page.evaluate(judges.LOAD_PICTURES)
    with Image.open(BytesIO(page.screenshot())) as picture:
        few_colours = picture.convert("RGB").quantize(128, dither=Image.Dither.NONE)
    for folder in _folders(options):
        folder.mkdir(parents=True, exist_ok=True)
        few_colours.save(folder / name, optimize=True)
        assert (folder / name).stat().st_size <= LARGEST


def _folders(options: pytest.Config) -> list[Path]:
    asked = [ROOT / "docs" / "pictures"] if options.getoption("--readme-pictures") else []
    return [PICTURES, *asked]
