"""A draft's copy is saved while the worker hands its message over: whoever came first goes on."""

from collections.abc import Callable
from contextvars import copy_context
from threading import Event, Thread
from time import sleep

from flask import Flask
from sqlalchemy import select

from collab import clock, db
from collab.errors import RuleViolation
from collab.mail.models import Mail
from collab.messages import actions
from collab.messages.models import Copy, Message
from tests.messages import letters
from tests.support.cast import Cast


def ended(site: Flask, *deeds: Callable[[], None]) -> list[str]:
    """How each of the deeds ended that were done side by side, in their order."""
    ends = ["" for _ in deeds]

    def run(number: int, deed: Callable[[], None]) -> None:
        with site.app_context():
            try:
                deed()
                ends[number] = "done"
            except RuleViolation:
                ends[number] = "refused"
            finally:
                db.session.remove()

    threads = [Thread(target=copy_context().run, args=(run, n, deed)) for n, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def test_who_saves_a_copy_while_it_is_handed_over_stops_nobody(cast: Cast, site: Flask) -> None:
    message = letters.a_draft(cast)
    actions.send(message, clock.now(), seen=1, by=cast.facilitator)
    db.session.commit()
    copy, held = letters.copies(message)[0].id, Event()
    db.session.commit()

    def hand_over() -> None:
        with db.transaction():
            due = db.session.scalars(select(Message).with_for_update()).one()
            held.set()
            sleep(0.5)  # the other one gets as far as it can
            actions.hand_over(due)

    def save() -> None:
        held.wait(5)
        with db.transaction():
            actions.reword_copy(db.session.get_one(Copy, copy), actions.Words("Mine", "Mine"), seen=1)

    assert ended(site, hand_over, save) == ["done", "refused"]
    assert len(db.session.scalars(select(Mail.id)).all()) == 4
