"""Delivering: once, in order, again after a failure, and never for ever."""

import os
import signal
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import update

from collab import clock, db
from collab.mail import delivery
from collab.mail.actions import post
from collab.mail.delivery import MOST_ATTEMPTS, WAITS, deliver_next
from collab.mail.letters import Letter, NotNow, Rendered, Undeliverable
from collab.mail.models import Mail
from collab.mail.reasons import Failure, Reason
from collab.mail.transport import Kept
from tests.mail.conftest import MailServer, mails, office, plain

Outbox = Callable[..., None]
Servers = Callable[..., MailServer]


def come_due(claimed_until: datetime | None = None) -> None:
    """Let the time to the next try pass."""
    with db.transaction():
        db.session.execute(
            update(Mail).values(due_at=clock.real() - timedelta(seconds=1), claimed_until=claimed_until)
        )


def test_a_mail_goes_out_once_and_its_values_are_forgotten(outbox: Outbox, mail_server: Servers) -> None:
    server = mail_server()
    outbox("Ada", to="ada@example.org")
    assert [deliver_next(office(server)) for _ in range(3)] == [True, False, False]
    assert server.envelopes == ["noreply@example.org ['ada@example.org']"]
    (message,) = server.kept
    (mail,) = mails()
    assert mail.sent_at is not None
    assert (mail.values, mail.subject, mail.text, mail.failure) == ({}, "", "", "")
    assert message["Message-ID"] == f"<{mail.key}@collab.example>"
    assert message["From"] == "Collab <noreply@example.org>"
    assert message["To"] == "ada@example.org"
    assert message["Subject"] == "Hej Ada"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "sv"
    assert message["Date"].datetime == mail.created_at.replace(microsecond=0)
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_mails_go_out_in_the_order_they_were_written(outbox: Outbox, mail_server: Servers) -> None:
    server = mail_server()
    for name in ("första", "andra", "tredje"):
        outbox(name)
    while deliver_next(office(server)):
        pass
    assert [message["Subject"] for message in server.kept] == ["Hej första", "Hej andra", "Hej tredje"]


def test_what_somebody_waits_for_goes_first_and_several_go_in_a_round(
    outbox: Outbox, mail_server: Servers
) -> None:
    server = mail_server()
    for name in ("digest", "another"):
        outbox(name)
    with db.transaction():
        post(to="ada@example.org", language="sv", template="link", values={"name": "link"})
    assert delivery.deliver_some(replace(office(server), first=("link",)))
    assert [message["Subject"] for message in server.kept] == ["Hej link", "Hej digest", "Hej another"]
    assert not delivery.deliver_some(office(server))


def test_a_round_ends_when_its_time_is_over(outbox: Outbox, mail_server: Servers) -> None:
    server = mail_server()
    outbox("Ada")
    outbox("Bo")

    def slowly(letter: Letter) -> Rendered:
        time.sleep(0.2)
        return plain(letter)

    slow = replace(office(server), render=slowly)
    with pytest.MonkeyPatch.context() as hasty:
        hasty.setattr(delivery, "ROUND", 0.1)
        assert delivery.deliver_some(slow)
    assert [message["Subject"] for message in server.kept] == ["Hej Ada"]


def test_a_site_that_keeps_copies_sends_nothing_and_can_be_read(outbox: Outbox, site: Flask) -> None:
    outbox("Ada")
    assert deliver_next(delivery.Office(plain, Kept(), "a@example.org", "x"))
    (mail,) = mails()
    assert (mail.subject, mail.text, mail.html, mail.values) == ("Hej Ada", "Hej Ada!\n", "<p>Hej</p>\n", {})


@pytest.mark.parametrize(
    ("mode", "failure"),
    [
        ("busy", "later: 451 come back later"),
        ("die", "broken-off: Connection unexpectedly closed"),
    ],
)
def test_a_failure_that_may_pass_is_tried_again_later(
    outbox: Outbox, mail_server: Servers, mode: str, failure: str
) -> None:
    outbox("Ada")
    assert deliver_next(office(mail_server(mode)))
    (mail,) = mails()
    assert mail.failure == failure
    assert (mail.sent_at, mail.attempts, mail.claimed_until, mail.values) == (None, 1, None, {"name": "Ada"})
    assert timedelta(seconds=55) < mail.due_at - clock.real() <= timedelta(minutes=1)
    server = mail_server()
    assert not deliver_next(office(server))
    come_due()
    assert deliver_next(office(server))
    assert [message["Message-ID"] for message in server.kept] == [f"<{mail.key}@collab.example>"]


