"""`collab backup` and `collab restore`: one moment of a busy site, whole, on either database."""

import re
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask
from msgspec.structs import replace
from PIL import Image
from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    String,
    Time,
    TypeDecorator,
    delete,
    func,
    select,
    text,
)

from collab import db
from collab.accounts.models import Person, SignIn
from collab.backup import progress, restoring, taking
from collab.backup.place import Place
from collab.backup.problems import Refused
from collab.backup.tables import LEFT_OUT
from collab.config import Settings
from collab.files import jobs
from collab.files.folder import FolderStore
from collab.files.models import Picture
from collab.files.queries import NAME_FILES
from collab.migrations import comparison, steps
from collab.search import actions as search
from collab.search.queries import found
from collab.updates.models import Update, UpdatePicture
from tests.files import corpus
from tests.operations import backups
from tests.operations.backups import new_place, place_of, quiet, site_at
from tests.operations.running import run, until
from tests.support.browser import Browser
from tests.support.cast import Cast

PNG = corpus.encoded(Image.new("RGB", (64, 48), (200, 1, 200)), "PNG")


def said_by(place: Place) -> dict[str, str]:
    return {"COLLAB_DATABASE_URL": place.database_url, "COLLAB_INSTANCE": str(place.instance)}


def demand_consistent(place: Place, settings: Settings) -> list[str]:
    """No update without its picture, no picture without its bytes, nothing that points to nothing."""
    with site_at(place, settings) as site:
        shown = select(func.count()).where(UpdatePicture.update_id == Update.id).scalar_subquery()
        assert set(db.session.scalars(select(shown).select_from(Update))) == {1}
        for picture in db.session.scalars(select(Picture)):
            for name in picture.variants.values():
                assert sha256(FolderStore(place.files).read(name)).hexdigest() == name
        if place.sqlite:
            assert db.session.scalar(text("PRAGMA integrity_check")) == "ok"
            assert db.session.execute(text("PRAGMA foreign_key_check")).all() == []
        latest = db.session.scalars(select(Update).order_by(Update.id.desc())).first()
        reader = Browser(site, db.session.scalars(select(Person).where(Person.handle == "culture")).one())
        assert latest is not None
        page = reader.get(f"/updates/{latest.key}")
        (address, *_) = re.findall(r'"(/updates/[^"]+\.webp)"', page.get_data(as_text=True))
        pages = ["/", "/showcases", "/projects/oppna-dorrar", "/projects/oppna-dorrar/updates", address]
        assert [page.status_code, *(reader.get(path).status_code for path in pages)] == [200] * 6
        return backups.posted()


def test_a_backup_taken_while_many_write_is_one_moment(
    stamped: Settings, site: Flask, cast: Cast, target: Place, tmp_path: Path
) -> None:
    file = tmp_path / "site.backup"
    with backups.writers(site, stamped.files):
        until(lambda: len(backups.posted()) >= 4)
        before = backups.posted()
        done = run("backup", str(file), environment=said_by(place_of(stamped)))
        after = backups.posted()
    assert (done.returncode, done.stderr) == (0, "")
    assert re.match(rf"{file}: \d+ rows, \d+ files \(.+\), .+, schema {steps.newest()}\.\n", done.stdout)
    assert file.stat().st_mode & 0o777 == 0o600
    restoring.restore(file, target, quiet)
    kept = demand_consistent(target, stamped)
    assert before == kept[: len(before)]
    assert kept == after[: len(kept)]
    assert len(before) <= len(kept) < len(after)


def test_a_file_whose_row_goes_while_the_backup_runs_is_still_in_it(
    stamped: Settings, site: Flask, cast: Cast, target: Place, tmp_path: Path
) -> None:
    backups.post_update("0-0", stamped.files, (1, 2, 3))
    gone = backups.old_loose_picture(stamped.files, PNG, cast.culture)
    swept: list[int] = []

    def sweep(step: str, _things: int, _size: int) -> None:
        if step == "files" and not swept:
            with db.transaction():
                db.session.execute(delete(Picture).where(Picture.id == gone))
            swept.append(jobs.sweep_unnamed_files())

    taken = taking.take(tmp_path / "site.backup", place_of(stamped), sweep)
    assert (swept, len(taken.files)) == ([0], 2)
    restoring.restore(tmp_path / "site.backup", target, quiet)
    with site_at(target, stamped):
        picture = db.session.get(Picture, gone)
        assert picture is not None
        assert FolderStore(target.files).read(picture.variant(64))


