"""`collab search`: looking after the index."""

from collections.abc import Callable

import click
from flask import Flask

from collab.search import rebuilding


@click.group()
def search() -> None:
    """Look after what search finds."""


@search.command()
@click.pass_obj
def rebuild(make_site: Callable[[], Flask]) -> None:
    """Make the index of everything anew, from what the site holds now.

    The site may be read and written meanwhile. Needed once after an update that finds more than before.
    """
    with make_site().app_context():
        count = rebuilding.rebuild(lambda kind, done: click.echo(f"{kind}: {done}"))
    click.echo(f"Search finds {count} things.")
