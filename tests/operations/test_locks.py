"""An upgrade beside a site that is used: what a step locks is free after it; nobody waits long."""

from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError, OperationalError

from collab import db
from collab.migrations import steps
from tests.operations.newer import ADD_COLUMN, ADD_TABLE, Newer


def test_steps_that_were_taken_stay_when_a_later_one_fails(empty: str, tmp_path: Path) -> None:
    steps.upgrade(empty)
    (tmp_path / "newer").mkdir()
    newer = Newer(tmp_path / "newer")
    first = newer.step("expand", ADD_TABLE)
    newer.step("expand", 'op.execute("SELECT nothing FROM nowhere")')
    with pytest.raises(DBAPIError):
        newer.upgrade(empty)
    with db.unpooled(empty).connect() as connection:
        assert steps.reached(connection) == first
        assert inspect(connection).has_table("novelty")


def test_a_step_gives_up_soon_behind_somebody_who_reads_and_is_tried_again(
    empty: str, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not server:
        return  # SQLite's readers and writer do not meet
    steps.upgrade(empty)
    monkeypatch.setattr(steps, "LONGEST_LOCK", 50)
    (tmp_path / "newer").mkdir()
    newer = Newer(tmp_path / "newer")
    revision = newer.step("expand", ADD_COLUMN)
    tried = []
    with db.unpooled(empty).connect() as reader:
        reader.execute(text("SELECT count(*) FROM team"))

        def again(_seconds: float) -> None:
            tried.append(steps.reached(reader))
            reader.rollback()

        with pytest.raises(OperationalError):
            newer.upgrade(empty)
        monkeypatch.setattr("time.sleep", again)
        steps._run(empty, newer.take)
    assert tried == [steps.newest()]
    with db.unpooled(empty).connect() as connection:
        assert steps.reached(connection) == revision
