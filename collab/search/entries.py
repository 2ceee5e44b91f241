"""What the index keeps of things: the stems of their words, and the words that there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from collab import db
from collab.columns import among
from collab.search import stems
from collab.search.findable import Said
from collab.search.models import LONGEST_WORD, OF, OF_TITLE, SearchEntry, SearchWord

Key = tuple[str, int]
"""Kind and id of a thing."""


def keep(wanted: Mapping[Key, Said | None]) -> None:
    """Let these things be found by what they say, and by nothing else; what is right already stays."""
    if not wanted:
        return
    right: dict[Key, str] = {}
    for key, said in wanted.items():
        right |= _rows(key, said)
    there = dict(_kept(wanted))
    _drop(there.keys() - right.keys())
    _put({key: text for key, text in right.items() if there.get(key) != text})
    _learn(words_of(wanted.values()))


def words_of(some: Iterable[Said | None]) -> set[str]:
    """The words that are known by what things say."""
    texts = (text for said in some if said and said.is_told for text in (*said.title, *said.text))
    return {word for text in texts for word in stems.words(text) if _is_word(word)}


def has_words(said: Said | None) -> bool:
    """Whether a thing that says this is to stand in the index."""
    return said is not None and bool(stems.indexed(*said.title, *said.text))


def _rows(key: Key, said: Said | None) -> dict[Key, str]:
    """The stems to be kept of a thing, by the kind and id of each row."""
    if said is None:
        return {}
    kind, number = key
    title, whole = stems.indexed(*said.title), stems.indexed(*said.title, *said.text)
    if whole:
        whole = " ".join((whole, *(OF + stem for stem in stems.indexed(*said.of).split())))
    kept = {(kind, number): whole, (kind + OF_TITLE, number): title}
    return {place: text for place, text in kept.items() if text}


def _kept(keys: Iterable[Key]) -> Iterable[tuple[Key, str]]:
    both = [place for kind, number in keys for place in ((kind, number), (kind + OF_TITLE, number))]
    asked = select(SearchEntry.kind, SearchEntry.subject_id, SearchEntry.stems).where(_these(both))
    return (((kind, number), text) for kind, number, text in _connection().execute(asked))


def _put(right: Mapping[Key, str]) -> None:
    """Rows that say this, whether somebody else makes the same at this moment or not."""
    rows = [
        {"kind": kind, "subject_id": number, "stems": text} for (kind, number), text in sorted(right.items())
    ]
    if rows:
        dialect = postgresql if _connection().dialect.name == "postgresql" else sqlite
        put = dialect.insert(SearchEntry)
        same = {"index_elements": ["kind", "subject_id"], "set_": {"stems": put.excluded.stems}}
        _connection().execute(put.on_conflict_do_update(**same), rows)


def _drop(keys: Iterable[Key]) -> None:
    gone = list(keys)
    if gone:
        _connection().execute(delete(SearchEntry).where(_these(gone)))


def _these(keys: Iterable[Key]) -> ColumnElement[bool]:
    numbers: dict[str, list[int]] = defaultdict(list)
    for kind, number in keys:
        numbers[kind].append(number)
    of_kind = (
        and_(SearchEntry.kind == kind, among(SearchEntry.subject_id, some)) for kind, some in numbers.items()
    )
    return or_(*of_kind)


def _learn(found: set[str]) -> None:
    """Know the words from now on."""
    if not found:
        return
    known = select(SearchWord.word).where(among(SearchWord.word, sorted(found)))
    new = sorted(found.difference(_connection().scalars(known)))
    if new:
        rows: list[dict[str, Any]] = [{"word": word, "stem": stems.stems_of(word)[0]} for word in new]
        _connection().execute(insert(SearchWord), rows)


def _is_word(word: str) -> bool:
    """Whether it is one that there is room for; of -studie, -fora and -centra the stem is longer."""
    if len(word) > LONGEST_WORD or any(map(str.isdigit, word)):
        return False
    return len(stems.stems_of(word)[0]) <= LONGEST_WORD


def _connection() -> Connection:
    """Beside the session's own work, which is being flushed."""
    return db.session().connection()
