"""What the bench's servers serve: the site, the site without kept pages, and an empty Flask application."""

import logging
import os
from contextvars import ContextVar
from functools import cache
from typing import Any

from flask import Flask
from sqlalchemy.orm import configure_mappers

from collab import clock, config, logs, processes
from collab.app import create_app
from collab.demonstration import days
from collab.door import Door, never
from collab.server import WebServer
from collab.web import cache as kept

HELLO = "Hello, world!"


def serve(target: str) -> None:
    """Serve `target` with the settings in the environment until told to stop."""
    if not target.endswith(":hello"):
        _app()
    WebServer(_settings(), target).serve()


def site() -> Door:
    """Collab as `collab serve` serves it, with the log that a site has."""
    return _door(_app())


def uncached() -> Door:
    """The same without memory for pages: each is made anew."""
    kept.MOST_PAGES = 0
    return _door(_app())


def hello() -> Door:
    """An empty Flask application behind the same door."""
    return _door(bare_flask())


def bare_flask() -> Flask:
    """The measure of all things: Flask with one route and nothing else."""
    app = Flask("hello", static_folder=None)
    app.add_url_rule("/", "hello", lambda: HELLO)
    return app


bare: Any = bare_flask()
"""The same application for granian's own WSGI interface, without our door."""


@cache
def _app() -> Flask:
    """The site's application, made before the server forks as `collab.wsgi` does it."""
    configure_mappers()
    return create_app(_settings())


def _door(app: Flask) -> Door:
    processes.follow_parent()
    live_on_the_day()
    logs.configure(logging.INFO)
    processes.settle()
    finished = app.extensions.get("collab-finished")
    return Door(app, _settings(), at_once=finished.at_once if finished else never)


def _settings() -> config.Settings:
    return config.from_environment(os.environ)


def live_on_the_day() -> None:
    """Let this process's site clock stand where the shipped programme is in full swing, and run on."""
    clock._shift = ContextVar("shift", default=days.DEFAULT.moment - clock.real())
