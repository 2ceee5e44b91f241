"""The index: one row per thing that can be found."""

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from collab import db


class SearchEntry(db.Base):
    """What a thing is found by: the stems of its words. Texts and rights stay with the thing itself."""

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("kind", "subject_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    stems: Mapped[str] = mapped_column(Text)
