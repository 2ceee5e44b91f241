"""The WSGI applications that the server's processes make, each from its environment."""

import logging
import os
from pathlib import Path

from flask import Flask

from collab import config, logs
from collab.app import create_app


def site() -> Flask:
    """A real site, from COLLAB_* variables."""
    logs.configure()
    return create_app(config.from_environment(os.environ))


def demonstration() -> Flask:
    """The demonstration that `collab demo` prepared: its folder and port are in the environment."""
    logs.configure(logging.WARNING)
    instance = Path(os.environ["COLLAB_DEMONSTRATION_INSTANCE"])
    return create_app(config.for_demonstration(instance, int(os.environ["COLLAB_DEMONSTRATION_PORT"])))
