"""A search for proposals, the divisions that it found, and what was made of them."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import Person
from collab.keys import new_key
from collab.programmes.models import Programme
from collab.work import Work


class SearchState(StrEnum):
    """How far a search has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    IMPOSSIBLE = "impossible"
    FAILED = "failed"


UNDER_WAY = (SearchState.WAITING, SearchState.RUNNING)


class Search(Work, db.Base):
    """Somebody asked for proposals. What it stands on is kept as it was then, and never changes."""

    __tablename__ = "division_search"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    asked: Mapped[dict[str, Any]]
    """What was chosen: rules, number of teams, pins, which formed teams stay (`asking.Asked`)."""
    ground: Mapped[dict[str, Any]] = mapped_column(deferred=True, deferred_group="large")
    """What the programme was like (`ground.Ground`)."""
    instance: Mapped[dict[str, Any]] = mapped_column(deferred=True, deferred_group="large")
    """What the solver is given, in the form of docs/team-files.md: people are the codes of their
    memberships, themes the keys of ideas."""
    names: Mapped[dict[str, Any]]
    """What people, themes and sectors were called: {"people": {code: {"sv": …, "en": …}}, …}."""
    state: Mapped[SearchState] = mapped_column(db.Words(SearchState), default=SearchState.WAITING)
    stop_asked_at: Mapped[datetime | None]
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    answer: Mapped[dict[str, Any] | None]
    """What came of it: status, bounds, conflict, relaxations."""

    programme: Mapped[Programme] = relationship()
    asked_by: Mapped[Person | None] = relationship()

    @property
    def is_under_way(self) -> bool:
        """Whether an answer is still to come."""
        return self.state in UNDER_WAY

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return {"programme_id": self.programme_id}


class Division(db.Base):
    """One proposal of a search: everybody in a team. It may be changed by hand; `made` stays."""

    __tablename__ = "division"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    search_id: Mapped[int] = mapped_column(ForeignKey("division_search.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    """From 1, the best first."""
    teams: Mapped[list[Any]]
    """[{"team": slug or null, "theme": key or null, "members": [codes]}]; a slug is of a team formed
    before."""
    made: Mapped[list[Any]]
    """The same as the solver made it."""
    bounds: Mapped[list[Any]]
    """Largest, sum, km that nothing can beat; null where nothing is proven."""
    version: Mapped[int] = mapped_column(default=0, server_default="0")
    """Counts changes by hand."""

    search: Mapped[Search] = relationship()

    @property
    def is_changed(self) -> bool:
        """Whether it is no longer as the solver made it."""
        return self.teams != self.made

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return self.search.activity_scope()


class Applied(db.Base):
    """A division became the programme's teams, and perhaps was undone."""

    __tablename__ = "division_applied"
    id: Mapped[int] = mapped_column(primary_key=True)
    division_id: Mapped[int] = mapped_column(ForeignKey("division.id", ondelete="CASCADE"), index=True)
    applied_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    applied_at: Mapped[datetime] = mapped_column(default=clock.now)
    before: Mapped[dict[str, Any]]
    """What the teams were before."""
    after: Mapped[dict[str, Any]]
    """What they were right afterwards: undone only while they still are so."""
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    division: Mapped[Division] = relationship()
    applied_by: Mapped[Person | None] = relationship(foreign_keys=[applied_by_id])
    undone_by: Mapped[Person | None] = relationship(foreign_keys=[undone_by_id])

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return self.division.activity_scope()
