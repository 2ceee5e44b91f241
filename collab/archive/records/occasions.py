"""programme.yaml, course meetings: places, sessions, materials."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any

from collab import clock
from collab.archive.marks import Between, Matching, MunicipalityCode, Named, Slug, To
from collab.archive.problems import Problems
from collab.archive.shaping import Record
from collab.text import Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenterRecord(Record):
    """An office on stage, of an organisation in the programme or of another that is only named."""

    role: Localised
    organisation: Annotated[str, To("organisation")] | None = None
    organisation_name: Localised | None = None

    def judge(self, problems: Problems) -> None:
        """One of the two."""
        if (self.organisation is None) == (self.organisation_name is None):
            problems.add(self.node, 'A presenter has either "organisation" or "organisation_name".')


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedRecord(Record):
    """Anything with a start and an end."""

    starts_at: datetime
    ends_at: datetime

    def judge(self, problems: Problems) -> None:
        """It ends after it starts."""
        if self.ends_at <= self.starts_at:
            problems.add(self.node["ends_at"], "This ends before it starts.")

    @property
    def day(self) -> date:
        """The local day on which it starts."""
        return clock.local(self.starts_at).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class OccasionSessionRecord(TimedRecord):
    """An item of the timetable."""

    id: Annotated[Slug, Named("session")]
    demonstration: bool = False
    strand: Annotated[str, To("strand")] | None = None
    title: Localised
    presenters: list[PresenterRecord] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRecord(Record):
    """Where an occasion meets."""

    demonstration: bool = False
    municipality: Annotated[MunicipalityCode, To("municipality")]
    name: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialRecord(Record):
    """Something to read or to use."""

    demonstration: bool = False
    strand: Annotated[str, To("strand")] | None = None
    title: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class OccasionRecord(Record):
    """A course meeting. `month` may be known for sure where the days are not; then the days lie in it."""

    number: Annotated[int, Between(1, 99), Named("occasion")]
    slug: Annotated[Slug, Named("occasion address")]
    demonstration: bool = False
    demonstration_fields: list[str] = field(default_factory=list)
    title: Localised
    theme: Localised
    month: Annotated[str, Matching(r"\d{4}-\d{2}", "a month like 2016-09")] | None = None
    starts_on: date
    ends_on: date
    places: list[PlaceRecord]
    intro: Localised
    sessions: list[OccasionSessionRecord] = field(default_factory=list)
    materials: list[MaterialRecord] = field(default_factory=list)

    def judge(self, problems: Problems) -> None:
        """Its days are in order and in its month, its sessions on its days and one at a time."""
        if self.ends_on < self.starts_on:
            problems.add(self.node["ends_on"], f"The occasion ends before it starts on {self.starts_on}.")
        if self.month is not None and f"{self.starts_on:%Y-%m}" != self.month:
            problems.add(self.node["starts_on"], f"This day is not in {self.month}.")
        for session in self.sessions:
            if not self.starts_on <= session.day <= self.ends_on:
                problems.add(session.node["starts_at"], "This is not on a day of the occasion.")
        no_overlap([(self.number, session) for session in self.sessions], problems)


def no_overlap(timed: list[tuple[Any, Any]], problems: Problems) -> None:
    """Say which of (lane, timed record) start before the one before them in their lane has ended."""
    until: dict[Any, datetime] = {}
    for lane, record in sorted(timed, key=lambda pair: pair[1].starts_at):
        if record.starts_at < until.get(lane, record.starts_at):
            problems.add(record.node["starts_at"], "This starts before the one before it has ended.")
        until[lane] = max(record.ends_at, until.get(lane, record.ends_at))
