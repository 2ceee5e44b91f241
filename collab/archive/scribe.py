"""What every reader has at hand: the programme, the names that files use, times on the wall, pictures met."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Select, select

from collab import clock, db
from collab.files.models import Picture
from collab.programmes.models import Membership, Programme
from collab.text import Localised

M = TypeVar("M", bound=db.Base)
Said = dict[str, Any]
"""A part of a file, its keys in the order in which they are written."""


@dataclass(slots=True)
class Scribe:
    """Who writes down a programme. `pictures` are those that were met, by their key."""

    programme: Programme
    people: dict[int, str]
    """Person → the name of their place in the programme."""
    places: dict[int, str]
    """Membership → its name."""
    pictures: dict[str, Picture] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    """SHA-256 of the other files that were met."""

    @classmethod
    def of(cls, programme: Programme) -> "Scribe":
        """The scribe of a programme."""
        rows = db.session.execute(
            select(Membership.id, Membership.person_id, Membership.code).where(
                Membership.programme_id == programme.id
            )
        ).all()
        people = {row.person_id: row.code for row in rows}
        return cls(programme, people, {row.id: row.code for row in rows})

    def mine(self, model: type[M], *order: Any) -> list[M]:
        """The programme's rows of a model, in that order."""
        chosen: Select[M] = select(model).filter_by(programme_id=self.programme.id)
        return list(db.session.scalars(chosen.order_by(*order)))

    def who(self, person_id: int | None) -> str | None:
        """The person's name in files; None for nobody, and for somebody without a place in the programme."""
        return None if person_id is None else self.people.get(person_id)

    def picture(self, picture: Picture, head: bool) -> Said:
        """A picture that lies beside the files. `head`: whether its file says that it is invented."""
        self.pictures[picture.key] = picture
        return said(
            key=picture.key,
            widths=picture.widths,
            height=picture.height,
            alt=picture.alternative,
            decorative=picture.is_decorative or None,
            caption=picture.caption,
            by=self.who(picture.uploaded_by_id),
            at=when(picture.uploaded_at),
            demonstration=unless(head, picture.is_demonstration),
        )


def said(**values: Any) -> Said:
    """What a file says: nothing of what is empty."""
    return {key: value for key, value in values.items() if value is not None and value not in ("", [], {})}


def unless(head: bool, flag: bool) -> bool | None:
    """A flag where it differs from what the head of the file says."""
    return None if flag is head else flag


def words(text: Localised) -> dict[str, str]:
    """A text in its languages."""
    return said(sv=text.sv, en=text.en)


def when(moment: datetime | None) -> datetime | None:
    """A moment as files say it: local and without a zone, but in the hour that autumn has twice."""
    if moment is None:
        return None
    local = clock.local(moment)
    wall = local.replace(tzinfo=None, fold=0)
    if clock.in_stockholm(wall) == moment:
        return wall
    return datetime.fromisoformat(local.isoformat())  # an offset that needs no zone to be known


def all_flagged(flags: Iterable[bool]) -> bool:
    """What the head of a file says of invention: yes when it holds for everything below, and something is."""
    kept = list(flags)
    return bool(kept) and all(kept)


Reader = Callable[[Scribe], Said | None]
