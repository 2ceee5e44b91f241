"""The database: reached as the site opens it, migrated, and set up so that what is saved stays saved."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from collab import db
from collab.cli import checks
from collab.cli.examination.finding import Finding, judged, ok, warning
from collab.config import DATABASES, Settings, sqlite_file
from collab.migrations import steps

OLDEST_POSTGRESQL = 150000
PRAGMA_WORDS = {"wal": "WAL", "0": "OFF", "1": "ON"}
SYNCHRONOUS = {"0": "OFF", "1": "NORMAL", "2": "FULL", "3": "EXTRA"}
SAFE = ("on", "remote_apply", "remote_write", "local")
"""Values of synchronous_commit with which a commit has reached at least one disk."""


@contextmanager
def opened(settings: Settings) -> Iterator[Connection | str]:
    """A connection as the site opens one, or why there is none. Makes no file that is not there."""
    if unsafe := why_not(settings.database_url):
        yield unsafe
        return
    try:
        connection = db.unpooled(settings.database_url).connect()
    except DBAPIError as no:
        yield checks.unreachable(no)
        return
    with connection:
        yield connection


def why_not(url: str) -> str:
    """Why no connection can be made; nothing when one may be tried."""
    if not url.startswith(DATABASES):
        return "not examined: COLLAB_DATABASE_URL says none"
    if unsafe := checks.of_sqlite(url):
        return unsafe[0]
    file = sqlite_file(url)
    if file is not None and not file.is_file():
        return f"there is no file {file}. Run: collab database upgrade"
    return ""


def of_connection(connection: Connection) -> list[Finding]:
    """What the database is, its schema, and how it keeps."""
    is_sqlite = connection.dialect.name == "sqlite"
    found = of_sqlite(connection) if is_sqlite else of_postgresql(connection)
    lacks = checks.of_schema(connection)
    newer = checks.ahead(connection)
    if newer:
        found.append(warning("schema", newer[0]))
    else:
        found += judged("schema", lacks, f"is the newest, {steps.newest()}")
    if not lacks:
        found += judged("content", checks.of_demonstration(connection), "is a real site's")
    return found


def of_sqlite(connection: Connection) -> list[Finding]:
    """The release, and the pragmas as they hold on this connection."""
    release = connection.scalar(text("SELECT sqlite_version()"))
    asked = [pragma.partition("=")[0] for pragma in db.PRAGMAS]
    held = {name: str(connection.scalar(text(f"PRAGMA {name}"))) for name in asked}
    wrong = wrong_pragmas(held)
    return [
        ok("database", f"SQLite {release} in {connection.engine.url.database}"),
        *judged("pragmas", wrong, ", ".join(db.PRAGMAS)),
    ]


def wrong_pragmas(held: Mapping[str, str]) -> list[str]:
    """Every pragma that is not as the site needs it."""
    wrong = []
    for pragma in db.PRAGMAS:
        name, _, needed = pragma.partition("=")
        words = SYNCHRONOUS if name == "synchronous" else PRAGMA_WORDS
        value = words.get(held[name], held[name])
        if value != needed:
            wrong.append(
                f"{name} is {value} and not {needed}. Is the file on a network share, or read-only? "
                "Move it to a disk of this machine, writable by the site."
            )
    return wrong


def of_postgresql(connection: Connection) -> list[Finding]:
    """The release, and the settings on which durability depends."""
    names = ("server_version", "server_version_num", "server_encoding", "fsync", "full_page_writes")
    shown = {
        name: str(connection.scalar(text(f"SHOW {name}")))
        for name in (*names, "synchronous_commit", "transaction_read_only")
    }
    where = connection.engine.url
    address = where.host or where.query.get("host") or "the usual socket"
    return [
        ok("database", f"PostgreSQL {shown['server_version']}, {where.database} at {address}"),
        *judged("durability", wrong_settings(shown), "fsync, full_page_writes and synchronous_commit are on"),
    ]


def wrong_settings(shown: Mapping[str, str]) -> list[str]:
    """Every setting of the server with which it is not safe, or cannot be written."""
    wrong = [
        f"{name} is off: what was saved can be lost or damaged when the machine stops. "
        "Set it to on in postgresql.conf."
        for name in ("fsync", "full_page_writes")
        if shown[name] != "on"
    ]
    if shown["synchronous_commit"] not in SAFE:
        wrong.append(
            "synchronous_commit is off: what was saved last can be lost when the server stops. Set it to on."
        )
    if int(shown["server_version_num"]) < OLDEST_POSTGRESQL:
        wrong.append(f"the server is {shown['server_version']}. Use PostgreSQL 15 or newer.")
    if shown["server_encoding"] != "UTF8":
        wrong.append(f"the encoding is {shown['server_encoding']}. Make the database anew with UTF8.")
    if shown["transaction_read_only"] != "off":
        wrong.append("it can only be read: it is a standby or was set so. Name the primary server.")
    return wrong
