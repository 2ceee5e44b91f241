"""Updates without downtime: what a step may do, and how a release lives with a database ahead of it."""

import json
from pathlib import Path
from typing import Any

import pytest
from alembic.operations import MigrateOperation, Operations, ops
from alembic.script import Script, ScriptDirectory
from msgspec.structs import replace
from sqlalchemy import create_engine

from collab import db
from collab.cli import checks
from collab.cli.check import examine
from collab.config import Settings
from collab.migrations import kinds, steps
from collab.migrations.kinds import Kind
from tests.operations.conftest import environment_of
from tests.operations.newer import ADD_COLUMN, ADD_TABLE, DROP_TABLE, Newer
from tests.operations.running import answers, free_port, get, run, running, until
from tests.support.databases import empty_database

REVISIONS = list(ScriptDirectory.from_config(steps.config()).walk_revisions())
TAKES_AWAY = (ops.DropTableOp, ops.DropColumnOp, ops.RenameTableOp)
NARROWS = (ops.CreateUniqueConstraintOp, ops.CreateCheckConstraintOp, ops.CreateForeignKeyOp)


@pytest.fixture
def own(filled: str, settings: Settings) -> Settings:
    """A site with a database of its own, which a newer release may change."""
    return replace(settings, database_url=filled)


@pytest.fixture
def newer(tmp_path: Path) -> Newer:
    folder = tmp_path / "newer"
    folder.mkdir()
    return Newer(folder)


def breaks_the_release_before(step: MigrateOperation) -> bool:
    """Whether code that does not know the step could no longer read or write."""
    if isinstance(step, ops.AddColumnOp):
        return not step.column.nullable and step.column.server_default is None
    if isinstance(step, ops.AlterColumnOp):
        changes = (step.modify_name, step.modify_type)
        return any(change is not None for change in changes) or step.modify_nullable is False
    if isinstance(step, ops.ExecuteSQLOp):
        return str(step.sqltext).lstrip().upper().startswith(("DROP", "DELETE", "TRUNCATE", "ALTER"))
    if isinstance(step, ops.CreateIndexOp):
        return bool(step.unique)
    return isinstance(step, (*TAKES_AWAY, *NARROWS))


def binding(operations: list[MigrateOperation]) -> list[MigrateOperation]:
    """Those that may matter to the release before: a table that a step makes itself binds nobody yet."""
    made = {operation.table_name for operation in operations if isinstance(operation, ops.CreateTableOp)}
    return [o for o in operations if getattr(o, "table_name", None) not in made]


@pytest.fixture(scope="module")
def taken(server: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[MigrateOperation]]:
    """What each step does, operation by operation, when they are taken one after the other."""
    seen: list[MigrateOperation] = []
    found: dict[str, list[MigrateOperation]] = {}
    invoke = Operations.invoke

    def note(self: Operations, operation: MigrateOperation) -> Any:
        seen.append(operation)
        return invoke(self, operation)

    folder = tmp_path_factory.mktemp("steps")
    with empty_database(server, folder, "_steps") as url, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Operations, "invoke", note)
        for step in reversed(REVISIONS):
            steps.upgrade(url, step.revision)
            found[step.revision] = binding(seen)
            seen.clear()
    return found


@pytest.mark.parametrize("step", REVISIONS, ids=lambda step: step.revision)
def test_every_step_says_its_kind_and_an_expanding_one_breaks_nothing(
    taken: dict[str, list[MigrateOperation]], step: Script
) -> None:
    operations = taken[step.revision]
    if kinds.kind_of(step.module) is Kind.EXPAND:
        assert [operation for operation in operations if breaks_the_release_before(operation)] == []