def test_a_site_moves_between_the_databases_and_back_unchanged(
    stamped: Settings, site: Flask, cast: Cast, target: Place, tmp_path: Path
) -> None:
    Browser(site, cast.culture)
    backups.post_update("ÅÄÖ – '%s' 🎭", stamped.files, (9, 9, 9))
    with db.transaction():
        search.index(cast.project, "kulturhuset")
    project, name = cast.project.id, cast.culture.name
    db.session.rollback()
    original = place_of(stamped)
    between = new_place(tmp_path / "between")
    taking.take(tmp_path / "one", original, quiet)
    restoring.restore(tmp_path / "one", between, quiet)
    taking.take(tmp_path / "two", between, quiet)
    restoring.restore(tmp_path / "two", target, quiet)
    assert backups.whole(target) == backups.whole(between) == backups.whole(original)
    assert tuple(name for name in LEFT_OUT if name in comparison.METADATA.tables) == LEFT_OUT
    with site_at(target, stamped):
        assert db.session.scalars(select(SignIn)).all() == []  # who was signed in signs in anew
        assert found("project", "kulturhus") == [project]
        with target.engine().connect() as connection:
            assert comparison.differences(connection) == []
        newest = max(p.id for p in db.session.scalars(select(Person)))
        with db.transaction():
            db.session.add(Person(email="new@example.org", handle="new", name=name))
        assert db.session.scalar(select(func.max(Person.id))) == newest + 1


def test_a_backup_of_an_older_schema_becomes_a_site_of_the_newest(target: Place, tmp_path: Path) -> None:
    old = new_place(tmp_path / "old")
    old.instance.mkdir()
    steps.upgrade(old.database_url, "0001")
    row = (
        "INSERT INTO person (email, handle, name, language, is_site_organiser, is_demonstration, created_at) "
        """VALUES ('a@example.org', 'a', '{"sv": "A", "en": "A"}', 'sv', 1, 0, '2017-05-15 07:00:00')"""
    )
    with db.writing(), old.engine().begin() as connection:
        connection.exec_driver_sql(row)
    assert taking.take(tmp_path / "old.backup", old, quiet).revision == "0001"
    restoring.restore(tmp_path / "old.backup", target, quiet)
    with target.engine().connect() as connection:
        assert steps.reached(connection) == steps.newest()
        assert connection.execute(select(Person.email, Person.is_site_organiser)).all() == [
            ("a@example.org", True)
        ]


def test_the_command_restores_and_says_what_to_do_next(
    stamped: Settings, site: Flask, cast: Cast, tmp_path: Path
) -> None:
    file = tmp_path / "site.backup"
    taking.take(file, place_of(stamped), quiet)
    new = tmp_path / "new"
    done = run("restore", str(file), "--instance", str(new))
    assert (done.returncode, done.stderr) == (0, "")
    first, *rest = done.stdout.splitlines()
    assert re.fullmatch(r"Restored as it was at [-\d]+ [:\d]+ UTC: \d+ rows, 0 files \(0 bytes\)\.", first)
    assert rest == [
        "Everybody signs in anew. Give the site its settings, among them:",
        f"  COLLAB_INSTANCE={new}",
        f"  COLLAB_DATABASE_URL=sqlite:///{new}/collab.sqlite3",
        "Then run: collab check",
    ]
    assert new.stat().st_mode & 0o777 == 0o700


def test_a_missing_or_damaged_file_is_said_and_no_backup_is_left(
    stamped: Settings, site: Flask, cast: Cast, tmp_path: Path
) -> None:
    backups.post_update("0-0", stamped.files, (7, 7, 7))
    (name,) = db.session.scalars(select(Picture)).one().variants.values()
    path = stamped.files / name[:2] / name[2:]
    whole = path.read_bytes()
    folder = tmp_path / "backups"
    folder.mkdir()
    path.write_bytes(whole[:-1] + b"x")
    with pytest.raises(Refused, match=f"damaged: its bytes are not those of {name}"):
        taking.take(folder / "site.backup", place_of(stamped), quiet)
    path.unlink()
    with pytest.raises(Refused, match=f"^1 of 1 files that the database names are not in .*{name}"):
        taking.take(folder / "site.backup", place_of(stamped), quiet)
    assert list(folder.iterdir()) == []


