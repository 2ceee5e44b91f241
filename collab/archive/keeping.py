"""Writing rows so that a second import of the same files changes nothing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Generic, TypeVar

from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb

M = TypeVar("M", bound=db.Base)


@dataclass(frozen=True, slots=True)
class Kept(Generic[M]):
    """A row as the file wants it."""

    row: M
    is_new: bool
    changed: frozenset[str]
    """The columns that were different before; none of a new row."""


@dataclass(slots=True)
class Keeper:
    """Makes rows that are missing, changes what differs, and counts both by table."""

    made: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)

    def keep(
        self,
        model: type[M],
        key: Mapping[str, Any],
        values: Mapping[str, Any],
        born: Mapping[str, Any] | None = None,
    ) -> Kept[M]:
        """The row of `key` with `values`; `born` is only set when the row is made."""
        row = db.session.scalars(select(model).filter_by(**key)).first()
        if row is None:
            return Kept(self.make(model, **key, **values, **(born or {})), True, frozenset())
        return Kept(row, False, self.change(row, values))

    def row(self, model: type[M], key: Mapping[str, Any], **values: Any) -> M:
        """`keep`, when only the row matters."""
        return self.keep(model, key, values).row

    def make(self, model: type[M], **values: Any) -> M:
        """A new row."""
        row = model(**values)
        db.session.add(row)
        self.count(row)
        return row

    def count(self, row: db.Base) -> None:
        """Count a new row that an action has made."""
        self.made[row.__tablename__] += 1

    def change(self, row: db.Base, values: Mapping[str, Any]) -> frozenset[str]:
        """Set what differs, and say which columns that were."""
        changed = frozenset(name for name, value in values.items() if _differ(getattr(row, name), value))
        for name in changed:
            setattr(row, name, values[name])
        if changed:
            self.changed[row.__tablename__] += 1
        return changed

    def drop(self, row: db.Base) -> None:
        """Delete a row that the file's whole list no longer has: a change of its table."""
        db.session.delete(row)
        self.changed[row.__tablename__] += 1

    @property
    def did_anything(self) -> bool:
        """Whether any row was made or changed."""
        return bool(self.made or self.changed)


def _differ(now: Any, then: Any) -> bool:
    """Whether two values differ; rows that a row is linked to are compared without their order."""
    if isinstance(now, list) and all(isinstance(item, db.Base) for item in now):
        return {id(item) for item in now} != {id(item) for item in then}
    return bool(now != then)


def tell(verb: Verb, thing: Any, *, by: Person | None, at: datetime | date, **detail: Any) -> None:
    """Record what happened at its own time; of a mere day, at noon."""
    moment = at if isinstance(at, datetime) else clock.in_stockholm(datetime.combine(at, time(12)))
    activity.record(verb, thing, by=by, at=moment, **detail)
