"""What readers left without writing: words by one press, and who has opened the page of an update."""

from collections import defaultdict
from typing import Any

from msgspec import Struct, field
from sqlalchemy import CompoundSelect, String, cast, func, literal, select, union_all

from collab.accounts.models import Person
from collab.statements import built_once, rows_of
from collab.text import Localised
from collab.updates.models import Comment, Opening, Reaction, Update, Word

OF_UPDATE = ""
"""In place of a comment's key: the update itself."""


class Pressed(Struct, frozen=True):
    """A word, who put it, in that order, and whether the viewer did."""

    word: Word
    names: list[Localised] = field(default_factory=list)
    is_mine: bool = False


Words = dict[Word, Pressed]


class Responses(Struct, frozen=True):
    """What readers left at an update."""

    words: dict[str, Words]
    """What was put, in the order of the words: to comments by their keys, to the update by `OF_UPDATE`."""
    openings: dict[int, Localised]
    """Who has opened the page, by the person's id, the first one first."""


def responses(update: Update, *, viewer: Person) -> Responses:
    """What readers left at the update, in one statement; for those who may read its comments."""
    found = rows_of(*_left(update_id=update.id))
    said: dict[str, dict[Word, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in found:
        if row.word:
            said[row.comment][Word(row.word)].append(row)
    words = {of: _pressed(by_word, viewer) for of, by_word in said.items()}
    return Responses(words, {row.person_id: row.name for row in found if not row.word})


def _pressed(by_word: dict[Word, list[Any]], viewer: Person) -> Words:
    return {
        word: Pressed(
            word,
            [row.name for row in by_word[word]],
            any(row.person_id == viewer.id for row in by_word[word]),
        )
        for word in Word
        if word in by_word
    }


@built_once
def _left(*, update_id: Any) -> CompoundSelect[*tuple[Any, ...]]:
    """Both kinds in one statement; an opening has no word."""
    who = Person.id.label("person_id"), Person.name.label("name")
    words = (
        select(
            cast(Reaction.word, String).label("word"),
            func.coalesce(Comment.key, OF_UPDATE).label("comment"),
            *who,
            Reaction.at.label("at"),
        )
        .join(Reaction.person)
        .outerjoin(Reaction.comment)
        .where(Reaction.update_id == update_id)
    )
    nothing = literal("").label("word"), literal(OF_UPDATE).label("comment")
    opened = select(*nothing, *who, Opening.at.label("at")).join(Opening.person)
    both = union_all(words, opened.where(Opening.update_id == update_id))
    return both.order_by("at", "person_id")
