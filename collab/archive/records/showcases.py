"""showcases.yaml: public pages of projects, approved and published."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from collab.archive.marks import Named, Slug, To
from collab.archive.problems import Problems
from collab.archive.records.head import PartHead
from collab.archive.records.pictures import PictureRecord
from collab.archive.shaping import Record
from collab.showcases.models import Consent
from collab.text import Localised


class Method(StrEnum):
    """How a figure was come by."""

    COUNTED = "counted"
    REPORTED = "reported"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectRecord(Record):
    """A figure, and the public update that it comes from."""

    label: str
    text: str
    unit: str
    method: Method
    evidence: Annotated[str, To("update")] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorRoleRecord(Record):
    """What a sector does when somebody does the same at home."""

    sector: Annotated[str, To("sector")]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHomeRecord(Record):
    """How others can do the same."""

    takes: str
    cost: str
    roles: list[SectorRoleRecord] = field(default_factory=list)
    pitfalls: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord(Record):
    """Something to take away."""

    title: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowcasePictureRecord(PictureRecord):
    """A picture, and what is known about recognisable people in it."""

    consent: Consent


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowcaseRecord(Record):
    """A published showcase."""

    id: Annotated[Slug, Named("showcase")]
    project: Annotated[str, To("project"), Named("showcase of project")]
    ongoing: bool
    seeks_municipalities: bool = False
    approved_at: datetime
    approved_by: Annotated[str, To("person")]
    published_at: datetime
    published_by: Annotated[str, To("person")]
    headline: Localised
    story: str
    effects: list[EffectRecord]
    at_home: AtHomeRecord
    documents: list[DocumentRecord] = field(default_factory=list)
    pictures: list[ShowcasePictureRecord] = field(default_factory=list)
    summary_en: str = ""

    def judge(self, problems: Problems) -> None:
        """It is published after it was approved."""
        if self.published_at <= self.approved_at:
            problems.add(self.node["published_at"], "This was published before it was approved.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowcasesFile(PartHead):
    """The whole file."""

    showcases: list[ShowcaseRecord]
