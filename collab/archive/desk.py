"""What every writer has at hand: the programme, finding rows, keeping rows, pictures that are ready."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.archive.keeping import Keeper
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

    def person(self, name: str | None) -> Person | None:
        """The person of that name; nobody for no name."""
        return None if name is None else self.place(name).person

    def key(self, *parts: str) -> str:
        """The public key of something that the programme's files name."""
        return derived_key(self.programme.slug, *parts)
