"""What the server's processes serve, each told by its environment: a site behind a door."""

import logging
import os
from functools import cache
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import configure_mappers

from collab import config, gauges, logs, processes
from collab.app import create_app
from collab.door import Door


def site() -> Door:
    """A real site, from COLLAB_* variables."""
    processes.follow_parent()
    logs.configure()
    return _door(site_app())


def demonstration() -> Door:
    """The demonstration that `collab demo` prepared: its folder and port are in the environment."""
    processes.follow_parent()
    logs.configure(logging.WARNING)
    return _door(demonstration_app())


@cache
def site_app() -> Flask:
    """The application of `site`.

    Who starts the server makes it first: the processes that fork from there share what they only read. It
    connects to nothing before the first request.
    """
    return _app(config.from_environment(os.environ))


@cache
def demonstration_app() -> Flask:
    """The application of `demonstration`, made before the server forks as that of a site is."""
    instance = Path(os.environ["COLLAB_DEMONSTRATION_INSTANCE"])
    return _app(config.for_demonstration(instance, int(os.environ["COLLAB_DEMONSTRATION_PORT"])))


def _app(settings: config.Settings) -> Flask:
    configure_mappers()
    return create_app(settings)


def _door(app: Flask) -> Door:
    gauges.show(app)
    processes.settle()
    settings: config.Settings = app.extensions["collab-settings"]
    return Door(app, settings, at_once=app.extensions["collab-finished"].at_once)
