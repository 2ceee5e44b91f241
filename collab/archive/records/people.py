"""people.yaml: who has a place in the programme."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from collab.archive.marks import Longest, Matching, Named, Reachable, Slug, To
from collab.archive.problems import Problems
from collab.archive.records.head import PartHead
from collab.archive.shaping import EitherLanguage, Record
from collab.programmes.models import Role
from collab.text import Localised

_HANDLE = Matching(r"[a-zåäö0-9]+([.-][a-zåäö0-9]+)*", "a handle like kulturchef.kristianstad")


class Language(StrEnum):
    """The language that somebody reads the site and its mail in."""

    SV = "sv"
    EN = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord(Record):
    """A person: an office in an organisation."""

    id: Annotated[Slug, Named("person")]
    handle: Annotated[str, Longest(120), _HANDLE, Named("handle")]
    name: EitherLanguage | None = None
    """What the account is called; without it by office."""
    role: Role
    organisation: Annotated[str, To("organisation")]
    sector: Annotated[str, To("sector")] | None = None
    title: Localised
    email: Annotated[str, Longest(254), Reachable(), Named("e-mail")]
    language: Language = Language.SV
    topics: list[str] = field(default_factory=list)
    branches: list[Annotated[str, To("branch")]] = field(default_factory=list)
    can_offer: str = ""
    seeks: str = ""
    attended: list[Annotated[int, To("occasion")]] = field(default_factory=list)
    demonstration: bool | None = None

    def office(self, place: str) -> Localised:
        """The name that the person goes by: title and place."""
        return Localised(f"{self.title.sv}, {place}", f"{self.title.en}, {place}")

    def judge(self, problems: Problems) -> None:
        """A participant comes from a sector."""
        if self.role is Role.PARTICIPANT and self.sector is None:
            problems.add(self.node, 'A participant has a sector: the key "sector" is missing.')


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFile(PartHead):
    """The whole file."""

    people: list[PersonRecord]
