"""`collab teams propose`: teams for the people of a file."""

import json
import sys
from math import isnan
from pathlib import Path
from typing import NoReturn

import click
from msgspec.structs import replace

from collab.proposals import proposing, reading, telling
from collab.proposals.progress import Progress
from collab.proposals.values import Unreadable
from collab.text import LANGUAGES, in_language

CLEARED = "\r\x1b[K"


def _number(_context: click.Context, _option: click.Parameter, value: float | None) -> float | None:
    if value is not None and isnan(value):
        raise click.BadParameter("nan is not a number of seconds.")
    return value


@click.group()
def teams() -> None:
    """Form teams."""


@teams.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "is_json", is_flag=True, help="Print the whole answer as JSON.")
@click.option(
    "--seconds",
    type=click.FloatRange(0, reading.MOST_SECONDS, min_open=True),
    callback=_number,
    help="Stop after so long, whatever it says.",
)
@click.option(
    "--proposals", type=click.IntRange(1, reading.MOST_PROPOSALS), help="How many proposals to make."
)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Another answer among equals.")
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Of the sentences."
)
def propose(file: Path, is_json: bool, language: str, **given: float | int | None) -> None:
    """Divide the people of FILE into mixed teams: proposals, or why there can be none.

    A file that cannot be used ends with exit code 2 and names each fault by its place.
    """
    try:
        instance = reading.read(file.read_bytes())
    except Unreadable as no:
        _refuse(file, no, is_json=is_json)
    changed = {key: value for key, value in given.items() if value is not None}
    instance = replace(instance, **changed)
    with in_language(language):
        answer = proposing.propose(instance, tell=_progress)
        _clear()
        if is_json:
            click.echo(json.dumps(telling.as_values(instance, answer), ensure_ascii=False, indent=2))
        else:
            click.echo("\n".join(telling.as_lines(instance, answer)))


def _refuse(file: Path, no: Unreadable, *, is_json: bool) -> NoReturn:
    if is_json:
        click.echo(json.dumps(telling.faults_as_values(no.faults), ensure_ascii=False, indent=2))
    for fault in no.faults:
        click.echo(f"{file}: {fault}", err=True)
    sys.exit(2)


def _progress(said: Progress) -> None:
    """One line of a terminal, rewritten; nothing in a log."""
    if sys.stderr.isatty():
        click.echo(f"{CLEARED}{said} …", err=True, nl=False)


def _clear() -> None:
    if sys.stderr.isatty():
        click.echo(CLEARED, err=True, nl=False)
