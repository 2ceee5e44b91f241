"""`collab check`: every thing that a site stands on, one line each."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

import click
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from collab import config
from collab.cli import checks
from collab.cli.examination import database, documents, life, mail, search, surroundings
from collab.cli.examination.finding import Finding, Verdict, problem
from collab.config import Settings


@click.command()
def check() -> None:
    """Examine the site that COLLAB_* variables describe; exit code 1 when there is a problem."""
    settings, problems = config.read(os.environ)
    verdicts: Counter[Verdict] = Counter()
    for found in examine(settings, problems, config.unknown(os.environ)):
        verdicts[found.verdict] += 1
        click.echo(str(found))
    bad, doubtful = verdicts[Verdict.PROBLEM], verdicts[Verdict.WARNING]
    click.echo(f"{_many(bad, 'problem')}, {_many(doubtful, 'warning')}.")
    sys.exit(1 if bad else 0)


def examine(settings: Settings, problems: list[str], unknown: Iterable[str] = ()) -> Iterator[Finding]:
    """Every finding, as soon as it is there. `problems`, `unknown`: what is wrong with settings."""
    yield from surroundings.of_settings(settings, problems, unknown)
    for folder in surroundings.folders_of(settings):
        yield from surroundings.of_folder(folder)
        yield from surroundings.of_disk(folder)
    yield from surroundings.of_files(settings)
    yield from surroundings.of_store(settings)
    with database.opened(settings) as connection:
        if isinstance(connection, str):
            yield problem("database", connection)
        else:
            yield from _of_database(connection)
    if not any(words.startswith("COLLAB_SMTP_URL") for words in problems):
        yield from mail.of_server(settings)
    yield from documents.of_documents()


def _of_database(connection: Connection) -> Iterator[Finding]:
    try:
        yield from database.of_connection(connection)
        if not checks.of_schema(connection):
            yield from life.of_worker(connection)
            yield from life.of_clock(connection)
            yield from mail.of_outbox(connection)
            yield from search.of_index(connection)
    except DBAPIError as no:
        yield problem("database", checks.unreachable(no))


def _many(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"
