"""`collab demo`: the whole platform on this machine with one command."""

import logging
import multiprocessing
import os
import sys
import threading
from datetime import datetime
from pathlib import Path

import click

from collab import clock, config, db, logs, processes, wsgi
from collab import worker as working
from collab.app import create_app
from collab.cli import checks
from collab.cli.refusal import refuse
from collab.config import Settings
from collab.demonstration import actions, loading, queries
from collab.migrations import steps
from collab.programmes.queries import current_programme
from collab.server import WebServer

LAST_PORT = 65535


@click.command()
@click.option("--port", default=5000, show_default=True, type=click.IntRange(1, LAST_PORT))
@click.option(
    "--instance",
    default=Path("instance"),
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
)
@click.option("--day", type=click.DateTime(["%Y-%m-%dT%H:%M"]), help="The day on which the site lives.")
def demo(port: int, instance: Path, day: datetime | None) -> None:
    """Start Collab with the demonstration programme; Ctrl-C stops it."""
    settings = config.for_demonstration(instance.resolve(), port)
    _demand(settings)
    logs.configure(logging.WARNING)
    steps.upgrade(settings.database_url)
    os.environ["COLLAB_DEMONSTRATION_INSTANCE"] = str(settings.instance)
    os.environ["COLLAB_DEMONSTRATION_PORT"] = str(port)
    with wsgi.demonstration_app().app_context():
        _fill(day)
        _welcome(settings.address)
        db.engine().dispose()  # what forks must not share
    _run(settings)


def _demand(settings: Settings) -> None:
    if checks.of_folder(settings):
        refuse(
            f"The folder {settings.instance} cannot be written. Choose another: collab demo --instance FOLDER"
        )
    if unsafe := checks.of_sqlite(settings.database_url):
        refuse(*unsafe)
    port = int(settings.listen.rpartition(":")[2])
    if checks.of_address(settings.listen):
        other = port + 1 if port < LAST_PORT else port - 1
        refuse(
            f"Port {port} is in use. Choose another: make run PORT={other} (or: collab demo --port {other})"
        )


def _fill(day: datetime | None) -> None:
    if current_programme() is None:
        click.echo("Loading the programme: this takes a minute, once.")
        loading.load_shipped(click.echo)
    with db.transaction():
        actions.begin(None if day is None else clock.in_stockholm(day))
    db.session.remove()


def _welcome(address: str) -> None:
    cast = queries.list_cast(current_programme())
    click.echo(f"Collab is at {address}")
    click.echo(f"Sign in with one click as anybody of the cast: {address}/demo")
    for ensemble in cast:
        names = [f"{player.title.sv}, {player.place}" for c in ensemble.companies for player in c.players]
        click.echo(f"  {len(names)} {ensemble.role}{'' if len(names) == 1 else 's'}, such as {names[0]}")
    click.echo("Ctrl-C stops it.")
    db.session.remove()


def _run(settings: Settings) -> None:
    web = WebServer(settings, "collab.wsgi:demonstration", patience=3, respawn=False)
    web.end_on_hang_up()
    helper = multiprocessing.Process(target=_work, args=(settings,), name="collab-worker", daemon=True)
    helper.start()
    threading.Thread(target=_watch, args=(helper, web), daemon=True).start()
    wanted = web.serve()
    died = not helper.is_alive()
    helper.terminate()
    helper.join(10)
    if died or not wanted:
        sys.exit(
            f"collab: the {'worker' if died else 'web server'} stopped by itself, so everything was stopped."
        )


def _watch(helper: multiprocessing.Process, web: WebServer) -> None:
    helper.join()
    web.stop()


def _work(settings: Settings) -> None:
    processes.follow_parent()
    with working.until_signalled() as stop:
        working.work(create_app(settings), settings, stop)
