"""ideas.yaml: themes and ideas, and what participants wish for: ideas in order, people to be with."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from collab.archive.marks import Between, Longest, Named, Slug, To
from collab.archive.records.head import PartHead
from collab.archive.shaping import EMPTY, MaybeEmpty, Record
from collab.ideas.models import LONGEST_TITLE


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaRecord(Record):
    """A theme of the programme, or an idea of somebody."""

    id: Annotated[Slug, Named("idea")]
    title: Annotated[str, Longest(LONGEST_TITLE)]
    description: MaybeEmpty = EMPTY
    teams_most: Annotated[int, Between(1, 1000)] | None = None
    proposed_by: Annotated[str, To("person")] | None = None
    """Without it a theme of the programme."""
    created_at: datetime
    withdrawn_at: datetime | None = None
    demonstration: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WishRecord(Record):
    """What somebody wishes for: ideas, the dearest first, and people to be with."""

    person: Annotated[str, To("person")]
    ideas: list[Annotated[str, To("idea")]] = field(default_factory=list)
    beside: list[Annotated[str, To("person")]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeasFile(PartHead):
    """The whole file."""

    ideas: list[IdeaRecord]
    wishes: list[WishRecord] = field(default_factory=list)
