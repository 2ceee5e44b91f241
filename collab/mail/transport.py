"""How a message leaves: by SMTP, or not at all where the site only keeps copies."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from collab.mail.letters import Undeliverable
from collab.mail.reasons import Failure, Reason, of_recipient, said

PATIENCE = 20.0
"""Seconds to wait for each answer of the mail server."""
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Transport(Protocol):
    """What carries messages."""

    keeps_copies: bool
    """Whether the outbox keeps the words of what was sent, so that it can be read."""

    def send(self, message: EmailMessage) -> None:
        """Hand the message over. Raises Undeliverable."""


class Kept:
    """Nothing leaves: the demonstration's outbox is where its mail is read."""

    keeps_copies = True

    def send(self, message: EmailMessage) -> None:
        """Keep the message where it is."""


class Smtp:
    """A mail server: smtps:// is encrypted from the start, smtp:// by STARTTLS where the server offers it."""

    keeps_copies = False

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        self._at = urlsplit(url)
        self._patience = patience

    def send(self, message: EmailMessage) -> None:
        """Hand the message over. Raises Undeliverable, final when the server refused it for good.

        Once the server has taken the message it is sent, however the two part.
        """
        try:
            with self._visit() as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as no:
            code, reply = min(no.recipients.values())
            raise Undeliverable(of_recipient(code, reply), is_final=code >= 500) from no
        except smtplib.SMTPDataError as no:
            is_final = no.smtp_code >= 500
            reason = Reason.CONTENT_REFUSED if is_final else Reason.LATER
            raise Undeliverable(Failure(reason, _detail(no)), is_final=is_final) from no
        except (smtplib.SMTPException, OSError) as no:
            raise Undeliverable(_failure(no), is_final=False) from no

    def greet(self) -> None:
        """Come in as for sending, and leave without a message. Raises Undeliverable."""
        try:
            with self._visit():
                pass
        except (smtplib.SMTPException, OSError) as no:
            raise Undeliverable(_failure(no), is_final=False) from no

    @contextmanager
    def _visit(self) -> Iterator[smtplib.SMTP]:
        """Come in, and leave politely when all went well; what the server says to that changes nothing."""
        server = self._connect()
        try:
            self._enter(server)
            yield server
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
        finally:
            server.close()

    def _connect(self) -> smtplib.SMTP:
        host = self._at.hostname or ""
        if self._at.scheme == "smtps":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(host, self._at.port or 465, timeout=self._patience, context=context)
        return smtplib.SMTP(host, self._at.port or default_port(self._at), timeout=self._patience)

    def _enter(self, server: smtplib.SMTP) -> None:
        server.ehlo()
        is_private = self._at.scheme == "smtps" or self._at.hostname in LOOPBACK
        if self._at.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
            is_private = True
        if self._at.username:
            if not is_private:
                raise smtplib.SMTPNotSupportedError("no STARTTLS: the password would travel in the open")
            server.login(unquote(self._at.username), unquote(self._at.password or ""))


def default_port(at: SplitResult) -> int:
    """587 is where one signs in, 25 where servers meet."""
    return 587 if at.username else 25


_REASONS: tuple[tuple[type[OSError], Reason], ...] = (
    (smtplib.SMTPServerDisconnected, Reason.BROKEN_OFF),
    (smtplib.SMTPAuthenticationError, Reason.NO_ENTRY),
    (smtplib.SMTPSenderRefused, Reason.NO_ENTRY),
    (smtplib.SMTPNotSupportedError, Reason.NO_ENTRY),
    (smtplib.SMTPException, Reason.LATER),
    (ssl.SSLError, Reason.NO_ENTRY),
    (OSError, Reason.UNREACHABLE),
)
"""The first that fits; smtplib's are errors of the system, too."""


def _failure(no: OSError) -> Failure:
    reason = next(reason for kind, reason in _REASONS if isinstance(no, kind))
    if reason is Reason.BROKEN_OFF and isinstance(no.__context__, TimeoutError):  # smtplib hangs up then
        reason = Reason.TIMED_OUT
    return Failure(reason, _detail(no))


def _detail(no: OSError) -> str:
    """What was said to it, by the server or the system."""
    if isinstance(no, smtplib.SMTPResponseException):
        return said(no.smtp_code, no.smtp_error)
    return no.strerror or str(no)
