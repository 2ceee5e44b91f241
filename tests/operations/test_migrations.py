"""Migrations: they make what the models say, on both databases, and go up and down with data in them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from msgspec.structs import replace
from sqlalchemy import Connection, create_engine, func, inspect, select, text

from collab import clock, config, db
from collab.app import create_app
from collab.config import Settings
from collab.migrations import comparison, kinds, standing, steps
from collab.project_files.models import ProjectFile
from collab.updates import actions as updates
from collab.updates.models import Comment, Mention, Update, Visibility
from tests.operations.running import run
from tests.project_files.shelf import a_file
from tests.support.cast import THE_DAY, Cast, create, load
from tests.updates.written import WHOLE, a_post, on

FILE, COMMENT, MENTION = ProjectFile.__table__, Comment.__table__, Mention.__table__
PEOPLE = text("SELECT count(*) FROM person")
REVISIONS = list(ScriptDirectory.from_config(steps.config()).walk_revisions())


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url, **db.engine_options(url))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table holds."""
    tables = comparison.METADATA.sorted_tables
    return {t.name: connection.scalar(select(func.count()).select_from(t)) or 0 for t in tables}


def test_the_steps_make_what_the_models_say(empty: str) -> None:
    steps.upgrade(empty)
    with connected(empty) as connection:
        assert comparison.differences(connection) == []
        assert steps.reached(connection) == steps.newest() == REVISIONS[0].revision


def test_where_a_database_stands_is_told_as_alembic_tells_it(empty: str) -> None:
    script = ScriptDirectory.from_config(steps.config())
    for revision in (None, "0002", "head"):
        if revision is not None:
            steps.upgrade(empty, revision)
        with connected(empty) as connection:
            told = MigrationContext.configure(connection).get_current_revision()
            assert (standing.reached(connection), standing.newest()) == (told, script.get_current_head())


def test_the_newest_step_is_found_however_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "STEPS", tmp_path)
    assert standing.newest() is None
    (tmp_path / "first.py").write_text('revision = "0001"\ndown_revision = None\n')
    (tmp_path / "second.py").write_text("revision = '0002'\ndown_revision = '0001'\n")
    assert standing.newest() == "0002"


def test_what_search_needs_beyond_the_models_is_made(empty: str) -> None:
    steps.upgrade(empty)
    with connected(empty) as connection:
        found = inspect(connection)
        if connection.dialect.name == "sqlite":
            assert {"search_index", "search_few"} <= set(found.get_table_names())
        else:
            names = {str(index["name"]) for index in found.get_indexes("search_entry")}
            assert {f"ix_search_entry_of_{part}" for part in ("few", "project_update", "comment")} <= names
            assert "ix_search_entry_document" not in names


def layout(connection: Connection) -> dict[str, list[str]]:
    """What each table has, in whatever order it was made: columns, keys, indexes."""
    found = inspect(connection)
    columns = {
        table: [{name: column[name] for name in ("name", "type", "nullable")} for column in own]
        for table, own in found.get_multi_columns().items()
    }
    keys = (found.get_multi_foreign_keys(), found.get_multi_indexes(), found.get_multi_unique_constraints())
    return {
        table[1]: sorted(map(spelled, (*own, *(one for kind in keys for one in kind[table]))))
        for table, own in columns.items()
    }


def spelled(part: Mapping[str, Any]) -> str:
    """A part of a table in words that are the same for the same part."""
    return str(
        {name: spelled(said) if isinstance(said, dict) else str(said) for name, said in sorted(part.items())}
    )


def test_each_step_can_be_taken_back_and_again_with_data(filled: str) -> None:
    for step in REVISIONS:
        before = str(step.down_revision or "base")
        with connected(filled) as connection:
            there = layout(connection)
        steps.downgrade(filled, before)
        steps.upgrade(filled, step.revision)
        with connected(filled) as connection:
            assert layout(connection) == there, step.revision
            assert (connection.scalar(PEOPLE) > 0) == (before != "base"), step.revision
        steps.downgrade(filled, before)
    with connected(filled) as connection:
        assert sorted(inspect(connection).get_table_names()) == ["alembic_version", kinds.NAME]
    steps.upgrade(filled)
    with connected(filled) as connection:
        assert comparison.differences(connection) == []


def test_rows_come_through_all_steps(filled: str) -> None:
    steps.downgrade(filled, REVISIONS[-1].revision)
    steps.upgrade(filled)
    with connected(filled) as connection:
        assert comparison.differences(connection) == []
        assert connection.scalar(PEOPLE) > 0


