"""The worker: does, one chore after another, what nobody should wait for."""

import logging
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event

from flask import Flask
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from collab import clock, db, space, versions
from collab.accounts import actions as accounts
from collab.config import Settings
from collab.demonstration import queries as demonstration
from collab.divisions.jobs import Solver
from collab.documents import jobs as documents
from collab.documents.jobs import Press
from collab.files import jobs as files
from collab.mail import delivery
from collab.mail.delivery import Office
from collab.mail.transport import Kept, Smtp
from collab.messages import actions as copies
from collab.messages import jobs as messages
from collab.metrics.book import book
from collab.metrics.families import CHORE_DURATIONS, CHORES
from collab.notifications import deriving, mailing, reminding
from collab.showcases import jobs as showcases
from collab.updates import jobs as updates
from collab.web import health, letters, limits, once

log = logging.getLogger("collab.worker")

Chore = Callable[[], bool]
"""Does one piece of work and returns whether there was one."""

REST = 0.5
"""Seconds to wait when there was nothing to do."""
AWAY = 5.0
"""Seconds to wait while the database is away."""
BEAT = timedelta(seconds=5)
"""How often the worker shows in the database that it lives; a slow mail server may keep it from doing so."""
AFTER_FAILURE = timedelta(minutes=1)
"""How long a chore that failed is left alone."""


def work(app: Flask, settings: Settings, stop: Event) -> None:
    """Do this site's chores until `stop`, and leave nothing running."""
    solver, press = Solver(settings.database_url), Press()
    try:
        run(app, chores(settings, solver, press), stop)
    finally:
        with app.app_context():
            solver.end()
            press.end()


def chores(settings: Settings, solver: Solver, press: Press) -> dict[str, Chore]:
    """What this site's worker does, by name."""
    transport = Smtp(settings.smtp_url) if settings.smtp_url else Kept()
    render = messages.asked_again(mailing.asked_again(letters.render))
    office = Office(render, transport, settings.mail_from, settings.hostname, accounts.AWAITED)
    now_and_then: dict[str, tuple[timedelta, Callable[[], object]]] = {
        "heartbeat": (BEAT, health.beat),
        "waiting mail": (BEAT, delivery.show_waiting),
        "loose pictures": (timedelta(minutes=1), files.throw_away_loose_pictures),
        "files of no picture": (timedelta(hours=1), files.sweep_unnamed_files),
        "expired sign-ins": (timedelta(hours=1), _forget_expired),
        "old limits": (timedelta(hours=1), limits.forget_old),
        "old keys": (timedelta(hours=1), once.forget_old),
        "old mail": (timedelta(hours=1), lambda: delivery.forget_old(copies.note_outcomes)),
        "old documents": (timedelta(hours=1), documents.throw_away_old),
    }
    return {
        "messages": counted("messages", messages.hand_over_next),
        "notices": counted("notices", deriving.derive_next),
        "mail about notices": counted("mail about notices", mailing.write_next),
        "reminders": counted("reminders", reminding.remind_next),
        "mail": counted("mail", lambda: delivery.deliver_some(office)),
        "updates": counted("updates", updates.post_next_due),
        "posters": counted("posters", after_publishing(showcases.draw_next_poster)),
        "proposals": counted("proposals", solver),
        "documents": counted("documents", press),
        "codes": counted("codes", after_publishing(showcases.draw_next_code)),
        **{name: every(period, counted(name, act)) for name, (period, act) in now_and_then.items()},
    }


def counted(name: str, act: Callable[[], object]) -> Chore:
    """Let the numbers say how often the chore was done or failed and how long it took.

    An act that answers False found nothing to do. Returns whether it answered True.
    """

    def chore() -> bool:
        began, outcome = time.monotonic(), "failed"
        try:
            done = act()
            outcome = "idle" if done is False else "done"
        finally:
            if outcome != "idle":
                book.add(CHORES, name, outcome)
                book.observe(CHORE_DURATIONS, name, seconds=time.monotonic() - began)
        return done is True

    return chore


def every(period: timedelta, act: Callable[[], object]) -> Chore:
    """A chore that acts now and then, and never keeps the worker from resting."""
    due = time.monotonic()

    def chore() -> bool:
        nonlocal due
        if time.monotonic() >= due:
            act()
            due = time.monotonic() + period.total_seconds()
        return False

    return chore


def after_publishing(chore: Chore) -> Chore:
    """A chore that has nothing to do until something becomes public, once it has found nothing more to do."""
    done: int | None = None

    def awake() -> bool:
        nonlocal done
        version = versions.read(db.engine())
        if version == done:
            return False
        if chore():
            return True
        done = version
        return False

    return awake


def patient(name: str, chore: Chore) -> Chore:
    """A chore that is logged when it fails, and then left alone for a while; the others go on."""
    again = time.monotonic()

    def attempt() -> bool:
        nonlocal again
        if time.monotonic() < again:
            return False
        try:
            return chore()
        except OperationalError:
            raise
        # What rows and disks can do to a chore. Anything else is a mistake in it, which must be seen.
        except (SQLAlchemyError, OSError):
            log.exception("a chore failed", extra={"chore": name})
            again = time.monotonic() + AFTER_FAILURE.total_seconds()
            return False

    return attempt


def run(app: Flask, todo: dict[str, Chore], stop: Event) -> None:
    """Do the chores in turn until `stop`; the chore under way is finished first."""
    settings: Settings = app.extensions["collab-settings"]
    careful = [patient(name, chore) for name, chore in todo.items()]
    while not stop.is_set():
        try:
            busy = [_do(app, settings, chore) for chore in careful if not stop.is_set()]
        except OperationalError as away:
            lack = space.lack_of(away)
            what = "no room left on the disk" if lack else "the database is away"
            log.warning(what, extra={"cause": lack or type(away.orig).__name__})
            stop.wait(AWAY)
            continue
        if not any(busy):
            stop.wait(REST)


def _do(app: Flask, settings: Settings, chore: Chore) -> bool:
    with app.app_context():
        try:
            if settings.demonstration:
                clock.set_shift(demonstration.clock_shift(db.session()))
                db.session.rollback()
            return chore()
        finally:
            db.session.remove()


def _forget_expired() -> None:
    with db.transaction():
        accounts.forget_expired()


@contextmanager
def until_signalled() -> Iterator[Event]:
    """An event that SIGTERM, SIGINT or SIGHUP sets."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    yield stop