@pytest.mark.parametrize(
    ("does", "breaks"),
    [
        ('op.drop_table("heartbeat")', True),
        ('op.drop_column("team", "slogan")', True),
        ('op.rename_table("team", "group")', True),
        ('op.add_column("team", sa.Column("colour", sa.String(20), nullable=False))', True),
        ('op.alter_column("team", "name", nullable=False)', True),
        ('op.alter_column("team", "name", new_column_name="title")', True),
        ('op.create_unique_constraint("uq_x", "team", ["name"])', True),
        ('op.create_index("ix_x", "team", ["name"], unique=True)', True),
        ('op.execute("DELETE FROM team")', True),
        ('op.create_index("ix_x", "team", ["name"])', False),
        ('op.execute("UPDATE team SET name = name")', False),
        (ADD_TABLE, False),
        (ADD_COLUMN, False),
    ],
)
def test_what_breaks_the_release_before_is_known(
    monkeypatch: pytest.MonkeyPatch, does: str, breaks: bool
) -> None:
    import_line = "import sqlalchemy as sa\nfrom alembic import op\n"
    seen: list[MigrateOperation] = []
    monkeypatch.setattr(Operations, "invoke", lambda self, operation: seen.append(operation))
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        context = kinds.MigrationContext.configure(connection)
        with Operations.context(context):
            exec(import_line + does, {})  # noqa: S102 - our own words, as a step says them
    engine.dispose()
    assert [breaks_the_release_before(operation) for operation in seen] == [breaks]


def test_a_step_without_a_kind_is_refused(newer: Newer, empty: str) -> None:
    newer.step("", ADD_TABLE)
    with pytest.raises(ValueError, match='must say kind = "expand" or kind = "contract"'):
        newer.upgrade(empty)


def test_a_site_goes_on_and_starts_again_while_a_newer_release_expands_its_database(
    newer: Newer, own: Settings, tmp_path: Path
) -> None:
    port, other = free_port(), free_port()
    with running(tmp_path / "before", "serve", environment=environment_of(own, port)) as before:
        until(lambda: answers(port))
        newer.step("expand", ADD_TABLE)
        revision = newer.step("expand", ADD_COLUMN)
        newer.upgrade(own.database_url)
        with running(tmp_path / "after", "serve", environment=environment_of(own, other)) as after:
            until(lambda: answers(other))
            for path in ("/", "/showcases", "/health/ready"):
                assert [get(at, path).status for at in (port, other)] == [200, 200]
        assert "expanded" not in before.logged.read_text()
        first, *_ = map(json.loads, after.logged.read_text().splitlines())
    assert (first["level"], first["message"]) == (
        "warning",
        f"The database is at {revision}, expanded by a newer release than this one ({steps.newest()}). "
        "It works; finish the update.",
    )


def test_check_warns_of_a_database_that_is_ahead(newer: Newer, own: Settings) -> None:
    newer.step("expand", ADD_TABLE)
    newer.upgrade(own.database_url)
    (schema,) = [found for found in examine(own, []) if found.thing == "schema"]
    assert (schema.verdict, schema.words.partition(". ")[2]) == ("warning", "It works; finish the update.")


def test_a_database_from_which_a_newer_release_took_something_away_is_refused(
    newer: Newer, own: Settings
) -> None:
    newer.step("contract", DROP_TABLE)
    revision = newer.step("expand", ADD_TABLE)
    newer.upgrade(own.database_url)
    assert checks.of_database(own) == [
        f"The database is at {revision}, which this release does not know (its newest is {steps.newest()}), "
        "and it is not known to have been expanded only. Start the release that upgraded it."
    ]
    done = run("database", "upgrade", environment={"COLLAB_DATABASE_URL": own.database_url})
    assert done.returncode == 2
    assert done.stderr.startswith("collab: The database is a newer release's: Can't locate revision")


def test_a_database_that_is_behind_is_refused(own: Settings) -> None:
    newest = steps.newest()
    before = REVISIONS[0].down_revision
    assert isinstance(before, str)
    steps.downgrade(own.database_url, before)
    assert checks.of_database(own) == [
        f"The database is at {before}, not at {newest}. Run: collab database upgrade"
    ]
    steps.upgrade(own.database_url)
    assert checks.of_database(own) == []


def test_a_step_taken_back_is_forgotten(empty: str) -> None:
    steps.upgrade(empty)
    engine = create_engine(empty, **db.engine_options(empty))
    with engine.connect() as connection:
        noted = {row.revision: row.kind for row in connection.execute(kinds.STEPS.select())}
    assert noted == {step.revision: kinds.kind_of(step.module).value for step in REVISIONS}
    assert set(noted.values()) == {"expand", "contract"}
    steps.downgrade(empty, "0001")
    with engine.connect() as connection:
        assert [row.revision for row in connection.execute(kinds.STEPS.select())] == ["0001"]
    engine.dispose()