def test_what_a_server_has_taken_is_sent_whatever_it_says_to_leaving(
    outbox: Outbox, mail_server: Servers
) -> None:
    server = mail_server("quit421")
    outbox("Ada")
    assert deliver_next(office(server))
    come_due()
    assert not deliver_next(office(server))
    assert [message["Subject"] for message in server.kept] == ["Hej Ada"]
    assert [(mail.sent_at is not None, mail.failure) for mail in mails()] == [(True, "")]


def test_a_server_that_says_nothing_holds_the_worker_only_so_long(
    outbox: Outbox, mail_server: Servers
) -> None:
    outbox("Ada")
    assert deliver_next(office(mail_server("stall"), patience=0.5))
    assert mails()[0].failure == "timed-out: Connection unexpectedly closed: timed out"


def test_a_server_that_is_not_there_is_a_failure_that_may_pass(outbox: Outbox, mail_server: Servers) -> None:
    server = mail_server()
    server.stop()
    outbox("Ada")
    assert deliver_next(office(server))
    assert mails()[0].failure == "unreachable: Connection refused"


@pytest.mark.parametrize(
    ("mode", "failure"),
    [
        ("refuse", "no-such-address: 550 nobody of that name"),
        ("spam", "content-refused: 554 looks like spam"),
    ],
)
def test_a_refusal_for_good_is_final(outbox: Outbox, mail_server: Servers, mode: str, failure: str) -> None:
    outbox("Ada")
    server = mail_server(mode)
    assert deliver_next(office(server))
    (mail,) = mails()
    assert mail.failure == failure
    assert (mail.sent_at, mail.values) == (None, {})
    come_due()
    assert not deliver_next(office(server))


def test_an_address_that_cannot_be_fails_its_own_mail_alone(outbox: Outbox, mail_server: Servers) -> None:
    server = mail_server()
    outbox("Bo", to="kultur,fritid@example.org")
    outbox("Ada")
    while deliver_next(office(server)):
        pass
    assert [message["Subject"] for message in server.kept] == ["Hej Ada"]
    assert [(mail.failure, mail.attempts == MOST_ATTEMPTS, mail.values) for mail in mails()] == [
        ("not-an-address", True, {}),
        ("", False, {}),
    ]


def not_now(letter: Letter) -> Rendered:
    """A server that takes nothing for now."""
    raise Undeliverable(Failure(Reason.LATER, "not now"), is_final=False)


CLOSED = delivery.Office(not_now, Kept(), "a@example.org", "x")


def test_the_waits_grow_and_after_a_week_a_mail_is_given_up(outbox: Outbox, site: Flask) -> None:
    outbox("Ada")
    waited = []
    while deliver_next(CLOSED):
        (mail,) = mails()
        waited.append(wait := mail.due_at - clock.real() + timedelta(seconds=1))
        with db.transaction():
            db.session.execute(update(Mail).values(created_at=mail.created_at - wait))
        come_due()
    daily = [timedelta(days=1)] * 5
    assert [round(wait / timedelta(minutes=1)) for wait in waited[:-1]] == [
        wait / timedelta(minutes=1) for wait in (*WAITS, *daily)
    ]
    assert (mails()[0].attempts, mails()[0].failure, mails()[0].values) == (
        MOST_ATTEMPTS,
        "later: not now",
        {},
    )


def test_a_mail_survives_a_server_that_is_away_from_friday_to_monday(
    outbox: Outbox, mail_server: Servers
) -> None:
    outbox("Ada")
    while mails()[0].created_at > clock.real() - timedelta(hours=63):
        assert deliver_next(CLOSED)
        (mail,) = mails()
        with db.transaction():
            passed = {"created_at": mail.created_at - (mail.due_at - clock.real())}
            db.session.execute(update(Mail).values(passed))
        come_due()
    server = mail_server()
    assert deliver_next(office(server))
    assert [message["Subject"] for message in server.kept] == ["Hej Ada"]


