"""What happened to a backup on its way: every damage is a sentence, and nothing comes into being."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import inspect

from collab.backup import manifest, restoring, taking, verifying
from collab.backup.container import BLOCK, Writer, members
from collab.backup.manifest import DIGEST, MANIFEST, Manifest
from collab.backup.place import Place
from collab.backup.problems import Refused
from collab.config import Settings
from collab.migrations import steps
from tests.operations import backups
from tests.operations.backups import new_place, place_of, quiet
from tests.operations.running import run
from tests.support.cast import Cast

Change = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Part:
    """Where a member stands in the file."""

    name: str
    head: int
    body: int
    size: int


@pytest.fixture
def good(stamped: Settings, site: Flask, cast: Cast, tmp_path: Path) -> bytes:
    """A backup of a site with one picture."""
    backups.post_update("0-0", stamped.files, (1, 2, 3))
    taking.take(tmp_path / "good", place_of(stamped), quiet)
    return (tmp_path / "good").read_bytes()


def parts_of(data: bytes) -> dict[str, Part]:
    """Its members by the kind that they are of: rows, file, manifest, digest."""
    opened, found = BytesIO(data), {}
    for member in members(opened):
        kind = member.name.partition("/")[0]
        found[kind] = Part(member.name, opened.tell() - BLOCK, opened.tell(), member.size)
        assert member.sha256
    return found


def problem_of(data: bytes, folder: Path) -> str:
    """Why that is not restored; afterwards there is nothing."""
    file, place = folder / "bad", new_place(folder / "bad-place")
    file.write_bytes(data)
    with pytest.raises(Refused) as no:
        restoring.restore(file, place, quiet)
    assert not place.instance.exists()
    return str(no.value)


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def written(parts: dict[str, bytes], **changes: object) -> bytes:
    """A backup with right hashes of whatever parts."""
    file = BytesIO()
    writer = Writer(file, 1_500_000_000)
    for name, data in parts.items():
        writer.add(name, len(data), [data])
    said = Manifest("0.1.0", str(steps.newest()), datetime(2017, 5, 15, tzinfo=UTC), {}, writer.members)
    data = replace(said, **changes).to_bytes()  # type: ignore[arg-type]
    for name, own in ((MANIFEST, data), (DIGEST, manifest.digest_of(data))):
        writer.add(name, len(own), [own])
    writer.close()
    return file.getvalue()


def taken_apart(data: bytes) -> tuple[dict[str, bytes], Manifest]:
    """The parts of a backup, and what it says of itself."""
    parts = {found.name: b"".join(found.pieces()) for found in members(BytesIO(data))}
    said = manifest.read(parts.pop(MANIFEST), parts.pop(DIGEST))
    return parts, said


def test_a_byte_that_changed_in_any_kind_of_part_is_noticed(good: bytes, tmp_path: Path) -> None:
    parts = parts_of(good)
    for kind in ("rows", "files"):
        part = parts[kind]
        said = problem_of(flipped(good, part.body + part.size // 2), tmp_path)
        assert said == f"It is damaged: {part.name} is not what was written."
        assert problem_of(flipped(good, part.head + 100), tmp_path) == (
            f"It is damaged near byte {part.head}: no name of a part stands there."
        )
        assert problem_of(flipped(good, part.body + part.size), tmp_path).startswith(
            f"It is damaged after {part.name}, near byte "
        )
    for kind in (MANIFEST, DIGEST):
        said = problem_of(flipped(good, parts[kind].body + 10), tmp_path)
        assert said == "It is damaged: its manifest is not the one that was written."
    assert problem_of(flipped(good, len(good) - 1), tmp_path) == "It is damaged: something follows its end."
    assert problem_of(good + b"\0", tmp_path) == "It is damaged: something follows its end."


def test_no_single_byte_can_change_unseen(good: bytes, tmp_path: Path) -> None:
    file = tmp_path / "bad"
    heads = [part.head + at for part in parts_of(good).values() for at in range(0, BLOCK, 37)]
    for at in [*heads, *range(0, len(good), len(good) // 150)]:
        file.write_bytes(flipped(good, at))
        with pytest.raises(Refused):
            verifying.verify(file, quiet)
    file.write_bytes(good)
    assert verifying.verify(file, quiet).rows > 0


def test_a_backup_that_was_cut_off_is_refused_wherever(good: bytes, tmp_path: Path) -> None:
    parts = parts_of(good)
    places = [BLOCK, parts["rows"].head, parts["rows"].body + 1, parts["files"].head + 9]
    places += [parts["files"].body + 5, parts[MANIFEST].head, parts[DIGEST].head, len(good) - 1]
    for at in [*places, len(good) - BLOCK, len(good) - 2 * BLOCK]:
        assert problem_of(good[:at], tmp_path) == f"It is cut off after {at} bytes."
    for short in (b"", b"a letter", good[:1], good[: BLOCK - 1]):
        assert problem_of(short, tmp_path) == "It is no backup of Collab."
    at_a_seam = good[: parts[MANIFEST].head] + bytes(2 * BLOCK)
    assert problem_of(at_a_seam, tmp_path) == "It lacks its manifest: it was not written to its end."


def test_a_part_too_few_or_too_many_is_named(good: bytes, tmp_path: Path) -> None:
    parts, said = taken_apart(good)
    picture = next(name for name in parts if name.startswith("files/"))
    more = sha256(b"more").hexdigest()
    facts = {"tables": said.tables, "members": said.members}
    less = {name: data for name, data in parts.items() if name != picture}
    assert problem_of(written(less, **facts), tmp_path) == f"It lacks {picture}, which its manifest names."
    assert problem_of(written({**parts, f"files/{more}": b"more"}, **facts), tmp_path) == (
        f"It holds files/{more}, which its manifest does not name."
    )
    assert problem_of(written({**parts, picture: b"another"}, tables=said.tables), tmp_path) == (
        f"It is damaged: {picture} is not what was written."
    )
    assert problem_of(written(less, tables=said.tables), tmp_path) == (
        f"Its rows name the file {picture.removeprefix('files/')}, and it does not hold it."
    )


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "files/../x",
        "rows/person/../1.jsonl",
        "files/ab/cd",
        "collab.sqlite3",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    assert problem_of(written({name: b"x"}), tmp_path) == f"It holds a name that no backup has: {name!r}."


def test_what_is_no_backup_or_a_newer_one_is_said(tmp_path: Path) -> None:
    assert problem_of(b"PK\3\4" + bytes(2 * BLOCK), tmp_path) == "It is no backup of Collab."
    newest = steps.newest()
    assert problem_of(written({}, revision="9999", collab="7.0"), tmp_path) == (
        f"It is of a newer schema (9999) than this release knows ({newest}). "
        "Restore it with Collab 7.0 or newer."
    )
    data = written({}).replace(b'"format": 1', b'"format": 2')
    assert problem_of(data, tmp_path) == "It is damaged: its manifest is not the one that was written."


def test_rows_that_do_not_fit_leave_nothing_half_restored(good: bytes, target: Place, tmp_path: Path) -> None:
    parts, said = taken_apart(good)
    file = tmp_path / "bad"

    def change(name: str, by: Change, **rows: int) -> str:
        where = f"rows/{name}/000001.jsonl"
        changed = {**parts, where: by(parts[where])}
        file.write_bytes(written(changed, tables={**said.tables, **rows}))
        with pytest.raises(Refused) as no:
            restoring.restore(file, target, quiet)
        assert not target.instance.exists()
        return str(no.value)

    first = parts["rows/person/000001.jsonl"].partition(b"\n")[0] + b"\n"
    people = said.tables["person"]
    assert "The database does not take the rows of rows/person/000001.jsonl: " in change(
        "person", lambda data: data + first
    )
    assert "point to" in change("person", lambda data: data.replace(first, b""), person=people - 1)
    assert change("person", lambda data: data, person=people + 1) == (
        f"person has {people} rows; its manifest says {people + 1}."
    )
    assert "cannot be understood" in change("person", lambda data: b'{"id": 1}\n')
    assert "cannot be understood" in change("person", lambda data: b"\xff\n")
    if not target.sqlite:
        with target.engine().connect() as connection:
            assert inspect(connection).get_table_names() == []
    file.write_bytes(good)
    assert restoring.restore(file, target, quiet).rows == said.rows


def test_the_command_names_the_file_and_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "bad").write_bytes(b"x" * 600)
    done = run("restore", str(tmp_path / "bad"), "--instance", str(tmp_path / "new"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"collab: {tmp_path / 'bad'}: It is no backup of Collab. Use another one.\n"
    assert not (tmp_path / "new").exists()
