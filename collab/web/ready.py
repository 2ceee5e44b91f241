"""Bytes that are ready to be sent: in every encoding that browsers ask for, with their headers."""

import gzip
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import brotli
from msgspec import Struct
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

Headers = list[tuple[str, str]]

IDENTITY = ""
ENCODINGS = ("br", "gzip")
"""The better one first."""
LEAST = 1024
"""Bytes: below it the encoded form saves nothing that anybody notices."""
BROTLI_ONCE = 5
"""Quality for what a request waits for: at 9 a page takes twenty times as long and saves one per cent."""
GZIP_ONCE = 6


class Answer(Struct, frozen=True):
    """An answer as WSGI sends it."""

    status: str
    headers: Headers
    body: bytes


class Ready:
    """One text or file in its encodings, each with a tag of its own.

    `tag` marks the content. `encoded`: the encoded forms, when they are made already and there shall be no
    others; without it a text is encoded when a request first asks for that form, and kept.
    """

    __slots__ = ("_body", "_forms", "_headers", "_makes", "size", "tag")

    def __init__(
        self, body: bytes, tag: str, headers: Headers, *, encoded: Mapping[str, bytes] | None = None,
    ) -> None:  # fmt: skip
        self.tag = tag
        self._body = body
        self._headers = headers
        self._makes = encoded is None and len(body) >= LEAST
        self._forms: dict[str, tuple[Answer, Answer]] = {}
        """Of each encoding the whole answer, and the one to whoever has it already."""
        for name, form in {IDENTITY: body, **(encoded or {})}.items():
            self._add(name, form)
        made = sum(map(len, (encoded or {}).values()))
        self.size = len(body) + (len(body) if self._makes else made)
        """Bytes. A text that is yet to be encoded counts twice: in each form it is less than half as long."""

    def answer(self, environ: Mapping[str, Any]) -> Answer:
        """What this request gets: the form that it accepts, nothing when it has it, no body for HEAD."""
        whole, unchanged = self._in(preferred(environ.get("HTTP_ACCEPT_ENCODING", "")))
        held = environ.get("HTTP_IF_NONE_MATCH")
        if held is not None and (self.tag in held or held.strip() == "*"):
            return unchanged
        return Answer(whole.status, whole.headers, b"") if environ["REQUEST_METHOD"] == "HEAD" else whole

    def _in(self, encoding: str) -> tuple[Answer, Answer]:
        if encoding not in self._forms:
            if not self._makes:
                return self._forms[IDENTITY]
            self._add(encoding, encode(self._body, encoding))
        return self._forms[encoding]

    def _add(self, encoding: str, form: bytes) -> None:
        whole = _form(form, encoding, self.tag, self._headers)
        self._forms[encoding] = whole, Answer("304 NOT MODIFIED", _of_unchanged(whole.headers), b"")


def encode(body: bytes, encoding: str) -> bytes:
    """A text in an encoding of ENCODINGS, made while a request waits."""
    if encoding == "br":
        packed: bytes = brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_ONCE)
        return packed
    return gzip.compress(body, GZIP_ONCE, mtime=0)


def _form(body: bytes, encoding: str, tag: str, headers: Iterable[tuple[str, str]]) -> Answer:
    named = [*headers, ("Content-Length", str(len(body)))]
    if encoding:
        named.append(("Content-Encoding", encoding))
    named.append(("ETag", f'"{tag}-{encoding}"' if encoding else f'"{tag}"'))
    return Answer("200 OK", named, body)


def _of_unchanged(headers: Headers) -> Headers:
    about_the_body = ("content-length", "content-encoding", "content-type", "content-disposition")
    return [(name, value) for name, value in headers if name.lower() not in about_the_body]


@lru_cache(maxsize=1024)
def preferred(accept_encoding: str) -> str:
    """The encoding to send under this Accept-Encoding header: `br`, `gzip` or none."""
    accepted = parse_accept_header(accept_encoding, Accept)
    return next((name for name in ENCODINGS if accepted[name] > 0), IDENTITY)
