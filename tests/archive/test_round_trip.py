"""Out of one site and into an empty one: nothing that means something is lost, nothing is made up."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.archive import exporting, importing
from collab.archive.importing import Report
from collab.demonstration import days, loading
from collab.files import serving
from collab.files.folder import FolderStore
from collab.files.store import Store
from collab.programmes import queries
from collab.web import cache
from tests.archive import comparison
from tests.support.browser import Browser
from tests.support.databases import Database

PREDECESSOR = "/programmes/att-driva-utveckling-av-kulturella-och-kreativa-naringar/"
PUBLIC = (
    "/",
    PREDECESSOR,
    "/showcases",
    "/conference",
    "/showcases/oppet-nar-taget-kommer",
    "/showcases/lanescenen",
)
INSIDE = (
    "/home",
    "/programmes/nar-kultur-ar-resans-mal/teams",
    "/projects/oppet-nar-taget-kommer",
    "/projects/oppet-nar-taget-kommer/plan",
    "/projects/oppet-nar-taget-kommer/reviews",
)
COORDINATOR = "turistchef.kristianstad"


@dataclass
class Site:
    """What is seen of a site."""

    rows: comparison.Tables = field(default_factory=dict)
    pages: dict[tuple[str, str], str] = field(default_factory=dict)
    exported: dict[str, bytes] = field(default_factory=dict)


@dataclass
class Journey:
    """The shipped site, the same with its own export imported again, and an empty one with it."""

    first: Site
    again: Report
    once_more: Site
    second: Site


def silent(_said: str) -> None:
    """Take no notice of progress."""


def files(folder: Path) -> dict[str, bytes]:
    """Everything in a folder, by path."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def bring_in(folder: Path, store: Store) -> Report:
    return importing.import_files(sorted(folder.glob("*/*.yaml")), store=store, progress=silent)


def look_at(app: Flask, folder: Path, store: Store) -> Site:
    """Rows, pages and export of the site as it is now."""
    cache.install(app)
    for slug in queries.slugs():
        exporting.export_programme(slug, folder / slug, store=store, progress=silent)
    seen = Site(comparison.content(), {}, files(folder))
    person = db.session.scalars(select(Person).where(Person.handle == COORDINATOR)).one()
    for language in ("sv", "en"):
        for path in PUBLIC:
            seen.pages[language, path] = Browser(app, None, language).text(path)
        for path in INSIDE:
            seen.pages[language, path] = Browser(app, person, language).text(path)
    return seen


@pytest.fixture(scope="module")
def journey(
    empty_app: Flask, empty_database: Database, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Journey]:
    folder = tmp_path_factory.mktemp("journey")
    store = FolderStore(folder / "store")
    empty_database.reset()
    with empty_app.app_context():
        loading.load_shipped(silent)
        with clock.at(days.DEFAULT.moment):
            first = look_at(empty_app, folder / "first", serving.store())
            again = bring_in(folder / "first", serving.store())
        db.session.remove()
        once_more = Site(comparison.content())
        db.engine().dispose()
    empty_database.reset()
    with empty_app.app_context(), clock.at(days.DEFAULT.moment):
        bring_in(folder / "first", store)
        second = look_at(empty_app, folder / "second", store)
        yield Journey(first, again, once_more, second)
        db.session.remove()
        db.engine().dispose()


def test_the_second_export_is_the_first_byte_for_byte(journey: Journey) -> None:
    assert journey.second.exported.keys() == journey.first.exported.keys()
    differing = [
        name for name, data in journey.first.exported.items() if journey.second.exported[name] != data
    ]
    assert differing == []


def test_there_are_files_of_every_kind_and_pictures(journey: Journey) -> None:
    kinds = {Path(name).name for name in journey.first.exported if name.endswith(".yaml")}
    named = (
        "conference",
        "history",
        "ideas",
        "people",
        "programme",
        "projects",
        "reviews",
        "showcases",
        "teams",
    )
    assert kinds == {*(f"{name}.yaml" for name in named), "updates.yaml"}
    assert len([name for name in journey.first.exported if name.endswith(".webp")]) == 3 * 40


def test_both_sites_hold_the_same(journey: Journey) -> None:
    for table, rows in journey.first.rows.items():
        assert journey.second.rows[table] == rows, table


def test_imported_where_it_came_from_it_changes_nothing(journey: Journey) -> None:
    assert (sum(journey.again.made.values()), sum(journey.again.changed.values())) == (0, 0)
    assert journey.once_more.rows == journey.first.rows


def test_every_page_says_the_same_on_both_sites(journey: Journey) -> None:
    for address, text in journey.first.pages.items():
        assert journey.second.pages[address] == text, address


def test_what_is_not_compared_exists() -> None:
    tables = db.Base.metadata.tables
    columns = {f"{name}.{column.name}" for name, table in tables.items() for column in table.columns}
    assert set(comparison.TABLES_APART) <= set(tables)
    assert set(comparison.COLUMNS_APART) | set(comparison.ROWS_APART) <= columns
