"""Messages that tests speak of."""

from datetime import timedelta

from sqlalchemy import select

from collab import clock, db
from collab.mail.delivery import MOST_ATTEMPTS
from collab.messages import actions
from collab.messages.actions import Words
from collab.messages.models import Copy, Message
from collab.messages.selections import Selection
from tests.support.cast import Cast

WORDS = Words("How is it going?", "Hello **{name}** in {kommun}!")
REFUSED = "no-such-address: 550 5.1.1 no such user"
TEAM = Selection(teams=("sparet",))


def a_draft(cast: Cast, selection: Selection = TEAM, words: Words = WORDS) -> Message:
    return actions.draft(cast.programme, words, selection, by=cast.facilitator)


def copies(message: Message) -> list[Copy]:
    return list(db.session.scalars(select(Copy).where(Copy.message_id == message.id).order_by(Copy.id)))


def given_up(copy: Copy) -> None:
    """As if the mail server had refused the copy for good."""
    assert copy.mail is not None
    copy.mail.attempts, copy.mail.failure, copy.mail.values = MOST_ATTEMPTS, REFUSED, {}


def to_be_renewed(cast: Cast) -> None:
    """The draft of a nudge with a reason of yesterday."""
    link = f"http://localhost/projects/{cast.project.slug}"
    text = f"Hello!\n\n- [Nobody has written]({link})."
    with clock.at(clock.now() - timedelta(days=1)):
        actions.draft(cast.programme, Words("Well?", text), TEAM, cast.project, by=cast.facilitator)


def on_its_way(cast: Cast) -> None:
    """One that goes out later, and one that was sent and could not be delivered."""
    waits = a_draft(cast)
    actions.send(waits, clock.now() + timedelta(days=1), seen=1, by=cast.facilitator)
    sent = a_draft(cast)
    actions.send(sent, clock.now(), seen=1, by=cast.facilitator)
    actions.hand_over(sent)
    given_up(copies(sent)[0])
