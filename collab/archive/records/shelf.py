"""A project's files in projects.yaml: their versions, and who has agreed to be seen in pictures."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated

from collab.archive.marks import Count, Longest, Matching, Named, Slug, To
from collab.archive.problems import Problems
from collab.archive.records.pictures import SceneRecord
from collab.archive.shaping import Record
from collab.project_files.kinds import Kind
from collab.project_files.models import (
    LONGEST_CREDIT,
    LONGEST_DESCRIPTION,
    LONGEST_REASON,
    LONGEST_WHO,
    Purpose,
    Readers,
)
from collab.project_files.names import LONGEST as LONGEST_NAME

Hash = Annotated[str, Matching(r"[0-9a-f]{64}", "a SHA-256 of 64 small hexadecimal digits")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRecord(Record):
    """Who has agreed to be seen, when and to what; and since when no longer."""

    id: Annotated[Slug, Named("consent")]
    who: Annotated[str, Longest(LONGEST_WHO)]
    given_on: date
    purposes: list[Purpose]
    at: datetime
    by: Annotated[str, To("person")] | None = None
    withdrawn_on: date | None = None
    withdrawn_by: Annotated[str, To("person")] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileVersionRecord(Record):
    """One version: a picture, or a file whose bytes lie beside this one as `files/<sha256>`."""

    number: Count
    name: Annotated[str, Longest(LONGEST_NAME)]
    kind: Kind
    sha256: Hash | None = None
    picture: SceneRecord | None = None
    credit: Annotated[str, Longest(LONGEST_CREDIT)] = ""
    of_people: bool = False
    at: datetime
    by: Annotated[str, To("person")] | None = None
    reason: Annotated[str, Longest(LONGEST_REASON)] = ""
    consents: list[ConsentRecord] = field(default_factory=list)

    def judge(self, problems: Problems) -> None:
        """It is a picture, or its bytes lie beside; only of a picture somebody can agree to anything."""
        if (self.kind is Kind.PICTURE) != (self.picture is not None):
            problems.add(self.node, 'A picture, and nothing else, has the key "picture".')
        elif (self.picture is None) != (self.sha256 is not None):
            problems.add(self.node, 'What is no picture, and nothing else, has the key "sha256".')
        if self.of_people != bool(self.consents):
            problems.add(self.node, "A picture of people, and nothing else, has their consents.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalRecord(Record):
    """When a file was taken away, by whom and why."""

    at: datetime
    by: Annotated[str, To("person")] | None = None
    why: Annotated[str, Longest(LONGEST_REASON)]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord(Record):
    """A file with all its versions; one that was taken away has none."""

    id: Annotated[Slug, Named("project file")]
    name: Annotated[str, Longest(LONGEST_NAME)]
    description: Annotated[str, Longest(LONGEST_DESCRIPTION)] = ""
    readers: Readers = Readers.PROGRAMME
    follows_reports: bool = False
    latest: Count
    removed: RemovalRecord | None = None
    versions: list[FileVersionRecord] = field(default_factory=list)

    def judge(self, problems: Problems) -> None:
        """Its newest version is the latest, unless it is taken away."""
        newest = max((version.number for version in self.versions), default=0)
        if self.removed is None and newest != self.latest:
            problems.add(self.node, f"The latest version is {self.latest}, but the newest here is {newest}.")
        if self.removed is not None and self.versions:
            problems.add(self.node, "A file that was taken away has no versions.")
