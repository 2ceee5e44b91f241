"""The `collab` command. Each feature adds its own group here."""

import click

from collab.archive.cli import programme
from collab.cli import backups, check, database, demo, organiser, serving


@click.group()
@click.version_option(package_name="collab")
@click.pass_context
def main(context: click.Context) -> None:
    """Collab: the collaboration platform for joint development projects of municipalities."""
    context.obj = serving.make_site


main.add_command(demo.demo)
main.add_command(serving.serve)
main.add_command(serving.worker)
main.add_command(check.check)
main.add_command(database.database)
main.add_command(backups.backup)
main.add_command(backups.restore)
main.add_command(organiser.organiser)
main.add_command(programme)
