"""What a document says, in one language, before it is set in a format: values that travel as JSON."""

import json
from enum import StrEnum
from hashlib import sha256
from typing import Any

from msgspec import Struct, field, to_builtins

from collab.text import legible

RECIPE = 4
"""Counts changes in how documents are set: what was made by an older recipe is made anew."""


class Format(StrEnum):
    """What kind of file a document is."""

    WORD = "docx"
    PDF = "pdf"
    MARKDOWN = "md"


class Table(Struct, frozen=True):
    """A table whose first column names its rows. `total`: its last row, or nothing."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    numeric: tuple[int, ...] = ()
    """Which columns, from 0, hold numbers."""
    written: tuple[int, ...] = ()
    """Which columns hold what the team wrote, in its own language."""


class Part(Struct, frozen=True):
    """A heading and what stands below it: a sentence, Markdown, a table, each where there is one."""

    heading: str
    note: str = ""
    source: str = ""
    table: Table | None = None
    language: str = ""
    """The language of what the team wrote; empty: the document's."""


class Paper(Struct, frozen=True):
    """A whole document. `facts`: what it is about, (label, value) each."""

    language: str
    title: str
    promise: str
    text_language: str
    """In which language title and promise are."""
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    author: str
    made_on: str
    """The day on which it speaks, as ISO writes it."""
    address: str
    """Where the living plan is."""
    living: str
    """The sentence that says so, before the address."""
    site: str
    """The site's own address: what links within it begin with."""
    slug: str
    page: tuple[str, str]
    """The words of "Page 1 of 2"."""
    notice: str = ""
    """What whoever holds it has to know of its content, or nothing."""
    alternative: str = ""
    """What stands for a picture that cannot be shown and that nobody has described."""
    keys: dict[str, str] = field(default_factory=dict)
    """The document's words for title, language, date and address, where a format names them."""
    pictures: dict[str, str] = field(default_factory=dict)
    """Address in the Markdown → SHA-256 of the stored picture."""

    def as_values(self) -> dict[str, Any]:
        """For JSON, without the characters that neither Word's files nor web pages can hold."""
        values: dict[str, Any] = _legible(to_builtins(self))
        return values


def of_values(said: dict[str, Any]) -> Paper:
    """The paper that `as_values` wrote down."""
    parts = [
        Part(**{**part, "table": _table(part["table"]) if part["table"] is not None else None})
        for part in said["parts"]
    ]
    facts = tuple((label, value) for label, value in said["facts"])
    first, of = said["page"]
    return Paper(**{**said, "parts": tuple(parts), "facts": facts, "page": (first, of)})


def digest(said: dict[str, Any], kind: Format) -> str:
    """What tells a document from every other: SHA-256 of all that goes into it."""
    whole = json.dumps([RECIPE, kind.value, said], ensure_ascii=False, sort_keys=True)
    return sha256(whole.encode()).hexdigest()


def _table(said: dict[str, Any]) -> Table:
    return Table(
        columns=tuple(said["columns"]),
        rows=tuple(tuple(row) for row in said["rows"]),
        total=tuple(said["total"]),
        numeric=tuple(said["numeric"]),
        written=tuple(said["written"]),
    )


def _legible(value: Any) -> Any:
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, dict):
        return {legible(key): _legible(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_legible(item) for item in value]
    return value
