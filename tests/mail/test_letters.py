"""The message: no value can add a header, and everybody's letters arrive."""

from email.header import decode_header, make_header
from email.message import EmailMessage
from typing import Any

import pytest
from email_validator import validate_email
from hypothesis import given
from hypothesis import strategies as st

from collab import clock
from collab.mail.addresses import is_plain
from collab.mail.letters import Letter, Rendered, Undeliverable, compose

BREAKS = [
    "\r\nBcc: evil@example.net",
    "\nBcc: evil@example.net",
    "\rBcc: evil@example.net",
    "\u2028Bcc: x",
    "\0",
]


def letter(to: str = "ada@example.org", **values: Any) -> Letter:
    return Letter(1, "k3y", to, "sv", "x/mail/y", values, clock.real(), 1)


def message(subject: str = "Hej", text: str = "Hej\n", to: str = "ada@example.org") -> EmailMessage:
    return compose(
        letter(to), Rendered(subject, text, "<p>Hej</p>"), sender="Collab <a@example.org>", host="h.example"
    )


@pytest.mark.parametrize("line_break", BREAKS)
def test_a_line_break_in_the_subject_adds_no_header(line_break: str) -> None:
    head = message(f"Hej{line_break}").as_bytes().partition(b"\r\n\r\n")[0]
    names = [line.partition(b":")[0] for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    assert names == [
        b"Message-ID", b"Date", b"From", b"To", b"Subject", b"Auto-Submitted", b"MIME-Version",
        b"Content-Type", b"Content-Language",
    ]  # fmt: skip


WORDS = st.lists(st.sampled_from(["och", "händelser", "Öppet när", "12 juni,", "”ja”", "mötesplats:"]))


@given(WORDS)
def test_a_subject_keeps_every_blank_as_mail_programs_read_it(words: list[str]) -> None:
    subject = " ".join(words)
    head = message(subject).as_bytes().partition(b"\r\nAuto-Submitted")[0]
    lines = head.partition(b"Subject: ")[2].decode("ascii")
    assert max(map(len, lines.split("\r\n"))) <= 76
    assert str(make_header(decode_header(lines.replace("\r\n", "")))) == subject


@pytest.mark.parametrize(
    "host", ["h.example", "samverkan.kultur.regionblekinge.example", f"{'x' * 63}.example"]
)
def test_the_address_of_one_click_stays_whole_on_the_wire(host: str) -> None:
    leave = f"https://{host}/notices/leave/MTIzNDU.abcdefghijklmnopqrstuvwxyz1"
    words = Rendered("Hej", "Hej\n", "<p>Hej</p>", leave)
    lines = compose(letter(), words, sender="Collab <a@example.org>", host=host).as_bytes().split(b"\r\n")
    assert f"List-Unsubscribe: <{leave}>".encode() in lines
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines


def test_an_answer_goes_where_the_mail_says_and_nowhere_else() -> None:
    words = Rendered("Hej", "Hej\n", "<p>Hej</p>")
    sent = [
        compose(one, words, sender="Collab <a@example.org>", host="h.example")["Reply-To"]
        for one in (letter(reply_to="chef@höör.example"), letter(reply_to=""), letter())
    ]
    assert sent == ["chef@xn--hr-fkaa.example", None, None]


def test_an_address_for_answers_that_is_not_one_plain_address_is_refused_for_good() -> None:
    words = Rendered("Hej", "Hej\n", "<p>Hej</p>")
    wrong = letter(reply_to="ada@example.org, evil@example.net")
    with pytest.raises(Undeliverable, match="not-an-address") as no:
        compose(wrong, words, sender="Collab <a@example.org>", host="h.example")
    assert no.value.is_final


@pytest.mark.parametrize(
    "to",
    [
        *[f"ada@example.org{line_break}" for line_break in BREAKS],
        "",
        "ada",
        "ada@example.org, evil@example.net",
        "ada@example",
        "kultur,fritid@example.org",
        "a(b)@example.org",
        "Ada <ada@example.org>",
        "ada@example.org evil@example.net",
    ],
)
def test_what_is_not_one_plain_address_is_refused_for_good(to: str) -> None:
    with pytest.raises(Undeliverable, match="not-an-address") as no:
        message(to=to)
    assert no.value.is_final


@pytest.mark.parametrize("typed", ["o'brien+kultur@example.org", "a.b_c-d/e@höör.example", "åsa@example.org"])
def test_mail_goes_to_every_address_that_forms_and_commands_take(typed: str) -> None:
    assert is_plain(validate_email(typed, check_deliverability=False).normalized)


def test_a_domain_that_cannot_be_is_refused_for_good() -> None:
    with pytest.raises(Undeliverable) as no:
        message(to=f"ada@{'x' * 64}.example")
    assert no.value.is_final


def test_letters_beyond_ascii_arrive_and_so_do_domains_with_them() -> None:
    made = message("Förslag från Höör", "Blåbärsmjölk – smörgåsbord\n", "kultur@höör.example")
    assert made["Subject"] == "Förslag från Höör"
    assert made["To"] == "kultur@xn--hr-fkaa.example"
    body = made.get_body(("plain",))
    assert body is not None
    assert body.get_content() == "Blåbärsmjölk – smörgåsbord\n"
    assert made.as_bytes().isascii()


def test_a_lone_dot_and_a_long_line_survive() -> None:
    text = ".\n" + "x" * 3000 + "\n"
    body = message(text=text).get_body(("plain",))
    assert body is not None
    assert body.get_content() == text
    assert max(map(len, message(text=text).as_bytes().split(b"\r\n"))) < 998
