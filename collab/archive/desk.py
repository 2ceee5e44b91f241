"""What every writer has at hand: the programme, finding rows, keeping rows, pictures that are ready."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.archive.keeping import Keeper
from collab.archive.names import key_of
from collab.archive.pictures import picture_key
from collab.archive.problems import Problem, Refused
from collab.archive.records.pictures import SceneRecord
from collab.archive.source import Node
from collab.errors import RuleViolation
from collab.files import actions as files
from collab.files.actions import Description
from collab.files.models import Picture
from collab.files.store import KeptPicture
from collab.keys import derived_key
from collab.programmes.models import Membership, Organisation, Programme

M = TypeVar("M", bound=db.Base)


@dataclass(slots=True)
class Desk:
    """The desk at which a programme is written. References have been checked: what is sought is there."""

    programme: Programme
    keeper: Keeper
    pictures: Mapping[str, KeptPicture]
    """By the key of the picture's row."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """Bytes of other files by their SHA-256, and of the widest of each picture."""
    _rows: dict[Any, Any] = field(default_factory=dict)

    def one(self, model: type[M], **by: Any) -> M:
        """The row with these values, wherever it belongs."""
        key = (model, *by.items())
        if key not in self._rows:
            self._rows[key] = db.session.scalars(select(model).filter_by(**by)).one()
        row: M = self._rows[key]
        return row

    def mine(self, model: type[M], **by: Any) -> M:
        """The programme's row with these values."""
        return self.one(model, programme_id=self.programme.id, **by)

    def organisation(self, name: str) -> Organisation:
        """The organisation of that name."""
        return self.one(Organisation, slug=name)

    def place(self, name: str) -> Membership:
        """The place that somebody of that name has."""
        return self.mine(Membership, code=name)

    def person(self, name: str) -> Person:
        """The person of that name."""
        return self.place(name).person

    def key(self, kind: str, name: str) -> str:
        """The public key of something that the programme's files name."""
        return key_of(self.programme.slug, kind, name)

    def derived_key(self, *parts: str) -> str:
        """The public key of something that has no name of its own in the files."""
        return derived_key(self.programme.slug, *parts)

    def person_or_nobody(self, name: str | None) -> Person | None:
        """The person of that name; None for no name."""
        return self.person(name) if name else None

    def picture(
        self, seed: str, record: SceneRecord, *, by: Person | None, at: datetime | None, is_invented: bool
    ) -> Picture:
        """The picture of a scene, with its words."""
        key = picture_key(self.programme.slug, seed, record)
        found = db.session.scalars(select(Picture).where(Picture.key == key)).first()
        if found is not None:
            self.keeper.change(found, {"alternative": record.alt, "caption": record.caption})
            return found
        said = Description(record.alt, is_decorative=record.decorative, caption=record.caption)
        by, at = self.person(record.by) if record.by else by, record.at or at
        picture = files.store_picture(self.pictures[key], said, by=by, at=at, key=key)
        picture.is_demonstration = is_invented if record.demonstration is None else record.demonstration
        self.keeper.count(picture)
        return picture


@contextmanager
def as_problem_of(node: Node) -> Iterator[None]:
    """What a rule of the site forbids is a problem of the file, at the node."""
    try:
        yield
    except RuleViolation as no:
        raise Refused([Problem(node.file, node.line, node.field, str(no))]) from None
