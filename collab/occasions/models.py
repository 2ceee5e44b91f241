"""A course meeting and its sessions."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import db
from collab.programmes.models import Programme, Strand
from collab.text import Localised


class Occasion(db.Base):
    """One of the programme's course meetings."""

    __tablename__ = "occasion"
    __table_args__ = (UniqueConstraint("programme_id", "number"), UniqueConstraint("programme_id", "slug"))
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    number: Mapped[int]
    slug: Mapped[str] = mapped_column(String(80))
    title: Mapped[Localised]
    theme: Mapped[Localised]
    intro: Mapped[Localised]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    places: Mapped[list[Any]]
    """[{"name": {"sv", "en"}, "municipality": "1256", "demonstration": false}]"""
    materials: Mapped[list[Any]]
    """[{"title": {"sv", "en"}, "strand": "research"}]"""
    is_demonstration: Mapped[bool] = mapped_column(default=False)
    demonstration_fields: Mapped[list[Any]] = mapped_column(default=list)
    """Names of the fields that are invented where the occasion itself is a fact."""

    programme: Mapped[Programme] = relationship()


class OccasionSession(db.Base):
    """One item of an occasion's timetable."""

    __tablename__ = "occasion_session"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True)
    occasion_id: Mapped[int] = mapped_column(ForeignKey("occasion.id"), index=True)
    strand_id: Mapped[int | None] = mapped_column(ForeignKey("strand.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    title: Mapped[Localised]
    presenters: Mapped[list[Any]]
    """[{"role": {"sv", "en"}, "organisation": {"sv", "en"}}]"""

    occasion: Mapped[Occasion] = relationship()
    strand: Mapped[Strand | None] = relationship()
