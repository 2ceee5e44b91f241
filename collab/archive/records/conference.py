"""conference.yaml: the final conference, its rooms and sessions."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated

from collab import clock
from collab.archive.marks import Code, Count, MunicipalityCode, Named, Slug, To
from collab.archive.problems import Problems
from collab.archive.records.head import PartHead
from collab.archive.records.occasions import PresenterRecord, TimedRecord, no_overlap
from collab.archive.shaping import Record
from collab.conference.models import SessionKind
from collab.text import Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationRecord(Record):
    """When one can register, and for how much."""

    demonstration: bool = False
    opens_on: date
    closes_on: date
    price_sek: Count

    def judge(self, problems: Problems) -> None:
        """It opens before it closes."""
        if self.closes_on < self.opens_on:
            problems.add(self.node["closes_on"], "Registration closes before it opens.")


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueRecord(Record):
    """Where it is."""

    demonstration: bool = False
    municipality: Annotated[MunicipalityCode, To("municipality")]
    name: Localised
    how_to_get_there: Localised
    accessibility: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRecord(Record):
    """A room."""

    id: Annotated[Code, Named("room")]
    demonstration: bool = False
    seats: Count
    name: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceSessionRecord(TimedRecord):
    """An item of the timetable."""

    id: Annotated[Slug, Named("session")]
    demonstration: bool = False
    kind: SessionKind
    room: Annotated[str, To("room")]
    project: Annotated[str, To("project")] | None = None
    strand: Annotated[str, To("strand")] | None = None
    title: Localised
    presenters: list[PresenterRecord] = field(default_factory=list)

    def judge(self, problems: Problems) -> None:
        """A session of kind project names its project."""
        TimedRecord.judge(self, problems)
        if self.kind is SessionKind.PROJECT and self.project is None:
            problems.add(self.node, 'A session of kind project needs the key "project".')


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceRecord(Record):
    """The conference."""

    slug: Slug
    held_on: date
    demonstration: bool = False
    demonstration_fields: list[str] = field(default_factory=list)
    title: Localised
    kind: Localised
    intro: Localised
    starts_at: datetime
    ends_at: datetime
    capacity: Count
    registration: RegistrationRecord
    venue: VenueRecord
    rooms: list[RoomRecord]
    sessions: list[ConferenceSessionRecord]

    def judge(self, problems: Problems) -> None:
        """Everything is on its day and within its hours, and one at a time in each room."""
        for key, moment in (("starts_at", self.starts_at), ("ends_at", self.ends_at)):
            if clock.local(moment).date() != self.held_on:
                problems.add(self.node[key], f"This is not on {self.held_on}.")
        for session in self.sessions:
            if session.starts_at < self.starts_at or session.ends_at > self.ends_at:
                problems.add(session.node["starts_at"], "This is outside the hours of the conference.")
        no_overlap([(session.room, session) for session in self.sessions], problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceFile(PartHead):
    """The whole file."""

    conference: ConferenceRecord
