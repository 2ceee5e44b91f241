"""history.yaml: what happened on the site that a programme was exported from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from collab.activity.models import Verb
from collab.archive.marks import To
from collab.archive.problems import Problems
from collab.archive.records.head import PartHead
from collab.archive.shaping import Record
from collab.archive.things import THINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord(Record):
    """Who did what to what, when."""

    at: datetime
    verb: Verb
    by: Annotated[str, To("person")] | None = None
    kind: str
    name: str
    detail: Any = None

    def judge(self, problems: Problems) -> None:
        """It speaks of a kind of thing that is known."""
        if self.kind not in THINGS:
            problems.add(self.node["kind"], f'"{self.kind}" is none of {", ".join(THINGS)}.')


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryFile(PartHead):
    """The whole file."""

    history: list[EventRecord]
