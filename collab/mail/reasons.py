"""Why a mail did not go out: values in, values out; pages say it in sentences."""

import re
from enum import StrEnum

from msgspec import Struct


class Reason(StrEnum):
    """What kept a mail from going out."""

    NO_SUCH_ADDRESS = "no-such-address"
    REFUSED = "refused"
    """The recipient is refused for good, for another reason than that there is none."""
    CONTENT_REFUSED = "content-refused"
    LATER = "later"
    """The server takes it not now, perhaps later."""
    UNREACHABLE = "unreachable"
    BROKEN_OFF = "broken-off"
    TIMED_OUT = "timed-out"
    """The server was there and then said nothing for too long."""
    NO_ENTRY = "no-entry"
    """The server does not let the site in, or the site does not trust the server."""
    NOT_AN_ADDRESS = "not-an-address"
    NO_WORDS = "no-words"
    """The mail's own templates cannot say it."""
    OTHER = "other"


_SERVERS = (
    Reason.NO_SUCH_ADDRESS, Reason.REFUSED, Reason.CONTENT_REFUSED, Reason.LATER, Reason.NO_ENTRY,
)  # fmt: skip
"""What a server has said in its own words."""
_OF_ADDRESS = Reason.NO_SUCH_ADDRESS, Reason.REFUSED, Reason.NOT_AN_ADDRESS
_LONGEST = 300
"""Characters of a reply that are kept."""
_STATUS = re.compile(r"5\.\d{1,3}\.\d{1,3}\b")
_NO_MAILBOX = (550, 551, 553)
"""RFC 5321, 4.2.3: no such mailbox, or not here."""


class Failure(Struct, frozen=True):
    """A reason, with what the server or the machine said to it."""

    reason: Reason
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"[:500] if self.detail else str(self.reason)

    @property
    def is_of_address(self) -> bool:
        """Whether another address may help."""
        return self.reason in _OF_ADDRESS

    @property
    def reply(self) -> str:
        """What the mail server answered, in its own words; "" where it was not the server who spoke."""
        return self.detail if self.reason in _SERVERS else ""

    @classmethod
    def of(cls, kept: str) -> "Failure":
        """What the outbox keeps; of what an older release has kept, only that it failed."""
        reason, _colon, detail = kept.partition(": ")
        return cls(Reason(reason), detail) if reason in set(Reason) else cls(Reason.OTHER)


def said(code: int, reply: bytes | str) -> str:
    """A server's answer on one line: 550 5.1.1 no such user."""
    words = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join(f"{code} {words}".split())[:_LONGEST]


def of_recipient(code: int, reply: bytes | str) -> Failure:
    """Why a server does not take a mail to somebody.

    By the enhanced status code, where it says one (RFC 3463: 5.1 is of the address), else by the reply's.
    """
    answer = said(code, reply)
    status = _STATUS.search(answer)
    is_unknown = status[0].startswith("5.1.") if status else code in _NO_MAILBOX
    if code < 500:
        return Failure(Reason.LATER, answer)
    return Failure(Reason.NO_SUCH_ADDRESS if is_unknown else Reason.REFUSED, answer)
