"""Importing files from outside a request: read, check, draw, and write in one transaction."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from collab import db
from collab.archive import actions

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Report:
    """How many rows an import made and changed, by table."""

    made: Counter[str]
    changed: Counter[str]


def import_files(paths: Sequence[Path], *, progress: Progress) -> Report:
    """Import programmes from files. Raises Refused with every problem; then nothing has changed.

    The files are checked twice: before the pictures are drawn, which takes a while, and again in the
    transaction that writes, in case somebody has changed the site meanwhile.
    """
    bundle = actions.read(paths)
    actions.check(bundle)
    progress(f"{len(paths)} files are in order")
    with db.transaction():
        actions.check(bundle)
        kept = actions.write(bundle, {})
    return Report(
        made=sum((k.made for k in kept), Counter()), changed=sum((k.changed for k in kept), Counter())
    )
