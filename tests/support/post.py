"""A post office for tests: delivers what waits and keeps it, as the demonstration's worker does."""

from sqlalchemy import select

from collab import db
from collab.mail.delivery import Office, deliver_next
from collab.mail.models import Mail
from collab.mail.transport import Kept
from collab.messages import jobs as messages
from collab.notifications import mailing
from collab.web.letters import render

OFFICE = Office(
    render=messages.asked_again(mailing.asked_again(render)), transport=Kept(),
    sender="Collab <noreply@localhost>", host="localhost",
)  # fmt: skip


def delivered() -> list[Mail]:
    """Deliver everything that waits; every mail of the outbox as it was sent, oldest first."""
    while deliver_next(OFFICE):
        pass
    return list(db.session.scalars(select(Mail).order_by(Mail.id)))