def test_a_mail_whose_worker_died_in_the_last_try_is_tried_again_but_not_for_ever(
    outbox: Outbox, site: Flask
) -> None:
    outbox("Ada")
    kept = delivery.Office(plain, Kept(), "a@example.org", "x")
    tries = 0
    while delivery._claim(clock.real(), delivery.EVERY):
        tries += 1
        assert not deliver_next(kept), "it is claimed"
        come_due(claimed_until=clock.real() - timedelta(seconds=1))
        if tries == MOST_ATTEMPTS:
            assert list(delivery.waiting_of([mails()[0].key])) == [mails()[0].key]
    assert tries == MOST_ATTEMPTS + delivery.CUT_SHORT
    assert delivery.waiting_of([mails()[0].key]) == {}


def test_a_mail_whose_worker_died_in_the_last_try_goes_out_or_waits(outbox: Outbox, site: Flask) -> None:
    outbox("Ada")
    long_ago, claim_is_over = clock.real() - timedelta(days=3), clock.real() - timedelta(seconds=1)
    died = {"attempts": MOST_ATTEMPTS, "claimed_until": claim_is_over, "created_at": long_ago}

    def later(letter: Letter) -> Rendered:
        raise NotNow(clock.real())

    for closed in (CLOSED, replace(CLOSED, render=later), replace(CLOSED, render=plain)):
        with db.transaction():
            db.session.execute(update(Mail).values(**died, due_at=claim_is_over))
        assert deliver_next(closed)
        assert (mails()[0].attempts < MOST_ATTEMPTS) == (mails()[0].sent_at is None)
    assert mails()[0].sent_at is not None


def test_a_mail_that_is_not_to_go_out_yet_waits_without_having_failed(outbox: Outbox, site: Flask) -> None:
    until = clock.real() + timedelta(hours=8)

    def not_yet(letter: Letter) -> Rendered:
        raise NotNow(until)

    outbox("Ada")
    closed = replace(CLOSED, render=not_yet)
    assert [deliver_next(closed), deliver_next(closed)] == [True, False]
    (mail,) = mails()
    assert (mail.due_at, mail.attempts, mail.claimed_until, mail.failure) == (until, 0, None, "")
    assert mail.values == {"name": "Ada"}


def test_a_mail_that_one_worker_has_is_not_sent_by_another(outbox: Outbox, mail_server: Servers) -> None:
    server = mail_server()
    outbox("Ada")
    seen = []

    def while_it_is_rendered(letter: Letter) -> Rendered:
        seen.append(deliver_next(office(server)))
        assert not db.is_writing()
        return plain(letter)

    assert deliver_next(replace(office(server), render=while_it_is_rendered))
    assert seen == [False]
    assert len(server.kept) == 1


def test_a_mail_whose_worker_died_is_sent_by_another_when_the_claim_is_over(
    outbox: Outbox, mail_server: Servers
) -> None:
    """Killed between sending and noting it: the same mail again, with the same Message-ID, and no other."""
    server = mail_server()
    outbox("Ada")
    outbox("Bo")
    worker = os.fork()
    if worker == 0:
        db.engine().dispose(close=False)
        delivery._note_sent = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment]
        deliver_next(office(server))
    assert os.WTERMSIG(os.waitpid(worker, 0)[1]) == signal.SIGKILL
    while deliver_next(office(server)):
        pass
    assert [message["Subject"] for message in server.kept] == ["Hej Ada", "Hej Bo"]
    with db.transaction():
        db.session.execute(update(Mail).values(claimed_until=clock.real() - timedelta(seconds=1)))
    while deliver_next(office(server)):
        pass
    ids = [message["Message-ID"] for message in server.kept]
    assert [message["Subject"] for message in server.kept] == ["Hej Ada", "Hej Bo", "Hej Ada"]
    assert ids[0] == ids[2]


def test_old_mails_are_deleted_but_not_those_that_wait(outbox: Outbox, site: Flask) -> None:
    kept = delivery.Office(plain, Kept(), "a@example.org", "x")
    outbox("sent long ago")
    deliver_next(kept)
    outbox("waiting long")
    with db.transaction():
        db.session.execute(update(Mail).values(created_at=clock.real() - timedelta(days=31)))
    outbox("sent today")
    noted: list[int] = []
    delivery.forget_old(lambda old: noted.extend(db.session.scalars(old)))
    assert len(noted) == 1
    assert [mail.values.get("name", "") for mail in mails()] == ["waiting long", "sent today"]
