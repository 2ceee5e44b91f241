"""Asking the index, the same way on both databases."""

from sqlalchemy import func, select, text

from collab import db
from collab.search import stems
from collab.search.models import SearchEntry

Words = list[tuple[str, ...]]
"""All must be found; any stem of a word will do."""
MATCHES = "search_index MATCH :asked"
MATCH = f"search_entry.id IN (SELECT rowid FROM search_index WHERE {MATCHES})"  # noqa: S608 - two constants


def found(kind: str, query: str) -> list[int]:
    """The ids of the things of `kind` that hold every word of `query`, or a word that begins like it.

    They come in no order, and in one value: thousands of rows take longer to fetch than to find.
    """
    words = stems.asked(query)
    if not words:
        return []
    dialect = db.session.get_bind().dialect.name
    if dialect == "postgresql":
        asked = func.to_tsquery(text("'simple'"), said_to(dialect, words))
        return db.session.scalar(select(func.search_found(kind, asked))) or []
    bound = text(MATCH).bindparams(asked=said_to(dialect, words))
    ids = select(func.group_concat(SearchEntry.subject_id)).where(SearchEntry.kind == kind, bound)
    return [int(number) for number in (db.session.scalar(ids) or "").split(",") if number]


def said_to(dialect: str, words: Words) -> str:
    """The words as a database of that kind is asked for them."""
    return _said(words, "&", "|", "{}:*") if dialect == "postgresql" else _said(words, "AND", "OR", '"{}"*')


def _said(words: Words, every: str, some: str, stem: str) -> str:
    """The words in a database's own language: how it says "and", "or", and "begins like"."""
    return f" {every} ".join("(" + f" {some} ".join(map(stem.format, word)) + ")" for word in words)
