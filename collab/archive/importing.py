"""Importing files from outside a request: read, check, draw, and write in one transaction."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from collab import db
from collab.archive import actions
from collab.archive.drawing import draw_all
from collab.archive.fetching import fetch, fetch_files
from collab.files.store import KeptPicture, Store
from collab.text import in_language

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Report:
    """How many rows an import made and changed, by table."""

    made: Counter[str]
    changed: Counter[str]


def import_files(paths: Sequence[Path], *, store: Store, progress: Progress) -> Report:
    """Import programmes from files; pictures are kept in `store`.

    Raises Refused with every problem; then nothing has changed. The files are checked twice: before the
    pictures are drawn, which takes a while, and again in the transaction that writes, in case somebody has
    changed the site meanwhile. The command line speaks English.
    """
    with in_language("en"):
        bundle = actions.read(paths)
        actions.check(bundle)
        ready = fetch(actions.pictures_beside(bundle), store)
        sizes = fetch_files(actions.files_beside(bundle), store)
        drawn = {**draw_all(actions.pictures(bundle), store, progress), **ready}
        sizes |= _widest(drawn.values(), store)
        with db.transaction():
            actions.check(bundle)
            kept = actions.write(bundle, drawn, sizes)
    made, changed = sum((k.made for k in kept), Counter()), sum((k.changed for k in kept), Counter())
    return Report(made, changed)


def _widest(pictures: Iterable[KeptPicture], store: Store) -> dict[str, int]:
    """How many bytes the widest file of each picture has."""
    names = {picture.variants[max(picture.variants)] for picture in pictures}
    return {name: store.size(name) for name in names}
