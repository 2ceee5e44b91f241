"""Asking the index, the same way on both databases."""

from sqlalchemy import TextClause, func, select, text

from collab import db
from collab.search import stems
from collab.search.models import FEW, MANY, WHOLE, SearchEntry

Words = list[tuple[str, ...]]
"""All must be found; any stem of a word will do."""
_MATCH = "search_entry.id IN (SELECT rowid FROM {index} WHERE {index} MATCH :asked)"


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
    bound = hold(WHOLE if kind in MANY else FEW).bindparams(asked=said_to(dialect, words))
    ids = select(func.group_concat(SearchEntry.subject_id)).where(SearchEntry.kind == kind, bound)
    return [int(number) for number in (db.session.scalar(ids) or "").split(",") if number]


def hold(index: str) -> TextClause:
    """SQLite: which entries hold what is `:asked`, going by an index."""
    return text(_MATCH.format(index=index))


def said_to(dialect: str, words: Words) -> str:
    """The words as a database of that kind is asked for them."""
    return _said(words, "&", "|", "{}:*") if dialect == "postgresql" else _said(words, "AND", "OR", '"{}"*')


def _said(words: Words, every: str, some: str, stem: str) -> str:
    """The words in a database's own language: how it says "and", "or", and "begins like"."""
    return f" {every} ".join("(" + f" {some} ".join(map(stem.format, word)) + ")" for word in words)
