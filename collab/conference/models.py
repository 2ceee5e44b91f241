"""The final event, its rooms and its sessions."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import db
from collab.programmes.models import Programme, Strand
from collab.projects.models import Project
from collab.text import Localised


class Conference(db.Base):
    """A programme's final conference."""

    __tablename__ = "conference"
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), unique=True)
    slug: Mapped[str] = mapped_column(String(80))
    title: Mapped[Localised]
    kind: Mapped[Localised]
    intro: Mapped[Localised]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    capacity: Mapped[int]
    registration: Mapped[dict[str, Any]]
    """{"opens_on": "2017-04-18", "closes_on": "2017-06-07", "price_sek": 0}"""
    venue: Mapped[Localised]
    venue_municipality: Mapped[str] = mapped_column(String(4))
    how_to_get_there: Mapped[Localised]
    accessibility: Mapped[Localised]
    demonstration_fields: Mapped[list[Any]] = mapped_column(default=list)

    programme: Mapped[Programme] = relationship()


class Room(db.Base):
    """A room of the conference."""

    __tablename__ = "room"
    __table_args__ = (UniqueConstraint("conference_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    code: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    name: Mapped[Localised]
    seats: Mapped[int]


class SessionKind(StrEnum):
    """What happens in a session."""

    BREAK = "break"
    PLENARY = "plenary"
    PROJECT = "project"
    PANEL = "panel"
    WORKSHOP = "workshop"
    AWARD = "award"


class ConferenceSession(db.Base):
    """One item of the conference's timetable."""

    __tablename__ = "conference_session"
    __table_args__ = (UniqueConstraint("conference_id", "slug"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    slug: Mapped[str] = mapped_column(String(80))
    kind: Mapped[SessionKind] = mapped_column(db.Words(SessionKind))
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"))
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    strand_id: Mapped[int | None] = mapped_column(ForeignKey("strand.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    title: Mapped[Localised]
    presenters: Mapped[list[Any]]
    """[{"role": {"sv", "en"}, "organisation": {"sv", "en"}}]"""

    conference: Mapped[Conference] = relationship()
    room: Mapped[Room] = relationship()
    project: Mapped[Project | None] = relationship()
    strand: Mapped[Strand | None] = relationship()
