"""Asking the index, the same way on both databases."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Integer, Select, String, Subquery, and_, cast, column, func, select, table

from collab import db
from collab.search import stems
from collab.search.models import FEW, MANY, OF, WHOLE, SearchEntry

Words = list[tuple[str, ...]]
"""All must be found; any stem of a word will do."""
BEGINNING = "*"
"""What ends a stem that stands for all that begin like it."""
ALIKE = 3
"""Letters that a word and its stem have in common, where it does not change its vowel."""
_FEW, _ALL = (table(name, column("rowid"), column(name)) for name in (FEW, WHOLE))
"""SQLite's indexes; the column with the name of each stands for all that it holds."""


def found(kind: str, query: str) -> list[int]:
    """The ids of the things of `kind` that hold every word of `query`, or a word that begins like it.

    They come in no order, and in one value: thousands of rows take longer to fetch than to find.
    """
    words = begun(stems.asked(query))
    if not words:
        return []
    dialect = db.session.get_bind().dialect.name
    hits = few_that_hold(dialect, said_to(dialect, words)).subquery()
    ids = func.aggregate_strings(cast(hits.c.subject_id, String), ",")
    found = db.session.scalar(select(ids).where(hits.c.kind == kind))
    return [int(number) for number in (found or "").split(",") if number]


def few_that_hold(dialect: str, asked: Any) -> Select[str, int]:
    """The kind and id of what holds the words as `said_to` says them, without the kinds there are many of."""
    if dialect == "postgresql":
        kept = func.search_few(asked).table_valued(column("kind", String), column("subject_id", Integer))
        return select(kept.c.kind, kept.c.subject_id)
    rows = select(_FEW.c.rowid).where(_FEW.c[FEW].op("MATCH")(asked))
    return select(SearchEntry.kind, SearchEntry.subject_id).where(SearchEntry.id.in_(rows))


def few_there_are() -> Select[str, int]:
    """The same of all that stands in the index."""
    return select(SearchEntry.kind, SearchEntry.subject_id).where(SearchEntry.kind.not_in(MANY))


def newest_there_are(kind: str) -> Subquery:
    """What of a kind there are many of stands in the index, the newest first."""
    there = select(SearchEntry.subject_id).where(SearchEntry.kind == kind)
    return there.order_by(SearchEntry.subject_id.desc()).subquery()


def newest_that_hold(dialect: str, kind: str, asked: Any) -> Subquery:
    """The `subject_id` of what holds the words, of a kind there are many of, the newest first.

    The last column is what the order goes by: a planner that knows it stops where enough has been looked at.
    """
    if dialect == "postgresql":
        kept = getattr(func, f"search_{kind}")(asked).table_valued(column("subject_id", Integer))
        return select(kept.c.subject_id).order_by(kept.c.subject_id.desc()).subquery()
    is_it = and_(SearchEntry.id == _ALL.c.rowid, SearchEntry.kind == kind)
    held = select(SearchEntry.subject_id, _ALL.c.rowid).join_from(_ALL, SearchEntry, is_it)
    return held.where(_ALL.c[WHOLE].op("MATCH")(asked)).order_by(_ALL.c.rowid.desc()).subquery()


def begun(words: Words) -> Words:
    """What begins like the words."""
    return [tuple(stem + BEGINNING for stem in word) for word in words]


def beginning(stem: str, word: Sequence[str]) -> str:
    """A stem of the word as the beginning of others, unless the word begins otherwise: fötterna is no photo.

    `word`: its stems, the last as it is written.
    """
    return stem + BEGINNING if word[-1].startswith(stem[:ALIKE]) else stem


def said_to(dialect: str, words: Words) -> str:
    """The words as a database of that kind is asked for them."""
    if dialect == "postgresql":
        return _said(words, " & ", " | ", lambda stem: stem.replace(BEGINNING, ":*"))
    return _said(words, " AND ", " OR ", lambda stem: f'"{stem}"'.replace(f'{BEGINNING}"', f'"{BEGINNING}'))


def said_within(dialect: str, words: Words, own: Words) -> str:
    """The same, where all but one may be in the name of what the thing belongs to, by the words' `own` stems.

    One word alone is none: who looks for trains is not shown all that a project of that name has written.
    """
    if len(words) == 1:
        return said_to(dialect, words)
    either = [(*word, *(OF + stem for stem in its)) for word, its in zip(words, own, strict=True)]
    any_of = tuple(dict.fromkeys(stem for word in words for stem in word))
    return said_to(dialect, [*either, any_of])


def said_without(dialect: str, words: Words, own: Words) -> str:
    """The words, where their own stems do not all stand, as a database of that kind is asked for them."""
    but = "& !" if dialect == "postgresql" else "NOT "
    return f"({said_within(dialect, words, own)}) {but}({said_within(dialect, own, own)})"


def _said(words: Words, every: str, some: str, said: Callable[[str], str]) -> str:
    """The words in a database's own language: how it says "and", "or", and a stem."""
    return every.join("(" + some.join(map(said, word)) + ")" for word in words)
