"""What the server's processes make for themselves, each from its environment: a site behind a door."""

import logging
import os
from pathlib import Path

from collab import config, gauges, logs, processes
from collab.app import create_app
from collab.door import Door


def site() -> Door:
    """A real site, from COLLAB_* variables."""
    processes.follow_parent()
    logs.configure()
    return _door(config.from_environment(os.environ))


def demonstration() -> Door:
    """The demonstration that `collab demo` prepared: its folder and port are in the environment."""
    processes.follow_parent()
    logs.configure(logging.WARNING)
    instance = Path(os.environ["COLLAB_DEMONSTRATION_INSTANCE"])
    return _door(config.for_demonstration(instance, int(os.environ["COLLAB_DEMONSTRATION_PORT"])))


def _door(settings: config.Settings) -> Door:
    app = create_app(settings)
    gauges.show(app)
    processes.settle()
    return Door(app, settings, at_once=app.extensions["collab-finished"].at_once)
