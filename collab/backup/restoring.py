"""Making a site from a backup in an empty place: everything of it, or nothing."""

from pathlib import Path

from collab.backup import container, verifying
from collab.backup.container import Found, Member
from collab.backup.loading import Loader, in_any_order
from collab.backup.manifest import DIGEST, FILE, MANIFEST, Manifest, Tell
from collab.backup.place import Place, Stage, demand_no_tables, staged
from collab.backup.problems import Damaged
from collab.files.store import OtherBytes, Store
from collab.migrations import steps


def restore(file: Path, place: Place, tell: Tell) -> Manifest:
    """Verify `file` whole, then make its site at `place`. Raises Refused and leaves the place empty.

    The schema is the backup's own while its rows come in, and the newest afterwards. Files and SQLite's
    database get their names last; on PostgreSQL schema and rows are one transaction.
    """
    place.demand_empty()
    said = verifying.verify(file, tell)
    with staged(place) as stage:
        try:
            _fill(file, stage, said, tell)
        except steps.IntegrityBroken as no:
            raise Damaged(f"Its {no}") from no
        stage.put_database()
    return said


def _fill(file: Path, stage: Stage, said: Manifest, tell: Tell) -> None:
    with steps.working(stage.database_url) as connection:
        demand_no_tables(connection)
        steps.upgrade_on(connection, said.revision)
        with in_any_order(connection):
            _load(file, stage.store, Loader(connection, said, tell), said, tell)
        steps.upgrade_on(connection)
        stage.put_files()


def _load(file: Path, store: Store, loader: Loader, said: Manifest, tell: Tell) -> None:
    """Read the file a second time, believing it no more than the first time."""
    wanted = {member.name: member for member in said.members}
    kept = set()
    with file.open("rb") as opened:
        for found in container.members(opened):
            if named := FILE.fullmatch(found.name):
                _keep(store, named[1], found)
                kept.add(named[1])
                tell("files", 1, found.size)
            elif found.name not in (MANIFEST, DIGEST):
                loader.take(found)
                if Member(found.name, found.size, found.sha256) != wanted.get(found.name):
                    raise Damaged(f"{found.name} has changed while the backup was restored.")
    loader.finish()
    for name in loader.names - kept:
        raise Damaged(f"Its rows name the file {name}, and it does not hold it.")


def _keep(store: Store, name: str, found: Found) -> None:
    try:
        store.keep_pieces(name, found.pieces())
    except OtherBytes as no:
        raise Damaged(f"It is damaged: {found.name} is not what was written.") from no
