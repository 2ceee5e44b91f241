"""`collab backup` and `collab restore`: a whole site in one file, and back."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from sqlalchemy.exc import DBAPIError

from collab import buckets, config
from collab.backup import restoring, taking
from collab.backup.manifest import Manifest
from collab.backup.place import Place
from collab.backup.problems import Damaged, Refused, first_line
from collab.backup.progress import Progress, in_words
from collab.cli import checks
from collab.cli.refusal import refuse

URL = click.option(
    "--database-url",
    envvar="COLLAB_DATABASE_URL",
    metavar="URL",
    help="sqlite:////path/file or postgresql://user:password@host/database; COLLAB_DATABASE_URL says it "
    "too. Otherwise: the file collab.sqlite3 in the instance folder.",
)
PRIVATE = 0o077
"""What is made here holds personal data: nobody else reads it."""


def _instance(**more: Any) -> Callable[[Any], Any]:
    folder = click.Path(file_okay=False, path_type=Path)
    return click.option("--instance", metavar="DIR", type=folder, **more)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_instance(
    envvar="COLLAB_INSTANCE",
    default=Path("instance"),
    help="The folder of the site's files (COLLAB_INSTANCE).",
)
@URL
def backup(file: Path, instance: Path, database_url: str | None) -> None:
    """Write the whole site, rows and files, into FILE while it is being used."""
    place = _place(instance, database_url)
    with _told(file) as progress:
        taken = taking.take(file.resolve(), place, progress)
    click.echo(f"{file}: {_counts(taken)}, {in_words(file.stat().st_size)}, schema {taken.revision}.")
    click.echo("It holds personal data and password hashes: keep it where only you can read it.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_instance(required=True, help="The new site's folder: empty, or not there yet.")
@URL
def restore(file: Path, instance: Path, database_url: str | None) -> None:
    """Make the site of FILE in an empty folder and an empty database."""
    place = _place(instance, database_url)
    with _told(file) as progress:
        restored = restoring.restore(file, place, progress)
    click.echo(f"Restored as it was at {restored.taken_at:%Y-%m-%d %H:%M:%S} UTC: {_counts(restored)}.")
    click.echo("Everybody signs in anew. Give the site its settings, among them:")
    click.echo(f"  COLLAB_INSTANCE={place.instance}")
    where = f"=sqlite:///{place.sqlite}" if place.sqlite else ", the address that it was restored into"
    click.echo(f"  COLLAB_DATABASE_URL{where}")
    click.echo("Then run: collab check")


def _place(instance: Path, database_url: str | None) -> Place:
    folder = instance.resolve()
    url = config.sqlalchemy_url(database_url or f"sqlite:///{folder / 'collab.sqlite3'}")
    if wrong := config.wrong_with_database(url):
        refuse(*wrong)
    if unsafe := checks.of_sqlite(url):
        refuse(*unsafe)
    problems: list[str] = []
    bucket = buckets.read(os.environ, problems)
    if problems:
        refuse(*problems)
    return Place(url, folder, bucket)


@contextmanager
def _told(file: Path) -> Iterator[Progress]:
    """Progress on stderr; what cannot be done is said in a sentence, and nothing half made stays."""
    os.umask(PRIVATE)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    progress = Progress(sys.stderr)
    try:
        yield progress
    except Refused as no:
        progress.close()
        refuse(f"{file}: {no}{' Use another one.' if isinstance(no, Damaged) else ''}")
    except DBAPIError as no:
        progress.close()
        refuse(f"The database cannot be reached or used: {first_line(no)}")
    except OSError as no:
        progress.close()
        refuse(f"{no.filename or file}: {no.strerror}. Nothing was left behind.")
    progress.close()


def _counts(said: Manifest) -> str:
    files = said.files
    return f"{said.rows} rows, {len(files)} files ({in_words(sum(member.size for member in files))})"
