"""A project's plan in projects.yaml: what its sections were before, and versions of the whole with a name."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from collab.archive.marks import Count, Longest, Named, Slug, To
from collab.archive.shaping import MaybeEmpty, Record
from collab.projects.models.versions import LONGEST_NAME, LONGEST_REASON
from collab.text import Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedRecord(Record):
    """When the plan or a section of it was last edited, and by whom."""

    at: datetime
    by: Annotated[str, To("person")] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRecord(EditedRecord):
    """A section as it was saved. Without a text it is the newest: the plan says it."""

    number: Count
    reason: Annotated[str, Longest(LONGEST_REASON)] = ""
    restored_from: Count | None = None
    merged_with: Count | None = None
    text: MaybeEmpty | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingRecord(Record):
    """What a section was called when the plan got its name; the section itself may be gone."""

    code: Annotated[str, Longest(40)]
    name: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlanRecord(EditedRecord):
    """The whole plan under a name: the number of each section's version."""

    id: Annotated[Slug, Named("named plan")]
    name: Annotated[str, Longest(LONGEST_NAME)]
    sections: dict[Annotated[str, To("section")], Count] = field(default_factory=dict)
    headings: list[HeadingRecord] = field(default_factory=list)
