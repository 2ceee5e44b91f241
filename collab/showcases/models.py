"""What a team composes, and the frozen editions that the public reads."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import Person
from collab.files.models import NAMES_FILE, Picture
from collab.projects.models import Project
from collab.text import Localised


class Showcase(db.Base):
    """The working copy of a project's public page; nobody but the team and those who lead sees it."""

    __tablename__ = "showcase"
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), unique=True)
    headline: Mapped[Localised]
    story: Mapped[str] = mapped_column(Text, default="")
    summary_en: Mapped[str] = mapped_column(Text, default="")
    is_ongoing: Mapped[bool] = mapped_column(default=True)
    seeks_municipalities: Mapped[bool] = mapped_column(default=False)
    effects: Mapped[list[Any]] = mapped_column(default=list)
    """[{"label", "text", "unit", "method": "counted|reported|estimated", "evidence": update key or ""}]"""
    takes: Mapped[str] = mapped_column(Text, default="")
    cost: Mapped[str] = mapped_column(Text, default="")
    sector_roles: Mapped[list[Any]] = mapped_column(default=list)
    """[{"sector": code, "text"}]"""
    pitfalls: Mapped[list[Any]] = mapped_column(default=list)
    documents: Mapped[list[Any]] = mapped_column(default=list)
    """[{"title", "kind"}]"""
    version: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)

    project: Mapped[Project] = relationship()

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return self.project.activity_scope()


class Consent(StrEnum):
    """What is known about recognisable people in a picture."""

    NONE_RECOGNISABLE = "no-identifiable-people"
    GIVEN = "given"
    UNKNOWN = "unknown"


class ShowcasePicture(db.Base):
    """A picture's place in a showcase; the first one shown is the cover when the project has none."""

    __tablename__ = "showcase_picture"
    __table_args__ = (UniqueConstraint("showcase_id", "picture_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    showcase_id: Mapped[int] = mapped_column(ForeignKey("showcase.id"))
    picture_id: Mapped[int] = mapped_column(ForeignKey("picture.id"), index=True)
    position: Mapped[int]
    consent: Mapped[Consent] = mapped_column(db.Words(Consent), default=Consent.UNKNOWN)

    showcase: Mapped[Showcase] = relationship()
    picture: Mapped[Picture] = relationship()


class Edition(db.Base):
    """A published, frozen edition; the current one is the public page until a newer one or a withdrawal."""

    __tablename__ = "edition"
    __table_args__ = (
        UniqueConstraint("showcase_id", "number"),
        Index("ix_edition_programme_current", "programme_id", "is_current"),
        Index(
            "ix_edition_one_current",
            "showcase_id",
            unique=True,
            sqlite_where=text("is_current"),
            postgresql_where=text("is_current"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    showcase_id: Mapped[int] = mapped_column(ForeignKey("showcase.id"))
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    number: Mapped[int]
    slug: Mapped[str] = mapped_column(String(120), index=True)
    """The project's slug: the showcase's address."""
    title: Mapped[Localised]
    promise: Mapped[Localised]
    is_ongoing: Mapped[bool]
    seeks_municipalities: Mapped[bool]
    is_current: Mapped[bool] = mapped_column(default=True)
    published_at: Mapped[datetime] = mapped_column(default=clock.now)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    unpublished_at: Mapped[datetime | None]
    unpublished_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    unpublished_reason: Mapped[str] = mapped_column(Text, default="")
    content: Mapped[dict[str, Any]]
    """Everything the page shows, as values: nothing edited later can leak into it."""

    showcase: Mapped[Showcase] = relationship()
    published_by: Mapped[Person | None] = relationship(foreign_keys=[published_by_id])
    unpublished_by: Mapped[Person | None] = relationship(foreign_keys=[unpublished_by_id])


class Poster(db.Base):
    """The picture by which an edition is shared, in one language. The worker draws it once."""

    __tablename__ = "poster"
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    file: Mapped[str] = mapped_column(String(64), info=NAMES_FILE)
    """SHA-256 of the PNG."""


class Code(db.Base):
    """The QR code of a showcase's address. The worker draws it once, anew when the site's address changes."""

    __tablename__ = "showcase_code"
    showcase_id: Mapped[int] = mapped_column(ForeignKey("showcase.id", ondelete="CASCADE"), primary_key=True)
    address: Mapped[str] = mapped_column(Text)
    drawing: Mapped[str] = mapped_column(String(64), info=NAMES_FILE)
    """SHA-256 of the SVG, for pages."""
    picture: Mapped[str] = mapped_column(String(64), info=NAMES_FILE)
    """SHA-256 of the PNG, for print."""

    @property
    def files(self) -> dict[str, str]:
        """SHA-256 by the ending of the file's name."""
        return {"svg": self.drawing, "png": self.picture}


class Facet(db.Base):
    """What an edition can be filtered by: a sector, municipality, branch, goal or state."""

    __tablename__ = "facet"
    __table_args__ = (Index("ix_facet_kind_code", "kind", "code"),)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    code: Mapped[str] = mapped_column(String(80), primary_key=True)
