"""A mail on its way: what the outbox says of it, what it was rendered to, and the message made of both."""

from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Any

from msgspec import Struct

from collab.mail.addresses import is_plain
from collab.mail.reasons import Failure, Reason

LONGEST_LINE = 74
"""Characters of a subject's line: with encoded words RFC 2047 allows 76, and `Header` counts two too few."""


class Letter(Struct, frozen=True):
    """A row of the outbox that was claimed, free of the database."""

    id: int
    key: str
    to: str
    language: str
    template: str
    values: dict[str, Any]
    written_at: datetime
    attempt: int
    """1 the first time."""
    leave: tuple[str, dict[str, Any]] | None = None
    """Endpoint and values of the page where its reader says no to more such mail, when there is one."""

    @property
    def reply_to(self) -> str:
        """The address where an answer goes; "" where the mail cannot be answered."""
        return str(self.values.get("reply_to", ""))


class Rendered(Struct, frozen=True):
    """The words of a mail."""

    subject: str
    text: str
    html: str
    leave: str = ""
    """The address where its reader says no to more such mail, by a POST of one click (RFC 8058)."""
    language: str = ""
    """The one that it speaks, where it is not the letter's any more."""


class NothingToSay(Exception):
    """A mail was found to be without an object when it was about to go out: it is dropped."""


class NotNow(Exception):
    """A mail is not to go out before `until`, by the real time: it waits, and nothing has failed."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"not before {until}")
        self.until = until


class Undeliverable(Exception):
    """A mail did not go out. `is_final`: trying again would not help."""

    def __init__(self, failure: Failure, *, is_final: bool) -> None:
        super().__init__(str(failure))
        self.is_final = is_final


class _Policy(EmailPolicy):
    """The standard library's, but for subjects and for what has no blank where it could be folded.

    Where it folds a subject between two encoded words it leaves the blank outside both, and RFC 2047 (6.2)
    lets readers drop it there; its older `Header` keeps it inside. A long address without a blank, such as
    in List-Unsubscribe, it makes encoded words of, in which mail programs find no address: it stays whole.
    """

    def fold_binary(self, name: str, value: str) -> bytes:
        """The header's lines as they are sent."""
        if name.lower() == "subject":
            charset = "us-ascii" if value.isascii() else "utf-8"
            header = Header(str(value), charset, maxlinelen=LONGEST_LINE, header_name=name)
            return f"{name}: {header.encode(linesep=self.linesep)}{self.linesep}".encode("ascii")
        if value.isascii() and " " not in value:
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


SMTP = _Policy(linesep="\r\n")


def compose(letter: Letter, words: Rendered, *, sender: str, host: str) -> EmailMessage:
    """The message. Repeated after a crash it is the same, Message-ID and Date included.

    No value can add a header: line breaks in the subject become spaces. Raises Undeliverable for an address
    that is not one plain address, or cannot be.
    """
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = f"<{letter.key}@{host}>"
    message["Date"] = format_datetime(letter.written_at)
    message["From"] = sender
    message["To"] = _in_ascii(letter.to)
    if letter.reply_to:
        message["Reply-To"] = _in_ascii(letter.reply_to)
    message["Subject"] = " ".join(words.subject.split())
    message["Auto-Submitted"] = "auto-generated"
    if words.leave:
        message["List-Unsubscribe"] = f"<{words.leave}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(words.text, cte="quoted-printable")
    message.add_alternative(words.html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = words.language or letter.language
    return message


def _in_ascii(address: str) -> str:
    """The domain as the mail system knows it: kultur@höör.example is at xn--hr-fkaa.example."""
    if not is_plain(address):
        raise Undeliverable(Failure(Reason.NOT_AN_ADDRESS), is_final=True)
    name, _, domain = address.rpartition("@")
    try:
        return f"{name}@{domain.encode('idna').decode()}"
    except UnicodeError as no:
        raise Undeliverable(Failure(Reason.NOT_AN_ADDRESS), is_final=True) from no
