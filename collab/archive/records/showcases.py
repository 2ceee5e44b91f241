"""showcases.yaml: public pages of projects, approved and published."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from collab.archive.marks import Count, Named, Slug, To
from collab.archive.problems import Problems
from collab.archive.records.head import PartHead
from collab.archive.records.pictures import PictureRecord
from collab.archive.shaping import EMPTY, UNSAID, EitherLanguage, MaybeEmpty, Record
from collab.showcases.models import Consent


class Method(StrEnum):
    """How a figure was come by."""

    COUNTED = "counted"
    REPORTED = "reported"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectRecord(Record):
    """A figure, and the public update that it comes from."""

    label: MaybeEmpty = EMPTY
    text: MaybeEmpty = EMPTY
    unit: MaybeEmpty = EMPTY
    method: Method
    evidence: Annotated[str, To("update")] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorRoleRecord(Record):
    """What a sector does when somebody does the same at home."""

    sector: Annotated[str, To("sector")]
    text: MaybeEmpty = EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHomeRecord(Record):
    """How others can do the same."""

    takes: MaybeEmpty = EMPTY
    cost: MaybeEmpty = EMPTY
    roles: list[SectorRoleRecord] = field(default_factory=list)
    pitfalls: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord(Record):
    """Something to take away."""

    title: str
    kind: MaybeEmpty = EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowcasePictureRecord(PictureRecord):
    """A picture, and what is known about recognisable people in it."""

    consent: Consent


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRecord(Record):
    """An edition as a site has published it."""

    number: Count
    public: bool
    published_at: datetime
    published_by: Annotated[str, To("person")] | None = None
    unpublished_at: datetime | None = None
    unpublished_by: Annotated[str, To("person")] | None = None
    unpublished_reason: str = ""
    content: Any = None
    """What it shows, in the shape of `Edition.content`; without it what the working copy shows."""


AUTHORED = ("approved_at", "approved_by", "published_at", "published_by")
"""What a showcase says that people write, where an exported one has its editions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowcaseRecord(Record):
    """A published showcase, or one as a site has it: a working copy with its editions."""

    id: Annotated[Slug, Named("showcase")]
    project: Annotated[str, To("project"), Named("showcase of project")]
    ongoing: bool
    seeks_municipalities: bool = False
    approved_at: datetime | None = None
    approved_by: Annotated[str, To("person")] | None = None
    published_at: datetime | None = None
    published_by: Annotated[str, To("person")] | None = None
    saved_at: datetime | None = None
    headline: EitherLanguage = UNSAID
    story: MaybeEmpty = EMPTY
    effects: list[EffectRecord]
    at_home: AtHomeRecord
    documents: list[DocumentRecord] = field(default_factory=list)
    pictures: list[ShowcasePictureRecord] = field(default_factory=list)
    summary_en: str = ""
    editions: list[EditionRecord] = field(default_factory=list)

    def judge(self, problems: Problems) -> None:
        """It is published after it was approved, unless its editions say all that."""
        for key in AUTHORED if not self.node.has("editions") else ():
            if not self.node.has(key):
                problems.add(self.node, f'The key "{key}" is missing.')
        if self.published_at and self.approved_at and self.published_at < self.approved_at:
            problems.add(self.node["published_at"], "This was published before it was approved.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowcasesFile(PartHead):
    """The whole file."""

    showcases: list[ShowcaseRecord]
