"""What readers leave at a progress post: comments, words by one press, and what is settled about it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import Person
from collab.columns import only
from collab.keys import new_key
from collab.updates.models.update import Update, Visibility


class Comment(db.Base):
    """What somebody answered to an update."""

    __tablename__ = "comment"
    __table_args__ = (UniqueConstraint("update_id", "author_id", "form_key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    form_key: Mapped[str | None] = mapped_column(String(32))
    """Of the form's key and the words: the same form sent twice is one comment, with other words another."""
    update_id: Mapped[int] = mapped_column(ForeignKey("project_update.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id", ondelete="SET NULL"), index=True)
    """The comment that began the thread it stands in; none where it begins one."""
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)
    edited_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    """When it was taken back. No word of it is left then; its place stays for what answers it."""
    is_inside: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it was written to the team and those who lead: it stays so, whoever may read its update."""

    update: Mapped[Update] = relationship()
    author: Mapped[Person | None] = relationship()

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return self.update.activity_scope()


class CommentWording(db.Base):
    """What a comment said before it was changed, for those who could read it then."""

    __tablename__ = "comment_wording"
    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), index=True)
    until: Mapped[datetime]
    """When it was changed."""
    visibility: Mapped[Visibility] = mapped_column(db.Words(Visibility))
    """Of the comment, then: its update's, or the team where it was written to the team."""
    text: Mapped[str] = mapped_column(Text)

    comment: Mapped[Comment] = relationship()


class Word(StrEnum):
    """What can be said by one press."""

    GOOD = "good"
    CURIOUS = "curious"
    US_TOO = "us-too"
    THANKS = "thanks"


class Reaction(db.Base):
    """A word that somebody put to an update, or to one of the comments on it; each word once."""

    __tablename__ = "reaction"
    __table_args__ = (
        UniqueConstraint("comment_id", "person_id", "word"),
        Index(
            "uq_reaction_update_id_person_id_word", "update_id", "person_id", "word",
            unique=True, **only("comment_id IS NULL"),
        ),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(ForeignKey("project_update.id", ondelete="CASCADE"), index=True)
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    word: Mapped[Word] = mapped_column(db.Words(Word))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    update: Mapped[Update] = relationship()
    comment: Mapped[Comment | None] = relationship()
    person: Mapped[Person] = relationship()


class Opening(db.Base):
    """That somebody of the programme has opened the page of an update, and when first."""

    __tablename__ = "update_opening"
    __table_args__ = (UniqueConstraint("update_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(ForeignKey("project_update.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)

    update: Mapped[Update] = relationship()
    person: Mapped[Person] = relationship()


class MarkedAnswer(db.Base):
    """Which comment answers a question, and who said so. A question without one is open."""

    __tablename__ = "marked_answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(ForeignKey("project_update.id", ondelete="CASCADE"), unique=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    update: Mapped[Update] = relationship()
    comment: Mapped[Comment] = relationship()
    by: Mapped[Person | None] = relationship()


class Acknowledgement(db.Base):
    """That one who leads the programme has seen a report: who, and when."""

    __tablename__ = "acknowledgement"
    id: Mapped[int] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(ForeignKey("project_update.id", ondelete="CASCADE"), unique=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    update: Mapped[Update] = relationship()
    by: Mapped[Person | None] = relationship()