@pytest.mark.parametrize(
    ("visibility", "apart", "becomes"),
    [
        (Visibility.TEAM, timedelta(0), (True, "team")),
        (Visibility.PUBLIC, timedelta(0), (True, "programme")),
        (Visibility.TEAM, timedelta(minutes=1), (False, "programme")),
    ],
)
def test_files_that_came_with_a_report_follow_it_from_0044_on(
    empty: str, settings: Settings, visibility: Visibility, apart: timedelta, becomes: tuple[bool, str]
) -> None:
    steps.upgrade(empty)
    with create_app(replace(settings, database_url=empty)).app_context():
        with db.transaction(), clock.at(THE_DAY):
            create()
            cast = load()
            _alone, came = (a_file(cast.project, cast.culture) for _number in range(2))
            said = replace(WHOLE, files=(came,))
            a_post(cast.project, cast.culture, said, visibility, clock.now() - apart)
        db.session.remove()
        db.engine().dispose()
    steps.downgrade(empty, "0043")
    steps.upgrade(empty)
    with connected(empty) as connection:
        rows = connection.execute(select(FILE.c.follows_reports, FILE.c.readers).order_by(FILE.c.id)).all()
    assert [tuple(row) for row in rows] == [(False, "programme"), becomes]


def test_comments_that_were_written_to_the_team_stay_with_it_from_0047_on(
    empty: str, settings: Settings
) -> None:
    steps.upgrade(empty)
    with create_app(replace(settings, database_url=empty)).app_context():
        with db.transaction(), clock.at(THE_DAY):
            create()
            comment_at_every_turn(load())
        db.session.remove()
        db.engine().dispose()
    steps.downgrade(empty, "0046")
    steps.upgrade(empty)
    with connected(empty) as connection:
        rows = connection.execute(select(COMMENT.c.text, COMMENT.c.is_inside)).all()
        found = {row.text: row.is_inside for row in rows}
    assert found == {"to us": True, "to all": False, "changed to us": True, "still to us": True}


def comment_at_every_turn(cast: Cast) -> None:
    """Before a report is opened to the programme, after that, and when it is the team's again."""
    update = a_post(cast.project, cast.culture, visibility=Visibility.TEAM, at=on(5, 1))
    updates.comment(update, "to us", by=cast.business, at=on(5, 2))
    _show_to(update, Visibility.PROGRAMME, on(5, 3))
    updates.comment(update, "to all", by=cast.business, at=on(5, 4))
    changed = updates.comment(update, "to all so far", by=cast.business, at=on(5, 4))
    _show_to(update, Visibility.TEAM, on(5, 5))
    with clock.at(on(5, 6)):
        updates.change_comment(changed, "changed to us", by=cast.business)
    _show_to(update, Visibility.PUBLIC, on(5, 7))
    _show_to(update, Visibility.TEAM, on(5, 8))
    updates.comment(update, "still to us", by=cast.business, at=on(5, 9))


def _show_to(update: Update, readers: Visibility, at: datetime) -> None:
    assert update.author is not None
    updates.publish(update, replace(WHOLE, visibility=readers), by=update.author, at=at)


def test_whom_reports_mention_is_found_again_by_0048(empty: str, settings: Settings) -> None:
    steps.upgrade(empty)
    with create_app(replace(settings, database_url=empty)).app_context():
        with db.transaction(), clock.at(THE_DAY):
            create()
            cast = load()
            for text in ("Thanks, @sparet and @nobody.", "Write to `@sparet`.", f"@{'x' * 121}", "Thanks."):
                a_post(cast.project, cast.culture, replace(WHOLE, text=text))
        db.session.remove()
        db.engine().dispose()
    with connected(empty) as connection:
        written = sorted(connection.execute(select(MENTION)).all())
    steps.downgrade(empty, "0047")
    steps.upgrade(empty)
    with connected(empty) as connection:
        assert sorted(connection.execute(select(MENTION)).all()) == written
    assert [row.handle for row in written] == ["nobody", "sparet"]


def test_upgrading_twice_changes_nothing(filled: str) -> None:
    with connected(filled) as connection:
        rows = counts(connection)
    steps.upgrade(filled)
    with connected(filled) as connection:
        assert counts(connection) == rows


def test_a_database_whose_rows_point_to_nothing_is_not_called_migrated(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'broken.sqlite3'}"
    steps.upgrade(url)
    with connected(url) as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("INSERT INTO sign_in_link VALUES ('x', 4711, '2017', '2017', NULL)")
    with pytest.raises(steps.IntegrityBroken):
        steps.upgrade(url)


def test_the_command_says_where_the_database_is_now(empty: str) -> None:
    done = run("database", "upgrade", environment={"COLLAB_DATABASE_URL": empty})
    assert (done.returncode, done.stdout) == (0, f"The database is at {steps.newest()}.\n")
    missing = run("database", "upgrade")
    assert (missing.returncode, missing.stderr) == (2, f"collab: {config.UNKNOWN_DATABASE}\n")


def test_a_database_that_is_away_is_told_in_one_sentence() -> None:
    nobody = "postgresql://nobody@127.0.0.1:9/nothing"
    done = run("database", "upgrade", environment={"COLLAB_DATABASE_URL": nobody})
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert done.stderr.startswith("collab: COLLAB_DATABASE_URL: the database cannot be reached or used: ")