def test_a_backup_never_goes_over_another(stamped: Settings, site: Flask, tmp_path: Path) -> None:
    file = tmp_path / "site.backup"
    file.write_text("older")
    with pytest.raises(Refused, match="It exists already"):
        taking.take(file, place_of(stamped), quiet)
    file.unlink()

    def come_between(_step: str, _things: int, _size: int) -> None:
        file.write_text("another")

    with pytest.raises(Refused, match="It exists already"):
        taking.take(file, place_of(stamped), come_between)
    assert [entry.name for entry in tmp_path.glob("*site*")] == ["site.backup"]
    assert file.read_text() == "another"


def test_nothing_is_restored_where_something_is(
    stamped: Settings, site: Flask, target: Place, tmp_path: Path
) -> None:
    file = tmp_path / "site.backup"
    taking.take(file, place_of(stamped), quiet)
    with pytest.raises(Refused, match=r"^The database is not empty: it has \d+ tables"):
        restoring.restore(file, replace(place_of(stamped), instance=tmp_path / "new"), quiet)
    assert not (tmp_path / "new").exists()
    target.instance.mkdir()
    (target.instance / "lost+found").mkdir()
    (target.instance / "notes").touch()
    with pytest.raises(Refused, match=r"is not empty \(notes\)"):
        restoring.restore(file, target, quiet)
    (target.instance / "notes").unlink()
    restoring.restore(file, target, quiet)
    assert backups.whole(target) == backups.whole(place_of(stamped))


def test_without_a_site_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    nothing = new_place(tmp_path)
    with pytest.raises(Refused, match="There is no database"):
        taking.take(tmp_path / "x", nothing, quiet)
    assert nothing.sqlite is not None
    nothing.sqlite.touch()
    with pytest.raises(Refused, match="The database has no tables yet"):
        taking.take(tmp_path / "x", nothing, quiet)


def test_every_column_is_of_a_kind_that_a_backup_can_write() -> None:
    known = (Boolean, Date, DateTime, Float, Integer, JSON, LargeBinary, String, Time)
    for table in comparison.METADATA.sorted_tables:
        for column in table.columns:
            kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
            assert isinstance(kind, known), f"{column}: teach collab.backup.tables to write {kind!r}"


def test_every_table_that_names_files_is_known_to_the_backup_and_the_sweeper() -> None:
    naming = [(t.name, tuple(c.name for c in t.columns if c.info)) for t in comparison.METADATA.sorted_tables]
    assert {table: columns for table, columns in naming if columns} == NAME_FILES


def test_whoever_stops_a_backup_or_a_restore_leaves_nothing_behind(
    stamped: Settings, site: Flask, cast: Cast, target: Place, tmp_path: Path
) -> None:
    backups.post_update("0-0", stamped.files, (1, 2, 3))
    folder = tmp_path / "backups"
    folder.mkdir()

    def stop(step: str, _things: int, _size: int) -> None:
        if step == "files":
            raise SystemExit

    with pytest.raises(SystemExit):
        taking.take(folder / "site.backup", place_of(stamped), stop)
    assert list(folder.iterdir()) == []
    taking.take(folder / "site.backup", place_of(stamped), quiet)
    with pytest.raises(SystemExit):
        restoring.restore(folder / "site.backup", target, stop)
    assert not target.instance.exists()
    restoring.restore(folder / "site.backup", target, quiet)
    demand_consistent(target, stamped)


class Terminal(StringIO):
    """What somebody looks at."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_each_step_and_a_log_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "REFRESH", -1)
    terminal, log = Terminal(), StringIO()
    for stream in (terminal, log):
        seen = progress.Progress(stream)
        for step, things, size in [("rows", 3, 900), ("rows", 2, 2_000_600), ("files", 1, 5)]:
            seen(step, things, size)
        seen.close()
    assert log.getvalue() == ""
    assert [line.split() for line in re.split(r"[\r\n]+", terminal.getvalue()) if line] == [
        ["rows", "3", "900", "bytes"], ["rows", "5", "2.0", "MB"], ["rows", "5", "2.0", "MB"],
        ["files", "1", "5", "bytes"], ["files", "1", "5", "bytes"],
    ]  # fmt: skip
