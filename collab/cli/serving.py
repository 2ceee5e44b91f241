"""`collab serve` and `collab worker`: the parts of a real site, told by COLLAB_* variables."""

import os

import click
from flask import Flask

from collab import config, logs
from collab import worker as working
from collab.app import create_app
from collab.cli import checks
from collab.cli.refusal import refuse
from collab.config import Settings
from collab.server import WebServer


@click.command()
def serve() -> None:
    """Serve the site's pages until told to stop."""
    settings = _settings()
    _demand(checks.of_folder(settings) + checks.of_database(settings) + checks.of_address(settings.listen))
    logs.configure()
    WebServer(settings, "collab.wsgi:site").serve()


@click.command()
def worker() -> None:
    """Deliver mail and do the site's other chores until told to stop."""
    settings = _settings()
    _demand(checks.of_folder(settings) + checks.of_database(settings))
    logs.configure()
    with working.until_signalled() as stop:
        working.run(create_app(settings), working.chores(settings), stop)


def _demand(problems: list[str]) -> None:
    if problems:
        refuse(*problems)


def make_site() -> Flask:
    """The site that COLLAB_* variables describe, for commands that work on it."""
    settings = _settings()
    _demand(checks.of_database(settings))
    return create_app(settings)


def _settings() -> Settings:
    try:
        return config.from_environment(os.environ)
    except config.SettingsError as wrong:
        refuse(*wrong.problems)
