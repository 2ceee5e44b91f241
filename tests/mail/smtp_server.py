"""A mail server in a process of its own: keeps what it gets as files, or misbehaves as it is told.

Run as `python smtp_server.py FOLDER MODE [CERTIFICATE KEY]`; writes its port to FOLDER/port.
Modes: take, refuse (550), busy (451), spam (554 to the data), stall (says nothing after the data),
die (ends when the data has come), quit421 (takes, and answers QUIT with 421), login (asks for a
password). `refuse:ADDRESS` refuses that one alone;
`die:2` takes two and ends once it has kept the third, without a word.
"""

import asyncio
import itertools
import os
import ssl
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

FOLDER = Path(sys.argv[1])
MODE, _, OF = sys.argv[2].partition(":")
numbers = itertools.count(1)


class Keeper:
    """Keeps envelopes and messages."""

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if MODE == "refuse" and OF in ("", address):
            return "550 nobody of that name"
        if MODE == "busy":
            return "451 come back later"
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        if MODE == "spam":
            return "554 looks like spam"
        if MODE == "die" and not OF:
            os._exit(1)
        if MODE == "stall":
            await asyncio.sleep(3600)
        content = envelope.content
        assert isinstance(content, bytes)
        number = next(numbers)
        kept = FOLDER / f"{number:04}.eml"
        kept.with_suffix(".part").write_bytes(
            f"{envelope.mail_from} {envelope.rcpt_tos}\n".encode() + content
        )
        kept.with_suffix(".part").rename(kept)
        if MODE == "die" and number > int(OF):
            os._exit(1)
        return "250 kept"


class Curt(SMTP):
    """Says that it closes the channel when it is asked to, as one that is being shut down does."""

    async def smtp_QUIT(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        await self.push("421 closing")
        self.transport.close()


def is_known(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    """One account."""
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (b"collab", b"p@ss/word")
    return AuthResult(success=known, handled=False)


def make() -> SMTP:
    context = None
    if len(sys.argv) > 3:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[3], sys.argv[4])
    asks = MODE == "login"
    kind = Curt if MODE == "quit421" else SMTP
    return kind(
        Keeper(), tls_context=context, authenticator=is_known, auth_required=asks,
        auth_require_tls=context is not None, require_starttls=asks and context is not None,
    )  # fmt: skip


async def main() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(make, "127.0.0.1", 0)
    number = server.sockets[0].getsockname()[1]
    await loop.create_server(make, "127.0.0.2", number)  # as a host elsewhere would be
    port = FOLDER / "port.part"
    port.write_text(str(number))
    port.rename(FOLDER / "port")
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
