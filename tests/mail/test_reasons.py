"""Why a mail did not go out, by what the server said."""

import pytest

from collab.mail.reasons import Failure, Reason, of_recipient


@pytest.mark.parametrize(
    ("code", "reply", "reason"),
    [
        (550, b"5.1.1 no such user", Reason.NO_SUCH_ADDRESS),
        (550, b"nobody of that name", Reason.NO_SUCH_ADDRESS),
        (554, b"5.1.10 null MX", Reason.NO_SUCH_ADDRESS),
        (550, b"5.7.1 blocked", Reason.REFUSED),
        (552, b"5.2.2 mailbox full", Reason.REFUSED),
        (554, b"no thanks", Reason.REFUSED),
        (450, b"4.2.0 greylisted", Reason.LATER),
    ],
)
def test_a_reply_to_a_recipient_has_its_reason(code: int, reply: bytes, reason: Reason) -> None:
    assert of_recipient(code, reply) == Failure(reason, f"{code} {reply.decode()}")


def test_a_reply_of_several_lines_is_one_line_and_not_without_end() -> None:
    found = of_recipient(550, b"5.1.1 no\r\nsuch user " + b"x" * 1000)
    assert found.detail == ("550 5.1.1 no such user " + "x" * 1000)[:300]


@pytest.mark.parametrize("failure", [Failure(Reason.LATER, "451 a: b"), Failure(Reason.NOT_AN_ADDRESS)])
def test_what_the_outbox_keeps_is_read_again(failure: Failure) -> None:
    assert Failure.of(str(failure)) == failure


def test_of_what_an_older_release_has_kept_only_that_it_failed_is_told() -> None:
    kept = "SMTPRecipientsRefused: {'kok@karlskrona.example': (550, b'5.1.1 no such user')}"
    assert Failure.of(kept) == Failure(Reason.OTHER)


def test_what_the_machine_says_is_no_reply_of_the_server() -> None:
    assert Failure(Reason.UNREACHABLE, "Connection refused").reply == ""
    assert Failure(Reason.CONTENT_REFUSED, "554 spam").reply == "554 spam"
