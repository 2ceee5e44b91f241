"""The `collab` command. Each feature adds its own group here."""

from importlib import import_module
from typing import Any, cast

import click

from collab import processes

COMMANDS = {
    "backup": "collab.cli.backups:backup",
    "check": "collab.cli.check:check",
    "database": "collab.cli.database:database",
    "demo": "collab.cli.demo:demo",
    "organiser": "collab.cli.organiser:organiser",
    "programme": "collab.archive.cli:programme",
    "restore": "collab.cli.backups:restore",
    "search": "collab.search.cli:search",
    "serve": "collab.cli.serving:serve",
    "teams": "collab.proposals.cli:teams",
    "worker": "collab.cli.serving:worker",
}
"""Where each command is."""
MAKE_SITE = "collab.cli.serving:make_site"
"""How a feature's command gets the site that it works on."""


class Commands(click.Group):
    """Loads a command when it is asked for: who serves pages need not know how a programme is imported."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Their names, in order."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """The command of that name, or None."""
        return cast("click.Command", _load(COMMANDS[name])) if name in COMMANDS else None


def _load(place: str) -> Any:
    module, _, attribute = place.partition(":")
    with processes.loading():
        return getattr(import_module(module), attribute)


def _make_site() -> Any:
    return _load(MAKE_SITE)()


@click.group(cls=Commands)
@click.version_option(package_name="collab")
@click.pass_context
def main(context: click.Context) -> None:
    """Collab: the collaboration platform for joint development projects of municipalities."""
    context.obj = _make_site
