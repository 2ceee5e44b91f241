"""Saying no at start: one clear line each on stderr, exit code 2."""

import sys
from typing import NoReturn

import click


def refuse(*problems: str) -> NoReturn:
    """Say what is wrong and stop."""
    for problem in problems:
        click.echo(f"collab: {problem}", err=True)
    sys.exit(2)
