"""Mail: whether the server lets the site in, and whether what waits goes out."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from collab import clock
from collab.cli.examination.finding import Finding, ok, problem, warning
from collab.config import Settings
from collab.mail.delivery import IS_TRIED, KEPT
from collab.mail.letters import Undeliverable
from collab.mail.models import Mail
from collab.mail.transport import Smtp

PATIENCE = 10.0
"""Seconds for each answer of the mail server."""
SLOW, STUCK = timedelta(minutes=5), timedelta(hours=1)
"""Ages of a mail that waits, at which to look and to act."""


def of_server(settings: Settings) -> list[Finding]:
    """The mail server greets, encrypts and signs the site in as its address says; nothing is sent."""
    where = settings.smtp_url.rpartition("@")[2].removeprefix("smtp://").removeprefix("smtps://")
    try:
        Smtp(settings.smtp_url, PATIENCE).greet()
    except Undeliverable as no:
        advice = "Is COLLAB_SMTP_URL right, and may this machine reach it?"
        return [problem("mail server", f"{where} does not let the site in ({no}). {advice}")]
    return [ok("mail server", f"{where} lets the site in")]


def of_outbox(connection: Connection) -> list[Finding]:
    """How long the oldest mail waits, and how many were given up."""
    unsent = Mail.sent_at.is_(None)
    oldest = connection.scalar(select(func.min(Mail.created_at)).where(unsent, IS_TRIED))
    given_up = connection.scalar(select(func.count()).where(unsent, ~IS_TRIED))
    found = [_of_waiting(oldest)]
    if given_up:
        found.append(
            warning(
                "mail given up", f"{given_up} in the last {KEPT.days} days. See failure in the table mail."
            )
        )
    return found


def _of_waiting(oldest: datetime | None) -> Finding:
    if oldest is None:
        return ok("waiting mail", "none")
    age = clock.real() - oldest
    words = f"the oldest waits for {int(age.total_seconds() // 60)} minutes"
    if age > STUCK:
        return problem("waiting mail", f"{words}. See failure in the table mail, and the worker's log.")
    return (warning if age > SLOW else ok)("waiting mail", words)
