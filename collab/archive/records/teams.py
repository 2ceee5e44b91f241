"""teams.yaml: teams, their members and the requests to join them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated

from collab.archive.marks import Longest, Named, Slug, To
from collab.archive.problems import Problems
from collab.archive.records.head import PartHead
from collab.archive.shaping import MaybeEmpty, Record
from collab.teams.models import Change, JoinState


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRecord(Record):
    """A member's place."""

    person: Annotated[str, To("person")]
    joined_on: date
    task: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinRecord(Record):
    """Somebody asked to join, and may have been answered."""

    id: Annotated[Slug, Named("request")] | None = None
    person: Annotated[str, To("person")]
    asked_at: datetime
    state: JoinState
    message: MaybeEmpty
    answered_by: Annotated[str, To("person")] | None = None
    answered_at: datetime | None = None
    answer: MaybeEmpty | None = None

    def judge(self, problems: Problems) -> None:
        """A request is pending or it has been answered or taken back, later than it was asked.

        Who answered may have left the programme since.
        """
        needed = ("answered_at",) if self.state is JoinState.WITHDRAWN else ("answered_at", "answer")
        for key in ("answered_by", "answered_at", "answer"):
            if self.state is JoinState.PENDING and self.node.has(key):
                problems.add(self.node[key], "A pending request has no answer yet.")
            if self.state is not JoinState.PENDING and key in needed and not self.node.has(key):
                problems.add(self.node, f'A request that is {self.state} needs the key "{key}".')
        if self.answered_at is not None and self.answered_at < self.asked_at:
            problems.add(self.node["answered_at"], "The answer is older than the question.")


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationRecord(Record):
    """Somebody was invited, and may have answered."""

    id: Annotated[Slug, Named("invitation")] | None = None
    person: Annotated[str, To("person")]
    sent_by: Annotated[str, To("person")] | None = None
    sent_at: datetime
    state: JoinState
    message: MaybeEmpty
    answered_at: datetime | None = None
    answer: MaybeEmpty | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRecord(Record):
    """Something that was done to the team or within it."""

    change: Change
    at: datetime
    by: Annotated[str, To("person")] | None = None
    person: Annotated[str, To("person")] | None = None
    other_team: Annotated[str, To("team")] | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRecord(Record):
    """A team."""

    id: Annotated[Slug, Named("team")]
    name: Annotated[str, Longest(120)]
    presentation: str = ""
    formed_on: date
    demonstration: bool | None = None
    coordinators: list[Annotated[str, To("person")]] = field(default_factory=list)
    is_open: bool = True
    complete_by: date | None = None
    dissolved_at: datetime | None = None
    idea: Annotated[str, To("idea")] | None = None
    members: list[MemberRecord]
    join_requests: list[JoinRecord] = field(default_factory=list)
    invitations: list[InvitationRecord] = field(default_factory=list)
    changes: list[ChangeRecord] = field(default_factory=list)
    """What happened to the team beside its forming and who joined it, in time's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsFile(PartHead):
    """The whole file."""

    teams: list[TeamRecord]
