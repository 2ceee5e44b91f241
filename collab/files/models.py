"""Pictures and the blobs they are kept in."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import Person
from collab.keys import new_key

NAMES_FILE = {"names_file": True}
"""`info` of a column that holds the SHA-256 of a stored file: it is to stand in `queries.NAME_FILES`."""
LOOSE_FOR = timedelta(days=2)
"""How long a picture waits for the form that it came with."""


def widths_of(variants: dict[str, Any]) -> list[int]:
    """The widths in pixels that a picture's `variants` name, rising."""
    return sorted(map(int, variants))


class Picture(db.Base):
    """A picture that somebody uploaded: re-encoded to WebP in several widths, each kept under its SHA-256.

    It has no address of its own: the thing it belongs to serves it, after that thing's policy.
    """

    __tablename__ = "picture"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    width: Mapped[int]
    height: Mapped[int]
    variants: Mapped[dict[str, Any]] = mapped_column(info=NAMES_FILE)
    """Width in pixels (as text) → SHA-256 of the WebP file of that width."""
    alternative: Mapped[str] = mapped_column(Text, default="")
    is_decorative: Mapped[bool] = mapped_column(default=False)
    caption: Mapped[str] = mapped_column(Text, default="")
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    uploaded_at: Mapped[datetime] = mapped_column(default=clock.now)
    loose_since: Mapped[datetime | None] = mapped_column(index=True)
    """Real time. It came with a form that is not finished, and goes unless something takes it into use."""
    is_demonstration: Mapped[bool] = mapped_column(default=False)

    uploaded_by: Mapped[Person | None] = relationship()

    @property
    def widths(self) -> list[int]:
        """The widths there are, in pixels, rising."""
        return widths_of(self.variants)

    def variant(self, width: int) -> str:
        """SHA-256 of the smallest file at least `width` pixels wide, else of the largest there is."""
        wide_enough = [w for w in self.widths if w >= width]
        return str(self.variants[str(wide_enough[0] if wide_enough else self.widths[-1])])
