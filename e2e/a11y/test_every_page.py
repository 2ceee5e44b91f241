"""Every page of every role, in both languages, on a phone and a wide screen, in light and dark."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response

from collab import config
from collab.access_table import TABLE
from collab.app import create_app
from e2e.a11y import judges
from e2e.a11y.inventory import NOT_PAGES, PAGES, Shown
from e2e.a11y.readers import Readers
from e2e.a11y.stage import set_up
from e2e.conftest import PICTURES
from e2e.desk import Look
from e2e.pages.demonstration import Stage
from e2e.site import DAY, Demonstration

TWICE = {"sv": [Look("sv", 375, "light")], "en": [Look("en", 1280, "dark")]}
"""How every role looks at its pages."""
ALL_EIGHT = {
    language: [Look(language, width, scheme) for width in (375, 1280) for scheme in ("light", "dark")]
    for language in ("sv", "en")
}
"""How the role that a page is made for looks at it."""

OPENERS = [
    ("visitor", "/", "Meny"),
    ("participant", "/home", "Ditt konto"),
    ("participant", "/home", "Byt dag"),
    ("participant", "/updates/{draft}/edit", "Släng utkastet"),
    ("participant", "/updates/{update}", "Ta bort"),
    ("facilitator", "/projects/under-fotterna/reviews", "Jag är jävig"),
    ("organiser", "/projects/under-fotterna/reviews", "Anmäl en processledares jäv"),
]
"""Menus and dialogs: who opens what, where."""
ON_THE_DAY = (
    Shown("conference.show", "/conference", state="day"),
    Shown("front.index", "/", state="day"),
    Shown("workspace.home", "/home", state="day"),
)


@dataclass(frozen=True, slots=True)
class Walk:
    """Who walks, what stands for {draft} and the like, where the source of each page is laid."""

    readers: Readers
    names: dict[str, str]
    papers: Path

    def look(self, shown: Shown, reader: str, looks: list[Look]) -> list[str]:
        """Load a page once and judge it in each look; the looks are of one language."""
        page, response = self.readers.open(reader, shown.path.format(**self.names), looks[0])
        if shown.pressed:
            response = _press(page, shown.pressed)
        assert response.status == shown.status, f"{reader} gets {response.status} at {page.url}"
        assert page.locator("html").get_attribute("lang") == looks[0].language
        self._keep(f"{shown.name}-{reader}-{looks[0].language}", response)
        faults = judges.prepare(page)
        for look in looks:
            self.readers.turn(reader, look)
            found = judges.accessibility_faults(page) + judges.too_wide(page, look.width)
            faults += [f"{look.name}: {fault}" for fault in found]
            self.readers.take_picture(reader, PICTURES / f"{shown.name}-{reader}-{look.name}.png")
        faults += judges.reflow_faults(page)
        return [f"{shown.path} ({reader}, {looks[0].language}): {fault}" for fault in faults]

    def _keep(self, name: str, response: Response) -> None:
        (self.papers / f"{name}.html").write_text(response.text(), encoding="utf-8")


@pytest.fixture(scope="module")
def walk(chromium: Browser, site: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """In the end the source of all pages is judged at once."""
    PICTURES.mkdir(exist_ok=True)
    readers = Readers(chromium, site.address)
    papers = tmp_path_factory.mktemp("papers")
    yield Walk(readers, set_up(readers, tmp_path_factory.mktemp("stage")), papers)
    readers.close()
    assert judges.html_faults(papers) == []


def test_no_page_is_forgotten(tmp_path: Path) -> None:
    app = create_app(config.for_demonstration(tmp_path, 5000))
    fetched = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    shown = {page.endpoint for page in PAGES if page.endpoint in TABLE}
    assert fetched - shown == set(NOT_PAGES)
    assert shown - fetched == set()


@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: shown.name)
def test_every_reader_can_read(shown: Shown, walk: Walk) -> None:
    walk.readers.expect(shown.status)
    faults = []
    for reader in shown.readers:
        for looks in (ALL_EIGHT if reader == shown.readers[0] else TWICE).values():
            faults += walk.look(shown, reader, looks)
    assert faults + walk.readers.faults() == []


@pytest.mark.parametrize(("reader", "path", "opener"), OPENERS)
def test_what_opens_is_for_everybody(reader: str, path: str, opener: str, walk: Walk) -> None:
    page, _ = walk.readers.open(reader, path.format(**walk.names), Look())
    judges.prepare(page)
    page.get_by_role("button", name=opener).or_(page.locator("summary", has_text=opener)).first.click()
    assert judges.accessibility_faults(page) + walk.readers.faults() == []


def test_the_day_of_the_conference_is_for_everybody(walk: Walk) -> None:
    visitor = walk.readers.pages["visitor"]
    walk.readers.turn("visitor", Look())
    Stage.open(visitor).choose("Konferensen")
    faults = []
    for shown in ON_THE_DAY:
        for looks in ALL_EIGHT.values():
            faults += walk.look(shown, shown.readers[0], looks)
    walk.readers.turn("visitor", Look())
    Stage.open(visitor).choose_hour(DAY)
    assert faults + walk.readers.faults() == []


def _press(page: Page, button: str) -> Response:
    with page.expect_navigation() as arrival:
        page.locator(button).first.click()
    response = arrival.value
    assert response is not None
    return response
