"""The worker's part: messages whose time has come go to the mail, some at a time, and are asked again."""

from collections.abc import Callable

from collab import clock, db
from collab.mail.letters import Letter, NothingToSay, Rendered
from collab.messages import actions, queries
from collab.statements import at_most


def hand_over_next() -> bool:
    """Hand over the next copies of the message that is due first. Returns whether there was one.

    Another worker's message is left to it. What a crash undoes is whole: no copy without its mail, no mail
    without its copy.
    """
    with db.transaction():
        due = queries.waiting(clock.now()).limit(at_most(1)).with_for_update(skip_locked=True)
        message = db.session.scalars(due).first()
        if message is None:
            return False
        actions.hand_over(message)
        return True


def asked_again(render: Callable[[Letter], Rendered]) -> Callable[[Letter], Rendered]:
    """Let a copy that waited with the mail go to nobody who has left meanwhile.

    What is rendered raises NothingToSay then; the message's page says that the copy was passed over.
    """

    def render_now(letter: Letter) -> Rendered:
        asked = letter.values if letter.template == actions.TEMPLATE else {}
        if "copy" in asked and not _stands(asked["copy"], asked.get("in_one_of")):
            raise NothingToSay
        return render(letter)

    return render_now


def _stands(key: str, in_one_of: queries.Teams) -> bool:
    """Whether the copy is still to go out; one whose person fits no more is passed over."""
    with db.transaction():
        copy = queries.copy_of(key)
        if copy is None:
            return False
        stands = queries.is_still_for(copy, in_one_of)
        if not stands:
            actions.pass_over(copy)
        return stands
