"""What must be right before a real site starts: each problem in one sentence."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, exists, or_, select
from sqlalchemy.exc import DBAPIError, OperationalError

from collab import db
from collab.accounts.models import Person
from collab.cli.refusal import Passing
from collab.config import Settings
from collab.demonstration.models import SiteDay
from collab.later import later
from collab.migrations import standing

if TYPE_CHECKING:
    from collab.migrations import steps
else:
    steps = later("collab.migrations.steps")


def of_folder(settings: Settings) -> list[str]:
    """The site's own folder and the one of its files can be written."""
    try:
        settings.files.mkdir(parents=True, exist_ok=True)
    except OSError as no:
        return [Passing(f"COLLAB_INSTANCE: {_unwritable(settings.instance, no)}")]
    wrong = of_writing(settings.instance) or of_writing(settings.files)
    return [Passing(f"COLLAB_INSTANCE: {words}") for words in wrong]


def of_writing(folder: Path) -> list[str]:
    """A folder can be written."""
    try:
        probe = folder / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as no:
        return [_unwritable(folder, no)]
    return []


def _unwritable(folder: Path, no: OSError) -> str:
    return f"the folder {folder} cannot be written ({no.strerror})."


def of_address(listen: str, setting: str = "COLLAB_LISTEN") -> list[str]:
    """Nobody else listens where the server is to. (The server itself would share the port silently.)

    `listen`: address:port, empty: nowhere; `setting`: the variable that says so.
    """
    if not listen:
        return []
    host, _, port = listen.rpartition(":")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), int(port)))
        except OSError as no:
            return [f"{setting}: {listen} cannot be used ({no.strerror}). Choose another port."]
    return []


def of_database(settings: Settings) -> list[str]:
    """The database is there, safe, of a schema that this release works with, and not a demonstration's."""
    unsafe = of_sqlite(settings.database_url)
    return unsafe or _asked(settings, lambda there: of_schema(there) or of_demonstration(there))


def of_newer(settings: Settings) -> list[str]:
    """What to say of the database when a newer release has expanded it."""
    return _asked(settings, ahead)


def _asked(settings: Settings, question: Callable[[Connection], list[str]]) -> list[str]:
    try:
        with db.unpooled(settings.database_url).connect() as connection:
            return question(connection)
    except OperationalError as no:
        return [Passing(unreachable(no))]


def unreachable(no: DBAPIError) -> str:
    """Why the database does not answer."""
    first, *_ = str(no.orig).splitlines() or ["no answer"]
    return f"COLLAB_DATABASE_URL: the database cannot be reached or used: {first}"


def of_sqlite(url: str) -> list[str]:
    """Where SQLite is used it is a release that several processes may write with."""
    version = db.sqlite_module().sqlite_version_info
    if not url.startswith("sqlite") or version >= db.SAFE_SQLITE:
        return []
    found, needed = (".".join(map(str, v)) for v in (version, db.SAFE_SQLITE))
    return [
        f"SQLite {found} can damage a database that several processes write (fixed in {needed}). "
        "Install the pysqlite3 package, or use PostgreSQL."
    ]


def of_schema(connection: Connection) -> list[str]:
    """The database is at the newest schema, or a newer release has added to it and taken nothing away."""
    reached, newest = standing.reached(connection), standing.newest()
    if reached == newest or steps.is_ahead(connection):
        return []
    if reached and not steps.knows(reached):
        return [
            f"The database is at {reached}, which this release does not know (its newest is {newest}), and "
            "it is not known to have been expanded only. Start the release that upgraded it."
        ]
    stands = f"is at {reached}, not at {newest}" if reached else "has no tables yet"
    return [f"The database {stands}. Run: collab database upgrade"]


def ahead(connection: Connection) -> list[str]:
    """What to say of a database that a newer release has expanded: it works, for the time of an update."""
    reached, newest = standing.reached(connection), standing.newest()
    if reached == newest or not steps.is_ahead(connection):
        return []
    return [
        f"The database is at {reached}, expanded by a newer release than this one ({newest}). "
        "It works; finish the update."
    ]


def of_demonstration(connection: Connection) -> list[str]:
    """A demonstration keeps the day on which it lives, and lets everybody in as anybody."""
    has_day = select(SiteDay.id).exists()
    has_password = exists().where(Person.is_demonstration, Person.password_hash.is_not(None))
    if not connection.scalar(select(or_(has_day, has_password))):
        return []
    return ["The database is a demonstration's. A real site starts with a database of its own."]
