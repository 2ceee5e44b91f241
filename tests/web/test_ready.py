"""Bytes that are ready to be sent: a text is encoded when somebody asks for it so, and once."""

import gzip

import pytest

from collab.web import ready
from collab.web.ready import LEAST, Ready

TEXT = b"Kultur, n\xc3\xa4ringsliv och turism. " * 60


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The encodings that texts have been brought into."""
    made: list[str] = []

    encode = ready.encode

    def counting(body: bytes, encoding: str) -> bytes:
        made.append(encoding)
        return encode(body, encoding)

    monkeypatch.setattr(ready, "encode", counting)
    return made


def asked(text: Ready, encoding: str, **more: str) -> ready.Answer:
    return text.answer({"REQUEST_METHOD": "GET", "HTTP_ACCEPT_ENCODING": encoding, **more})


def test_a_text_is_encoded_when_a_request_asks_for_it_so_and_once(encoded: list[str]) -> None:
    text = Ready(TEXT, "tag", [])
    assert (asked(text, "").body, encoded) == (TEXT, [])
    for _ in range(2):
        assert gzip.decompress(asked(text, "gzip").body) == TEXT
    assert encoded == ["gzip"]
    asked(text, "gzip, br")
    assert encoded == ["gzip", "br"]


def test_what_it_may_come_to_take_is_counted_at_once(encoded: list[str]) -> None:
    text = Ready(TEXT, "tag", [])
    reckoned = text.size
    made = [asked(text, encoding).body for encoding in ("", "gzip", "br")]
    assert (text.size, sum(map(len, made)) <= reckoned) == (reckoned, True)


def test_a_short_text_stays_as_it_is(encoded: list[str]) -> None:
    text = Ready(b"x" * (LEAST - 1), "tag", [])
    assert (asked(text, "br").body, encoded, text.size) == (b"x" * (LEAST - 1), [], LEAST - 1)


def test_what_came_with_its_encoded_forms_gets_no_others(encoded: list[str]) -> None:
    text = Ready(TEXT, "tag", [], encoded={"br": b"short"})
    assert (asked(text, "br").body, asked(text, "gzip").body) == (b"short", TEXT)
    assert (encoded, text.size) == ([], len(TEXT) + len(b"short"))


def test_whoever_has_the_page_is_told_so_in_each_encoding(encoded: list[str]) -> None:
    text = Ready(TEXT, "tag", [("Content-Type", "text/html")])
    for encoding in ("", "gzip", "br"):
        tag = dict(asked(text, encoding).headers)["ETag"]
        unchanged = asked(text, encoding, HTTP_IF_NONE_MATCH=tag)
        assert (unchanged.status, unchanged.body) == ("304 NOT MODIFIED", b"")
        assert dict(unchanged.headers)["ETag"] == tag
