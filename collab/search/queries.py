"""Asking the index, the same way on both databases."""

from sqlalchemy import ColumnElement, Select, TextClause, false, func, select, text

from collab import db
from collab.search import stems
from collab.search.models import SearchEntry


def matching(kind: str, query: str) -> Select[int]:
    """The ids of the things of `kind` that hold every word of `query`, or a word that begins like it."""
    found = select(SearchEntry.subject_id).where(SearchEntry.kind == kind)
    words = stems.asked(query)
    return found.where(_holds(words) if words else false())


def _holds(words: list[tuple[str, ...]]) -> ColumnElement[bool] | TextClause:
    if db.session.get_bind().dialect.name == "postgresql":
        asked = " & ".join("(" + " | ".join(f"{stem}:*" for stem in word) + ")" for word in words)
        document = func.to_tsvector(text("'simple'"), SearchEntry.stems)
        return document.op("@@")(func.to_tsquery(text("'simple'"), asked))
    asked = " AND ".join("(" + " OR ".join(f'"{stem}"*' for stem in word) + ")" for word in words)
    rows = "search_entry.id IN (SELECT rowid FROM search_index WHERE search_index MATCH :asked)"
    return text(rows).bindparams(asked=asked)
