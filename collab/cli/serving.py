"""`collab serve` and `collab worker`: the parts of a real site, told by COLLAB_* variables."""

import logging
import os
from typing import TYPE_CHECKING

import click
from flask import Flask

from collab import config, exporter, gauges, logs, wsgi
from collab.app import create_app
from collab.cli import checks
from collab.cli.refusal import Passing, refuse
from collab.config import Settings
from collab.later import later
from collab.server import WebServer

if TYPE_CHECKING:
    from collab import worker as working
else:
    working = later("collab.worker")

log = logging.getLogger("collab.start")

VARIABLES = """\b
Settings:
  COLLAB_SECRET_KEY              32 characters or more, known to nobody
  COLLAB_DATABASE_URL            sqlite:////path or postgresql://user:password@host/database
  COLLAB_ADDRESS                 the site's own address, such as https://collab.example.org
  COLLAB_SMTP_URL                smtp://user:password@host:port, or smtps://
  COLLAB_MAIL_FROM               Collab <noreply@collab.example.org>
\b
With what they are otherwise:
  COLLAB_INSTANCE                the folder of the site's files (instance)
  COLLAB_FILES_URL               s3+https://host/bucket?region=…, a service that keeps the files (the folder)
  COLLAB_FILES_ACCESS_KEY        with which the service knows the site
  COLLAB_FILES_SECRET_KEY        with which it signs
  COLLAB_SECURITY_CONTACT        whom security.txt names, mailto:, tel: or https:// (the contact form)
  COLLAB_LISTEN                  address and port of the web server (127.0.0.1:8000)
  COLLAB_METRICS_LISTEN          where Prometheus is answered, such as 127.0.0.1:9464 (nowhere)
  COLLAB_TRUSTED_PROXIES         how many proxies a request passes on its way (0)
  COLLAB_WEB_PROCESSES           (2)
  COLLAB_WEB_THREADS             in each process (8)
  COLLAB_LARGEST_UPLOAD_MB       (25)
  COLLAB_LONGEST_UPLOAD_SECONDS  for one request's body in all (300)
  COLLAB_LONGEST_STALL_SECONDS   without a byte of it (20)
"""


@click.command(epilog=VARIABLES)
def serve() -> None:
    """Serve the site's pages until told to stop."""
    settings = _settings()
    _demand(
        checks.of_folder(settings)
        + checks.of_database(settings)
        + checks.of_address(settings.listen)
        + checks.of_address(settings.metrics_listen, "COLLAB_METRICS_LISTEN")
    )
    _begin_log(settings)
    log.info("serving %s at %s", settings.address, settings.listen)
    with exporter.exporting(settings.metrics_listen):
        wsgi.site_app()
        was_told = WebServer(settings, "collab.wsgi:site").serve()
    if not was_told:
        refuse(Passing("the web server stopped by itself; the log says why."))


@click.command(epilog=VARIABLES)
def worker() -> None:
    """Deliver mail and do the site's other chores until told to stop."""
    settings = _settings()
    _demand(
        checks.of_folder(settings)
        + checks.of_database(settings)
        + checks.of_address(settings.metrics_listen, "COLLAB_METRICS_LISTEN")
    )
    _begin_log(settings)
    log.info("working for %s", settings.address)
    with exporter.exporting(settings.metrics_listen), working.until_signalled() as stop:
        app = create_app(settings)
        gauges.show(app)
        working.work(app, settings, stop)


def _begin_log(settings: Settings) -> None:
    newer = checks.of_newer(settings)
    logs.configure()
    for words in newer:
        log.warning(words)


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
