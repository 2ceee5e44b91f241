"""What search keeps beside its rows comes and goes with its step, and stays out of backups."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from msgspec.structs import replace
from sqlalchemy import Connection, create_engine, insert, text

from collab import db
from collab.app import create_app
from collab.backup import restoring, tables, taking
from collab.backup.place import Place
from collab.config import Settings
from collab.migrations import comparison, steps
from collab.search.models import SearchEntry
from collab.search.queries import found
from tests.operations.backups import new_place, quiet
from tests.support.cast import Cast

BEFORE, AT = "0033", "0034"
OLDER = {
    "sqlite": "SELECT subject_id FROM search_entry WHERE kind = 'project' AND search_entry.id IN "
    "(SELECT rowid FROM search_index WHERE search_index MATCH '(\"kultur\"*)')",
    "postgresql": "SELECT subject_id FROM search_entry WHERE kind = 'project' AND "
    "to_tsvector('simple', stems) @@ to_tsquery('simple', '(kultur:*)')",
}
"""What the release before the step asks."""


@contextmanager
def writing(url: str) -> Iterator[Connection]:
    engine = create_engine(url, **db.engine_options(url))
    with db.writing(), engine.begin() as connection:
        yield connection
    engine.dispose()


def write(url: str, subject: int, stems: str) -> None:
    """A row as every release writes it."""
    with writing(url) as connection:
        connection.execute(insert(SearchEntry).values(kind="project", subject_id=subject, stems=stems))


def finds(url: str, settings: Settings, query: str) -> list[int]:
    """What this release finds there."""
    with create_app(replace(settings, database_url=url)).app_context():
        ids = sorted(found("project", query))
        db.session.remove()
        db.engine().dispose()
    return ids


def test_what_was_kept_before_the_step_is_found_after_it(empty: str, settings: Settings) -> None:
    steps.upgrade(empty, BEFORE)
    write(empty, 7, "kultur hus")
    steps.upgrade(empty)
    write(empty, 8, "kulturskol hus")
    assert finds(empty, settings, "kulturen husen") == [7, 8]
    assert finds(empty, settings, "kulturskola") == [8]
    assert finds(empty, settings, "hamn") == []


def test_the_release_before_the_step_finds_and_writes_the_same_after_it(
    empty: str, settings: Settings
) -> None:
    steps.upgrade(empty, AT)
    write(empty, 7, "kultur hus")
    with writing(empty) as connection:
        assert connection.execute(text(OLDER[connection.dialect.name])).scalars().all() == [7]
        connection.execute(text("UPDATE search_entry SET stems = 'hamn'"))
    assert finds(empty, settings, "hamnar") == [7]
    assert finds(empty, settings, "kultur") == []


def test_the_step_taken_back_leaves_what_the_release_before_asks(empty: str) -> None:
    steps.upgrade(empty, AT)
    write(empty, 7, "kultur hus")
    steps.downgrade(empty, BEFORE)
    with writing(empty) as connection:
        assert connection.execute(text(OLDER[connection.dialect.name])).scalars().all() == [7]


def test_a_backup_holds_what_models_know_and_no_more(site: Flask, cast: Cast) -> None:
    with db.engine().connect() as connection:
        held = {table.name: set(table.columns) for table in tables.described(connection)}
    models = comparison.METADATA.tables
    assert held == {name: set(models[name].columns.keys()) for name in held}
    assert "search_entry" in held


def test_a_backup_from_before_the_step_is_found_in_after_it(
    settings: Settings, target: Place, tmp_path: Path
) -> None:
    old = new_place(tmp_path / "old")
    old.instance.mkdir()
    steps.upgrade(old.database_url, BEFORE)
    write(old.database_url, 7, "kultur hus")
    taking.take(tmp_path / "old.backup", old, quiet)
    restoring.restore(tmp_path / "old.backup", target, quiet)
    assert finds(target.database_url, settings, "kulturhus kultur") == []
    assert finds(target.database_url, settings, "hus kultur") == [7]
