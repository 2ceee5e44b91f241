"""Whether a message may go out as it stands: what its page says, and what the worker asks at its time."""

from collab.messages.models import Message
from collab.programmes import policy as programmes
from collab.text import _


def obstacle(message: Message) -> str:
    """Why a message that has not gone out does not do so, in a sentence; "" where nothing keeps it."""
    if not programmes.write(message.programme):
        return _("The programme is archived. What has not gone out stays here and is not sent.")
    return ""
