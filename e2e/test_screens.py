"""`make screens` with a small selection: pictures, sheets, and words about what failed."""

import re
from pathlib import Path

import pytest
from PIL import Image, ImageStat

from e2e.a11y.inventory import PAGES, Shown
from e2e.a11y.walk import EIGHT_LOOKS
from e2e.desk import Look
from e2e.screens import sheets
from e2e.screens.__main__ import main
from e2e.screens.shots import Shot, plan
from e2e.screens.studio import Studio, in_words
from e2e.site import Demonstration

LOOKS = [look for looks in EIGHT_LOOKS.values() for look in looks]
PAGE = "front.accessibility"

pytestmark = pytest.mark.xdist_group("screens")


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def studio(site: Demonstration, tmp_path: Path, said: list[str]) -> Studio:
    def report(line: str, *, is_last: bool = False) -> None:
        said.append(line)

    return Studio(site.address, {}, tmp_path, report)


def test_one_page_is_photographed_as_two_readers_see_it_in_every_look(
    studio: Studio, said: list[str], tmp_path: Path
) -> None:
    shots = plan(PAGES, [PAGE], ["visitor", "organiser"])

    studio.photograph(shots, browsers=2)
    sheets.write(shots, tmp_path)

    assert studio.faults == []
    names = {f"front-accessibility-{who}-{look.name}" for who in ("visitor", "organiser") for look in LOOKS}
    assert {file.stem for file in (tmp_path / "front").glob("*.png")} == names
    assert studio.taken == len(names) == 16
    assert said[-1] == "16 of 16 pictures, 0 s left"
    for look in LOOKS:
        _looks_like(tmp_path / "front" / f"front-accessibility-organiser-{look.name}.png", look)
    _leads_to_every_picture(tmp_path, names)


def _looks_like(file: Path, look: Look) -> None:
    with Image.open(file) as picture:
        assert picture.width == look.width
        assert (ImageStat.Stat(picture.convert("L")).median[0] < 128) == (look.scheme == "dark")


def _leads_to_every_picture(folder: Path, names: set[str]) -> None:
    page = (folder / "front.html").read_text(encoding="utf-8")
    linked = [folder / address for address in re.findall(r'(?:href|src)="(front/[^"]+)"', page)]
    assert {file.stem for file in linked} == names
    assert [file for file in linked if not file.is_file()] == []
    assert 'href="front.html#front-accessibility-as-visitor"' in (folder / "index.html").read_text(
        encoding="utf-8"
    )
    with Image.open(folder / "front.png") as sheet:
        assert sheet.width > len(LOOKS) * 180
        assert len(sheet.getcolors(sheet.width * sheet.height) or []) > 50


def test_a_page_that_fails_is_named_and_the_others_are_taken(studio: Studio, tmp_path: Path) -> None:
    gone = Shot(Shown("front.index", "/gone", only=("visitor",), state="lost"), "visitor", "sv")
    there = Shot(Shown("front.privacy", "/privacy"), "visitor", "sv")

    studio.photograph([gone, there], browsers=1)
    sheets.write([gone, there], tmp_path)

    assert studio.taken == 4
    assert studio.faults[0] == (
        f"front-index-lost as visitor in sv (/gone): visitor gets 404 at {studio.address}/gone"
    )
    assert (tmp_path / "front.html").read_text(encoding="utf-8").count("failed") == 4


def test_what_is_called_otherwise_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["--pages", "frontpage", "--folder", str(tmp_path)]) == 2
    assert capsys.readouterr().out.startswith("Nothing is called so.")


def test_the_plan_knows_every_page_that_a_role_may_see() -> None:
    shots = plan(PAGES)

    assert len(shots) == 2 * sum(len(shown.readers) for shown in PAGES)
    assert {shot.shown.name for shot in plan(PAGES, ["reviews"], ["organiser"])} == {
        shown.name
        for shown in PAGES
        if shown.endpoint.startswith("reviews.") and "organiser" in shown.readers
    }


def test_durations_are_said_in_minutes_and_seconds() -> None:
    assert [in_words(seconds) for seconds in (0.2, 59, 200)] == ["0 s", "59 s", "3 min 20 s"]
