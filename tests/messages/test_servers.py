"""Messages and digests over a real mail server that stalls, refuses and dies, by the worker's own chores."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from functools import partial

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import select, update

from collab import clock, db, worker
from collab.config import Settings
from collab.divisions.jobs import Solver
from collab.documents.jobs import Press
from collab.mail.models import Mail
from collab.mail.transport import Smtp
from collab.messages import actions as messages
from collab.messages import queries
from collab.messages.models import Message
from collab.notifications import actions as notices
from collab.notifications.kinds import Kind, Pace
from collab.notifications.rhythm import Quiet
from tests.conftest import Browsers
from tests.mail.conftest import MailServer
from tests.messages.letters import a_draft
from tests.support.cast import Cast
from tests.updates.written import a_post

Servers = Callable[..., MailServer]
Work = Callable[[MailServer], None]
OURS = ("messages", "notices", "mail about notices", "mail")
TEAM = ["business@example.org", "culture@example.org", "second@example.org", "tourism@example.org"]


@pytest.fixture
def work(site: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Work:
    """Lets a worker that sends by that server do all there is. Its server has a second for each answer."""
    monkeypatch.setattr(worker, "Smtp", partial(Smtp, patience=1))

    def do(server: MailServer) -> None:
        sending = replace(settings, smtp_url=server.url, mail_from="Collab <noreply@example.org>")
        todo = worker.chores(sending, Solver(settings.database_url), Press())
        while any(todo[name]() for name in OURS):
            pass

    return do


def a_message(cast: Cast) -> list[str]:
    """A message to the team, whose time has come. Answers to whom."""
    messages.send(a_draft(cast), clock.now(), seen=1, by=cast.facilitator)
    db.session.commit()
    return TEAM


def a_digest(cast: Cast) -> list[str]:
    """An update that the others in the team hear of at once. Answers who."""
    for person in (cast.business, cast.tourism, cast.second):
        notices.choose(dict.fromkeys(Kind, Pace.AT_ONCE), Quiet(), by=person)
    a_post(cast.project, cast.culture)
    db.session.commit()
    return [one for one in TEAM if not one.startswith("culture")]


Writing = Callable[[Cast], list[str]]
BOTH = pytest.mark.parametrize("writing", [a_message, a_digest])


def come_due() -> None:
    """Let the time to the next try pass."""
    with db.transaction():
        past = clock.real() - timedelta(seconds=1)
        db.session.execute(update(Mail).where(Mail.sent_at.is_(None)).values(due_at=past))


def to(kept: list[EmailMessage]) -> list[str]:
    return sorted(str(one["To"]) for one in kept)


def ids(kept: list[EmailMessage]) -> dict[str, str]:
    """The Message-ID that each got last."""
    return {str(one["To"]): str(one["Message-ID"]) for one in kept}


def failures() -> list[str]:
    return list(db.session.scalars(select(Mail.failure).order_by(Mail.id)))


@BOTH
def test_what_a_server_stalls_on_is_sent_later_and_once(
    cast: Cast, work: Work, mail_server: Servers, writing: Writing
) -> None:
    wanted, stalls, takes = writing(cast), mail_server("stall"), mail_server()
    work(stalls)
    said = "timed-out: Connection unexpectedly closed: timed out"
    assert failures() == [said] * len(wanted)
    work(takes)
    early = to(takes.kept)
    come_due()
    work(takes)
    work(takes)
    assert (early, to(takes.kept), failures()) == ([], wanted, [""] * len(wanted))


@BOTH
def test_after_a_server_died_at_most_the_one_in_flight_comes_twice(
    cast: Cast, work: Work, mail_server: Servers, writing: Writing
) -> None:
    wanted, dies = writing(cast), mail_server("die:1")
    work(dies)
    first = dies.kept
    assert (len(first), dies.process.wait(10)) == (2, 1)
    takes = mail_server()
    come_due()
    work(takes)
    in_flight = str(first[1]["To"])
    assert to([*first, *takes.kept]) == sorted([*wanted, in_flight])
    assert ids(first)[in_flight] == ids(takes.kept)[in_flight]
    assert len({*ids(first).values(), *ids(takes.kept).values()}) == len(wanted)


def test_one_who_is_refused_keeps_nobody_else_from_the_message_and_is_tried_again(
    cast: Cast, work: Work, mail_server: Servers, browsers: Browsers
) -> None:
    a_message(cast)
    refuses = mail_server("refuse:tourism@example.org")
    work(refuses)
    come_due()
    work(refuses)
    assert to(refuses.kept) == [one for one in TEAM if one != "tourism@example.org"]
    key = db.session.scalars(select(Message.key)).one()
    browser = browsers(cast.facilitator)
    page = browser.text(f"/messages/{key}")
    assert (page.count("Not delivered"), page.count("Delivered"), page.count("Try again")) == (1, 3, 1)
    said = "The address does not exist at the recipient's mail server (550 nobody of that name)."
    assert (said in page, "tried again automatically" in page) == (True, False)
    refused = db.session.scalars(select(Mail).where(Mail.failure != "")).one()
    copy = next(one for one in queries.copies(_message(), viewer=cast.facilitator).shown if one.may_retry)
    assert browser.post(f"/messages/{key}/copies/{copy.key}/retry").status_code == 303
    takes = mail_server()
    work(takes)
    assert ids(takes.kept) == {"tourism@example.org": f"<{refused.key}@localhost>"}
    page = browser.text(f"/messages/{key}")
    assert (page.count("Not delivered"), page.count("Delivered"), page.count("Try again")) == (0, 4, 0)


def test_a_digest_that_is_refused_keeps_nobody_else_from_theirs(
    cast: Cast, work: Work, mail_server: Servers
) -> None:
    wanted = a_digest(cast)
    refuses = mail_server("refuse:tourism@example.org")
    work(refuses)
    come_due()
    work(refuses)
    assert to(refuses.kept) == [one for one in wanted if one != "tourism@example.org"]
    assert len([failure for failure in failures() if "550" in failure]) == 1


def _message() -> Message:
    return db.session.scalars(select(Message)).one()
