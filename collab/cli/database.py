"""`collab database`: the schema."""

import os

import click
from alembic.util import CommandError
from sqlalchemy.exc import OperationalError

from collab import config
from collab.cli import checks
from collab.cli.refusal import Passing, refuse
from collab.migrations import steps


@click.group()
def database() -> None:
    """Look after the database."""


@database.command()
def upgrade() -> None:
    """Bring the database of COLLAB_DATABASE_URL to the newest schema."""
    url = config.sqlalchemy_url(os.environ.get("COLLAB_DATABASE_URL", ""))
    if wrong := config.wrong_with_database(url):
        refuse(*wrong)
    try:
        steps.upgrade(url)
    except CommandError as no:  # a step that this release does not know
        refuse(f"The database is a newer release's: {no}. Run that release's collab database upgrade.")
    except OperationalError as no:
        refuse(Passing(checks.unreachable(no)))
    click.echo(f"The database is at {steps.newest()}.")
