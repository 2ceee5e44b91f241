"""Exporting a programme to a folder, outside a request: all of it, or no folder at all."""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from collab import db
from collab.archive.dumping import Unfaithful, dump
from collab.archive.fetching import FILES
from collab.archive.pictures import FOLDER, file_name
from collab.archive.readers import READERS
from collab.archive.scribe import Said, Scribe
from collab.errors import CollabError
from collab.files.models import Picture
from collab.files.store import Store
from collab.programmes import queries
from collab.statements import see_one_moment

Progress = Callable[[str], None]


class FolderTaken(CollabError):
    """Something lies where the folder is to be. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Report:
    """How many files and pictures an export wrote."""

    files: int
    pictures: int


def export_programme(slug: str, folder: Path, *, store: Store, progress: Progress) -> Report:
    """Write the programme of that slug to `folder`, as `import_files` reads it.

    Everything is read in one transaction and written to a folder beside, which gets its name at the end.
    Raises NotFound for an unknown programme, FolderTaken unless the folder is new or empty, NotFound
    for a file whose bytes are gone, and Unfaithful for a text that no file can hold.
    """
    _refuse_taken(folder)
    see_one_moment()
    scribe = Scribe.of(queries.get_programme(slug))
    texts = _texts(scribe, progress)
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, text in texts.items():
            (aside / name).write_text(text, encoding="utf-8", newline="\n")
        _write_pictures(scribe.pictures.values(), aside, store, progress)
        _write_files(scribe.files, aside, store)
        _take_place(aside, folder)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    finally:
        db.session.rollback()
    return Report(len(texts), len(scribe.pictures))


def _refuse_taken(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTaken(f"{folder} is there already and not empty. Name a folder that is new or empty.")


def _texts(scribe: Scribe, progress: Progress) -> dict[str, str]:
    texts = {}
    for name, (read, remark) in READERS.items():
        said = read(scribe)
        if said is not None:
            texts[f"{name}.yaml"] = _written(name, said, remark)
            progress(f"{name}.yaml is read")
    return texts


def _written(name: str, said: Said, remark: str) -> str:
    try:
        return dump(said, remark)
    except Unfaithful as no:
        raise Unfaithful(f"{name}.yaml: {no} Nothing was exported.") from no


def _write_pictures(pictures: Iterable[Picture], folder: Path, store: Store, progress: Progress) -> None:
    wanted = sorted(pictures, key=lambda picture: picture.key)
    if wanted:
        (folder / FOLDER).mkdir()
    for count, picture in enumerate(wanted, 1):
        for width in picture.widths:
            data = store.read(picture.variant(width))
            (folder / FOLDER / file_name(picture.key, width)).write_bytes(data)
        if count % 50 == 0 or count == len(wanted):
            progress(f"{count} of {len(wanted)} pictures are written")


def _write_files(names: set[str], folder: Path, store: Store) -> None:
    """What is no picture, as it was uploaded, named by its SHA-256."""
    if names:
        (folder / FILES).mkdir()
    for name in sorted(names):
        with (folder / FILES / name).open("wb") as written:
            written.writelines(store.pieces(name))


def _take_place(aside: Path, folder: Path) -> None:
    """Give the folder its name. One that has been filled meanwhile is not touched."""
    if folder.exists():
        _refuse_taken(folder)
        folder.rmdir()
    aside.rename(folder)
