"""Municipalities, regions, universities and funders, and their part in a programme."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from collab import db
from collab.programmes.models.programme import Programme
from collab.text import Localised

ENDINGS = ("krona", "hamn", "näs")
"""Endings that tell places apart whose first two letters are the same: Karlskrona, Karlshamn, Höganäs."""


class OrganisationKind(StrEnum):
    """What an organisation is."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    UNIVERSITY = "university"
    FUNDER = "funder"
    OTHER = "other"


class Organisation(db.Base):
    """A municipality (with its SCB code, centroid and boundary), region, university, funder or other body."""

    __tablename__ = "organisation"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[OrganisationKind] = mapped_column(db.Words(OrganisationKind))
    name: Mapped[Localised]
    """The official name: Kristianstads kommun, Kristianstad Municipality."""
    short_name: Mapped[str] = mapped_column(String(80))
    """What people say: Kristianstad."""
    code: Mapped[str | None] = mapped_column(String(4), unique=True)
    """SCB's municipality code."""
    county_code: Mapped[str | None] = mapped_column(String(2))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    tile_row: Mapped[int | None]
    tile_column: Mapped[int | None]
    label_x: Mapped[float | None]
    label_y: Mapped[float | None]
    boundary: Mapped[str | None] = deferred(mapped_column(Text))
    """SVG path data in the programme map's view box."""

    @property
    def letters(self) -> str:
        """Two letters that stand for the place: Kristianstad Kr, Karlshamn Kh, Östra Göinge ÖG."""
        return letters_of(self.short_name)


def letters_of(short_name: str) -> str:
    """Two letters that stand for the place of that name."""
    first, *others = short_name.split()
    if others:
        return first[0] + others[0][0]
    ending = next((e for e in ENDINGS if first.endswith(e)), "")
    return first[0] + ending[0] if ending else first[:2]


class Part(StrEnum):
    """The part an organisation has in a programme."""

    ORGANISER = "organiser"
    COMMISSIONER = "commissioner"
    FUNDER = "funder"
    PARTICIPANT = "participant"
    INVITED = "invited"


class Participation(db.Base):
    """An organisation's part in a programme; every municipality of the area is at least invited."""

    __tablename__ = "participation"
    __table_args__ = (UniqueConstraint("programme_id", "organisation_id", "part"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    part: Mapped[Part] = mapped_column(db.Words(Part))
    position: Mapped[int] = mapped_column(default=0)
    is_demonstration: Mapped[bool] = mapped_column(default=False)

    programme: Mapped[Programme] = relationship()
    organisation: Mapped[Organisation] = relationship()


class Enrolment(db.Base):
    """A municipality's registration to a programme with its managers per sector: it holds the seats."""

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("programme_id", "organisation_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    registered_on: Mapped[date]
    sector_codes: Mapped[list[Any]]
    is_demonstration: Mapped[bool] = mapped_column(default=False)

    programme: Mapped[Programme] = relationship()
    organisation: Mapped[Organisation] = relationship()

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return {"programme_id": self.programme_id}
