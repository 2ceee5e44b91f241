"""`make bench-digests`: seconds and memory of telling everybody of a week, from the record to the letters.

python -m bench.digests [--people 300,3000] [--databases sqlite,postgresql]

Each measurement is a process of its own; the memory of a step is the greatest resident set of that process
meanwhile (VmHWM, from /proc), set back before the step. What Python itself works of the seconds is the
steadier figure on a machine that others use, and leaves out what PostgreSQL and the disk take.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from sqlalchemy import event, func, select

from bench import machine, week
from bench.sites import Site
from collab import clock, db
from collab.app import create_app
from collab.demonstration import days
from collab.mail import delivery
from collab.mail.delivery import Office
from collab.mail.models import Mail
from collab.notifications import deriving, mailing
from collab.notifications.models import Notice
from collab.web import letters
from tools import postgresql

HEAD = "| database | people | step | done | seconds | of them Python | statements | memory, MB |"
RULE = "|---|--:|---|--:|--:|--:|--:|--:|"
ROW = "| {} | {:,} | {step} | {done} | {seconds:.1f} | {busy:.1f} | {statements:,} | {memory} |"
MONDAY = days.DEFAULT.moment - timedelta(hours=2)
"""Seven in the morning: what was gathered for a week goes out."""


class Nowhere:
    """A mail server that takes everything at once."""

    keeps_copies = False

    def send(self, message: EmailMessage) -> None:
        """Put the message as it would travel, and let go of it."""
        message.as_bytes()


def main() -> int:
    """0 once everything is measured."""
    asked = _arguments()
    if asked.one:
        folder, url = asked.one
        print(json.dumps(measured(Site(Path(folder), url, 0))))  # noqa: T201 - read by the parent
        return 0
    for line in table(asked.databases.split(","), [int(people) for people in asked.people.split(",")]):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    return 0


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="python -m bench.digests", description=__doc__)
    reader.add_argument("--people", default="300,3000")
    reader.add_argument("--databases", default="sqlite,postgresql")
    reader.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    return reader.parse_args()


def table(databases: list[str], sizes: list[int]) -> Iterator[str]:
    """What was measured, as Markdown, line by line."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("sqlalchemy", "psycopg", "jinja2"))
    parts = f"Python {sys.version.split()[0]}, SQLite {db.sqlite_module().sqlite_version}, {packages}"
    yield f"{datetime.now(UTC):%Y-%m-%d}; {machine.conditions()}; {parts}\n"
    yield from (HEAD, RULE)
    for database in databases:
        for people in sizes:
            with _database(database) as (folder, url):
                site = week.laid_out(folder, url, people)
                for step in _apart(site):
                    yield ROW.format(site.database, people, **step)


@contextmanager
def _database(kind: str) -> Iterator[tuple[Path, str]]:
    with tempfile.TemporaryDirectory(prefix="collab-bench-") as name:
        folder = Path(name)
        if kind == "sqlite":
            yield folder, f"sqlite:///{folder / 'collab.sqlite3'}"
            return
        with postgresql.cluster(is_durable=True) as url:
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("CREATE DATABASE base")
            yield folder, urlsplit(url)._replace(path="/base").geturl()


def _apart(site: Site) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "bench.digests", "--one", str(site.folder), site.database_url]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    steps: list[dict[str, Any]] = json.loads(said.stdout)
    return steps


def measured(site: Site) -> list[dict[str, Any]]:
    """The steps of the worker, each done until nothing is left of it."""
    office = Office(mailing.asked_again(letters.render), Nowhere(), "Collab <noreply@example.org>", "x")
    with create_app(site.settings()).app_context():
        with clock.at(week.OVER):
            deriving_took = _step("notices from the record", deriving.derive_next)
        with clock.at(MONDAY):
            writing_took = _step("writing the letters", mailing.write_next)
            rendering_took = _step("asking again, putting into words", lambda: delivery.deliver_next(office))
        notices = db.session.scalar(select(func.count(Notice.id)))
        sent = db.session.scalar(select(func.count(Mail.id)).where(Mail.sent_at.is_not(None)))
        db.session.remove()
    return [
        {**deriving_took, "done": f"{notices:,} notices"},
        {**writing_took, "done": f"{sent:,} letters"},
        {**rendering_took, "done": f"{sent:,} letters"},
    ]


def _step(name: str, chore: Callable[[], bool]) -> dict[str, Any]:
    asked = 0

    def count(*_: object) -> None:
        nonlocal asked
        asked += 1

    event.listen(db.engine(), "before_cursor_execute", count)
    Path("/proc/self/clear_refs").write_text("5")  # sets VmHWM back
    began, worked = time.perf_counter(), time.process_time()
    while chore():
        db.session.remove()  # as the worker does after each piece of work
    seconds, busy = time.perf_counter() - began, time.process_time() - worked
    event.remove(db.engine(), "before_cursor_execute", count)
    return {"step": name, "seconds": seconds, "busy": busy, "statements": asked, "memory": _peak()}


def _peak() -> int:
    """The greatest memory of this process since it was set back, in megabytes."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) // 1024 if found else 0


if __name__ == "__main__":
    sys.exit(main())
