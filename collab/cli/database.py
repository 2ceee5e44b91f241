"""`collab database`: the schema."""

import os

import click

from collab import config
from collab.cli.refusal import refuse
from collab.migrations import steps


@click.group()
def database() -> None:
    """Look after the database."""


@database.command()
def upgrade() -> None:
    """Bring the database of COLLAB_DATABASE_URL to the newest schema."""
    url = config.sqlalchemy_url(os.environ.get("COLLAB_DATABASE_URL", ""))
    if not url:
        refuse("COLLAB_DATABASE_URL is missing.")
    steps.upgrade(url)
    click.echo(f"The database is at {steps.newest()}.")
