"""Every page of every role, in both languages, on a phone and a wide screen, in light and dark."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from collab import config
from collab.access_table import TABLE
from collab.app import create_app
from e2e.a11y import judges
from e2e.a11y.inventory import NOT_PAGES, ON_THE_DAY, PAGES, PROGRAMME, PROJECT, Shown
from e2e.a11y.readers import Readers
from e2e.a11y.stage import set_up
from e2e.a11y.walk import EIGHT_LOOKS, Walk
from e2e.desk import Look
from e2e.pages.demonstration import Stage
from e2e.site import DAY, Demonstration

TWICE = {"sv": [Look("sv", 375, "light")], "en": [Look("en", 1280, "dark")]}
"""How every role looks at its pages."""

OPENERS = [
    ("visitor", "/", "Meny"),
    ("participant", "/home", "Ditt konto"),
    ("participant", "/home", "Byt dag"),
    ("participant", "/updates/{draft}/edit", "Släng utkastet"),
    ("participant", "/updates/{update}", "Ta tillbaka"),
    ("participant", f"{PROJECT}/plan/need", "Bild"),
    ("participant", f"{PROJECT}/plan/need/versions/1", "Låt den här versionen gälla igen"),
    ("participant", f"{PROGRAMME}/ideas/{{idea}}/edit", "Ta tillbaka idén"),
    ("facilitator", "/team-proposals/{search}", "Släng sökningen"),
    ("facilitator", "/projects/under-fotterna/reviews", "Jag är jävig"),
    ("organiser", "/projects/under-fotterna/reviews", "Anmäl en processledares jäv"),
]
"""Menus and dialogs: who opens what, where."""
OPENED = "dialog[open], details[open], :popover-open"


@dataclass(frozen=True, slots=True)
class Inspection:
    """Judges the pages of a walk; the source of each is laid into `papers`."""

    walk: Walk
    papers: Path

    @property
    def readers(self) -> Readers:
        """Those who walk."""
        return self.walk.readers

    def look(self, shown: Shown, reader: str, looks: list[Look]) -> list[str]:
        """Load a page once and judge it in each look; the looks are of one language."""
        page, response = self.walk.arrive(shown, reader, looks[0])
        source = self.papers / f"{shown.name}-{reader}-{looks[0].language}.html"
        source.write_text(response.text(), encoding="utf-8")
        faults = judges.prepare(page)
        for look in looks:
            self.readers.turn(reader, look)
            found = judges.accessibility_faults(page) + judges.too_wide(page, look.width)
            faults += [f"{look.name}: {fault}" for fault in found]
        faults += judges.reflow_faults(page)
        return [f"{shown.path} ({reader}, {looks[0].language}): {fault}" for fault in faults]


@pytest.fixture(scope="module")
def inspection(
    chromium: Browser, site: Demonstration, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Inspection]:
    """In the end the source of all pages is judged at once."""
    readers = Readers(chromium, site.address)
    papers = tmp_path_factory.mktemp("papers")
    yield Inspection(Walk(readers, set_up(readers, tmp_path_factory.mktemp("stage"))), papers)
    readers.close()
    assert judges.html_faults(papers) == []


def test_no_page_is_forgotten(tmp_path: Path) -> None:
    app = create_app(config.for_demonstration(tmp_path, 5000))
    fetched = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    shown = {page.endpoint for page in PAGES if page.endpoint in TABLE}
    assert fetched - shown == set(NOT_PAGES)
    assert shown - fetched == set()


@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: shown.name)
def test_every_reader_can_read(shown: Shown, inspection: Inspection) -> None:
    inspection.readers.expect(shown.status)
    faults = []
    for reader in shown.readers:
        for looks in (EIGHT_LOOKS if reader == shown.readers[0] else TWICE).values():
            faults += inspection.look(shown, reader, looks)
    assert faults + inspection.readers.faults() == []


@pytest.mark.parametrize(("reader", "path", "opener"), OPENERS)
def test_what_opens_is_for_everybody(reader: str, path: str, opener: str, inspection: Inspection) -> None:
    page, _ = inspection.readers.open(reader, path.format(**inspection.walk.names), Look())
    judges.prepare(page)
    opened = page.locator(OPENED)
    before = opened.count()
    page.get_by_role("button", name=opener).or_(page.locator("summary", has_text=opener)).first.click()
    expect(opened).to_have_count(before + 1)
    assert judges.accessibility_faults(page) + inspection.readers.faults() == []


def test_the_day_of_the_conference_is_for_everybody(inspection: Inspection) -> None:
    visitor = inspection.readers.pages["visitor"]
    inspection.readers.turn("visitor", Look())
    Stage.open(visitor).choose("Konferensen")
    faults = []
    for shown in ON_THE_DAY:
        for looks in EIGHT_LOOKS.values():
            faults += inspection.look(shown, shown.readers[0], looks)
    inspection.readers.turn("visitor", Look())
    Stage.open(visitor).choose_hour(DAY)
    assert faults + inspection.readers.faults() == []
