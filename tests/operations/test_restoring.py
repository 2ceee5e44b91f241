"""What may go wrong where a site is restored, and is no fault of the backup: it is said; nothing stays."""

from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy.exc import OperationalError

from collab import db
from collab.backup import restoring, taking
from collab.backup.loading import Loader
from collab.backup.place import STAGE, Place, Stage
from collab.backup.problems import Refused
from collab.cli import backups as commands
from collab.config import Settings
from tests.operations.backups import new_place, place_of, quiet, whole


@pytest.fixture
def taken(stamped: Settings, site: Flask, tmp_path: Path) -> Path:
    """A backup of a small site."""
    taking.take(tmp_path / "site.backup", place_of(stamped), quiet)
    return tmp_path / "site.backup"


def test_a_full_disk_or_a_lost_database_is_not_told_as_a_damaged_backup(
    taken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    monkeypatch.setattr(Loader, "_insert", full)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr("os.umask", lambda _: 0)
    done = CliRunner().invoke(commands.restore, [str(taken), "--instance", str(tmp_path / "new")])
    assert done.exit_code != 0
    assert done.stderr.endswith("collab: The database cannot be reached or used: database or disk is full\n")
    assert "Use another one" not in done.stderr
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal"])
def test_what_is_left_of_another_database_is_never_taken_for_a_part_of_this_one(
    taken: Path, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / "other" / "collab.sqlite3"
    file.parent.mkdir()
    left = Path(f"{file}{ending}")
    left.write_bytes(b"of another one")
    with pytest.raises(Refused) as no:
        restoring.restore(taken, Place(f"sqlite:///{file}", tmp_path / "new"), quiet)
    assert str(no.value).startswith(f"{left} is left of another database")
    assert left.read_bytes() == b"of another one"
    assert not file.exists()
    assert not (tmp_path / "new").exists()


def test_a_database_that_is_not_all_in_its_file_is_not_given_its_name(
    taken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = new_place(tmp_path / "new")
    put_files = Stage.put_files
    with ExitStack() as readers:

        def read_meanwhile(stage: Stage) -> None:
            """Somebody who reads keeps what is written from the database's own file."""
            file = place.instance / f"{STAGE}-collab.sqlite3"
            reader = readers.enter_context(closing(db.sqlite_module().connect(file, isolation_level=None)))
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
            put_files(stage)

        monkeypatch.setattr(Stage, "put_files", read_meanwhile)
        with pytest.raises(Refused, match="could not be written whole"):
            restoring.restore(taken, place, quiet)
    assert not place.instance.exists()
    monkeypatch.undo()
    restoring.restore(taken, place, quiet)
    assert sorted(entry.name for entry in place.instance.iterdir()) == ["collab.sqlite3", "files"]
    assert len(whole(place)["person"]) > 0
