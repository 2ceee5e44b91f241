"""Delivering the outbox: one mail at a time, claimed by one worker, sent outside any transaction.

Several go out in a round, first those that somebody waits for.
"""

import logging
import time
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select, true, update

from collab import clock, db
from collab.columns import among
from collab.mail.letters import Letter, NothingToSay, NotNow, Rendered, Undeliverable, compose
from collab.mail.models import Mail
from collab.mail.transport import Transport
from collab.metrics.book import book
from collab.metrics.families import DELIVERIES, MAIL_AGE, MAIL_GIVEN_UP, MAIL_WAITING
from collab.statements import at_most

log = logging.getLogger("collab.mail")

CLAIM = timedelta(minutes=5)
"""How long a worker has for one mail; after it the mail counts as not sent and is another's to try."""
WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 120, 240, 480, 720, 1440))
"""From each failure to the next try."""
MOST_ATTEMPTS = len(WAITS) + 1
TRIED = timedelta(days=7)
"""For so long a mail is tried, once a day in the end: a server may be away for days."""
CUT_SHORT = 3
"""So many tries more has a mail whose worker died in the last: one that kills each is not tried for ever."""
IS_TRIED: ColumnElement[bool] = or_(
    Mail.attempts < MOST_ATTEMPTS,
    and_(Mail.claimed_until.is_not(None), Mail.attempts < MOST_ATTEMPTS + CUT_SHORT),
)
"""SQL, of a mail that has not gone out: whether it is tried on; all others were given up."""
KEPT = timedelta(days=30)
EVERY: ColumnElement[bool] = true()
"""SQL: of whatever kind a mail is."""
ROUND = 2.0
"""Seconds of delivering, in which no mail is begun after them: so long the worker's other chores wait."""


class Office(Struct, frozen=True):
    """What delivering needs: who renders, what carries, whose name is on it."""

    render: Callable[[Letter], Rendered]
    transport: Transport
    sender: str
    host: str
    """The site's host, in every Message-ID."""
    first: tuple[str, ...] = ()
    """The templates of mails that somebody waits for: they go before all others that are due."""


def deliver_some(office: Office) -> bool:
    """A chore: deliver what is due for a while, one after another. Returns whether there was anything."""
    ends, delivered = time.monotonic() + ROUND, False
    for kind in (Mail.template.in_(office.first), EVERY):
        while time.monotonic() < ends and deliver_next(office, kind):
            delivered = True
    return delivered


def deliver_next(office: Office, kind: ColumnElement[bool] = EVERY) -> bool:
    """Deliver one mail (of a kind) that is due. Returns whether there was one.

    A worker that dies after sending and before noting it sends that one mail again, with the same
    Message-ID; everything else is sent once.
    """
    letter = _claim(clock.real(), kind)
    if letter is None:
        return False
    told = {"mail": letter.key, "attempt": letter.attempt}
    try:
        words = office.render(letter)
        office.transport.send(compose(letter, words, sender=office.sender, host=office.host))
    except NothingToSay:
        _drop(letter)
        log.info("mail dropped", extra=told)
    except NotNow as later:
        _put_off(letter, later.until)
        log.info("mail put off", extra=told)
    except Undeliverable as no:
        _note_failure(letter, no)
        book.add(DELIVERIES, "failed")
        log.warning("mail not delivered", extra={**told, "cause": type(no.__cause__ or no).__name__})
    else:
        _note_sent(letter, words if office.transport.keeps_copies else Rendered("", "", ""))
        book.add(DELIVERIES, "delivered")
        log.info("mail delivered", extra=told)
    return True


def waiting_of(keys: Collection[str]) -> dict[str, bool]:
    """Those of these mails that have yet to go out, held; of each whether it is under way at this moment."""
    now = clock.real()
    rows = db.session.execute(
        select(Mail.key, Mail.claimed_until)
        .where(among(Mail.key, sorted(keys)), Mail.sent_at.is_(None), IS_TRIED)
        .order_by(Mail.id)
        .with_for_update()
    )
    return {row.key: row.claimed_until is not None and row.claimed_until > now for row in rows}


def _claim(now: datetime, kind: ColumnElement[bool]) -> Letter | None:
    with db.transaction():
        mail = db.session.scalars(
            select(Mail)
            .where(
                kind,
                Mail.sent_at.is_(None),
                Mail.due_at <= now,
                IS_TRIED,
                or_(Mail.claimed_until.is_(None), Mail.claimed_until < now),
            )
            .order_by(Mail.due_at, Mail.id)
            .limit(at_most(1))
            .with_for_update(skip_locked=True)
        ).first()
        if mail is None:
            return None
        mail.claimed_until = now + CLAIM
        mail.attempts += 1
        return Letter(
            mail.id, mail.key, mail.to, mail.language, mail.template, dict(mail.values), mail.created_at,
            mail.attempts,
        )  # fmt: skip


def _note_sent(letter: Letter, kept: Rendered) -> None:
    with db.transaction():
        db.session.execute(
            update(Mail)
            .where(Mail.id == letter.id)
            .values(
                sent_at=clock.real(), claimed_until=None, failure="", values={},
                subject=kept.subject, text=kept.text, html=kept.html,
            )
        )  # fmt: skip


def _drop(letter: Letter) -> None:
    with db.transaction():
        db.session.execute(delete(Mail).where(Mail.id == letter.id))


def _put_off(letter: Letter, until: datetime) -> None:
    waits = {"due_at": until, "claimed_until": None, "attempts": min(letter.attempt, MOST_ATTEMPTS) - 1}
    with db.transaction():
        db.session.execute(update(Mail).where(Mail.id == letter.id).values(waits))


def _note_failure(letter: Letter, no: Undeliverable) -> None:
    tries = min(letter.attempt, len(WAITS))
    is_over = letter.attempt >= MOST_ATTEMPTS and clock.real() - letter.written_at >= TRIED
    changes = (
        {"attempts": MOST_ATTEMPTS, "values": {}}
        if no.is_final or is_over
        else {"attempts": tries, "due_at": clock.real() + WAITS[tries - 1]}
    )
    with db.transaction():
        db.session.execute(
            update(Mail).where(Mail.id == letter.id).values(claimed_until=None, failure=str(no), **changes)
        )


def show_waiting() -> None:
    """Say in the numbers how many mails wait, how long the oldest has, and how many were given up."""
    unsent = Mail.sent_at.is_(None)
    waiting, oldest = db.session.execute(
        select(func.count(Mail.id), func.min(Mail.created_at)).where(unsent, IS_TRIED)
    ).one()
    given_up = db.session.scalar(select(func.count(Mail.id)).where(unsent, ~IS_TRIED))
    book.put(MAIL_WAITING, value=waiting)
    book.put(MAIL_AGE, value=(clock.real() - oldest).total_seconds() if oldest else 0)
    book.put(MAIL_GIVEN_UP, value=given_up or 0)


def forget_old(note: Callable[[Select[int]], object]) -> None:
    """Delete mails that were sent or given up long ago: they hold addresses.

    `note` gets their ids beforehand, in the same transaction, and keeps what must be known of them.
    """
    is_over = or_(Mail.sent_at.is_not(None), ~IS_TRIED)
    is_old = and_(Mail.created_at < clock.real() - KEPT, is_over)
    with db.transaction():
        note(select(Mail.id).where(is_old))
        db.session.execute(delete(Mail).where(is_old))
