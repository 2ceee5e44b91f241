"""What a gate counts beside the plan, of one project or of a programme's, in one statement."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct, field

from collab.programmes.models import Programme
from collab.projects.models import Project
from collab.stages.facts import InRound
from collab.stages.judging import Voice
from collab.stages.queries.counting import tallied
from collab.text import Localised
from collab.together import Reading, askable, asked, kept


class Tally(Struct):
    """What was counted of one project."""

    updates: dict[str, int] = field(default_factory=dict)
    said: dict[str, dict[str, datetime | None]] = field(default_factory=dict)
    """By round what happened to the project in it, and when: submission, release, exemption, approval."""
    open_points: dict[str, dict[str, int]] = field(default_factory=dict)
    recommended: dict[str, dict[str, int]] = field(default_factory=dict)
    voices: dict[tuple[str, Localised], list[Voice]] = field(default_factory=dict)
    """Who agrees to what at the stage where the project is."""
    public_since: datetime | None = None
    """When the edition that is public was published."""
    has_conference: bool = False
    sessions: int = 0
    speakers: int = 0

    def rounds(self, names: Mapping[str, Localised]) -> dict[str, InRound]:
        """Every round of the programme, by its code."""
        return {code: self._round(code, name) for code, name in names.items()}

    def _round(self, code: str, name: Localised) -> InRound:
        happened = self.said.get(code, {})
        return InRound(
            name=name,
            is_handed_in="submission" in happened,
            is_released="release" in happened,
            is_exempt="exemption" in happened,
            is_approved="approval" in happened,
            open_points=self.open_points.get(code, {}),
            recommended=self.recommended.get(code, {}),
        )

    def when(self, what: str, code: str) -> datetime | None:
        """When that happened in the round of that code: a submission, release or approval; None for never."""
        return self.said.get(code, {}).get(what)


class _Row(Struct, frozen=True):
    """One row of what was counted."""

    code: str
    word: str
    number: int
    who: str | None
    at: datetime | None


def _update(tally: Tally, row: _Row) -> None:
    tally.updates[row.word] = row.number


def _open(tally: Tally, row: _Row) -> None:
    tally.open_points.setdefault(row.code, {})[row.word] = row.number


def _recommended(tally: Tally, row: _Row) -> None:
    tally.recommended.setdefault(row.code, {})[row.word] = row.number


def _public(tally: Tally, row: _Row) -> None:
    tally.public_since = row.at


def _conference(tally: Tally, _row: _Row) -> None:
    tally.has_conference = True


def _session(tally: Tally, row: _Row) -> None:
    tally.sessions, tally.speakers = tally.sessions + 1, tally.speakers + row.number


def _agreed(tally: Tally, row: _Row) -> None:
    said = row.code, Localised(**json.loads(row.word))
    who = Localised(**json.loads(row.who)) if row.who else None
    if row.at is not None:
        tally.voices.setdefault(said, []).append(Voice(row.number or None, who, row.at))


_NOTES: Mapping[str, Callable[[Tally, _Row], None]] = {
    "update": _update,
    "open": _open,
    "recommended": _recommended,
    "public": _public,
    "conference": _conference,
    "session": _session,
    "agreed": _agreed,
}
"""By what the statement calls a row; whatever else it names happened in a round."""


@askable
@kept
def tally_of(project: Project) -> Reading[Tally]:
    """What was counted of the project."""
    rows = yield from asked(tallied("project", of=project.id))
    return _read(rows).get(project.id, Tally())


@askable
def tallies_of(programme: Programme) -> Reading[dict[int, Tally]]:
    """What was counted of each of the programme's projects, by its id; nothing where nothing was found."""
    rows = yield from asked(tallied("programme", of=programme.id))
    return _read(rows)


def _read(rows: Iterable[Any]) -> dict[int, Tally]:
    found: dict[int, Tally] = {}
    for project_id, kind, *rest in rows:
        tally, row = found.setdefault(project_id, Tally()), _Row(*rest)
        if kind in _NOTES:
            _NOTES[kind](tally, row)
        else:
            tally.said.setdefault(row.code, {})[kind] = row.at
    for tally in found.values():
        for voices in tally.voices.values():
            voices.sort(key=lambda voice: voice.at)
    return found
