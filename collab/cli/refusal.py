"""Saying no at start: one clear line each on stderr, and an exit code that tells whether to try again."""

import sys
from typing import NoReturn

import click


class Passing(str):
    """A problem that may be gone in a moment, such as a database that is just starting."""

    __slots__ = ()


def refuse(*problems: str) -> NoReturn:
    """Say what is wrong and stop: with 1 when nothing is wrong but what may pass, otherwise with 2."""
    for problem in problems:
        click.echo(f"collab: {problem}", err=True)
    sys.exit(1 if all(isinstance(problem, Passing) for problem in problems) else 2)
