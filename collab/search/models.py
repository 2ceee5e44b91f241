"""The index: one row per thing that can be found, one for its title, and the words that there are."""

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from collab import db

LONGEST_WORD = 60
"""Characters; what is longer is no word that anybody looks for."""
OF_TITLE = ".title"
"""What follows the kind of a thing where its title stands by itself."""
OF = "0of"
"""What the stems of a name begin with that is not a thing's own, but of what it belongs to."""
MANY = ("project_update", "comment")
"""Kinds that there may be very many of, none of them with a title."""
WHOLE, FEW = "search_index", "search_few"
"""SQLite: the index over everything, and that over all kinds but `MANY`."""


class SearchEntry(db.Base):
    """What a thing is found by: the stems of its words. Texts and rights stay with the thing itself."""

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("kind", "subject_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    stems: Mapped[str] = mapped_column(Text)


class SearchWord(db.Base):
    """A word that stands in something, as it is written and its stem: to know compounds and misspellings.

    A word may stand here twice when two have written it at the same moment: nobody waits for anybody's words.
    """

    __tablename__ = "search_word"
    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(String(LONGEST_WORD), index=True)
    stem: Mapped[str] = mapped_column(String(LONGEST_WORD))
