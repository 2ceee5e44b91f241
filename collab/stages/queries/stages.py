"""The stages of a programme, what each asks for, and the occasion that its gate leads to."""

import json
from datetime import date
from hashlib import sha256
from typing import Any

from msgspec import Struct
from sqlalchemy import select

from collab import clock, db
from collab.conference import queries as conference
from collab.memory import remembered_while_public
from collab.occasions import queries as occasions
from collab.programmes import queries as programmes
from collab.programmes.models import Organisation, Programme, Stage
from collab.text import Localised

CONFERENCE = "conference"
"""What a stage says instead of an occasion's slug when its gate leads to the conference."""


class Meeting(Struct, frozen=True):
    """What a gate leads to: an occasion, or the conference (number 0)."""

    number: int
    title: Localised
    on: date
    place: str


class StageShown(Struct, frozen=True):
    """A stage with what its gate asks for, as the programme's data has it."""

    id: int
    code: str
    name: Localised
    description: Localised
    position: int
    due_on: date
    checks: tuple[dict[str, Any], ...]
    statements: tuple[dict[str, Any], ...]
    meeting: Meeting | None

    @property
    def fingerprint(self) -> str:
        """Tells the words that a team reads from other words."""
        said = json.dumps([self.checks, self.statements], sort_keys=True)
        return f"{self.code} {sha256(said.encode()).hexdigest()[:12]}"


@remembered_while_public
def stages_of(programme_id: int) -> list[StageShown]:
    """The programme's stages in their order."""
    meetings = _meetings(programme_id)
    return [
        StageShown(
            s.id,
            s.code,
            s.name,
            s.description,
            s.position,
            s.due_on,
            tuple(s.checks),
            tuple(s.statements),
            meetings.get(s.occasion),
        )
        for s in programmes.defined(Stage, programme_id)
    ]


def _meetings(programme_id: int) -> dict[str, Meeting]:
    found = occasions.list_occasions(programme_id)
    names = _names({place["municipality"] for occasion in found for place in occasion.places[:1]})
    meetings = {
        occasion.slug: Meeting(
            occasion.number,
            occasion.title,
            occasion.starts_on,
            next((names.get(place["municipality"], "") for place in occasion.places), ""),
        )
        for occasion in found
    }
    day = conference.conference_of(db.session.get_one(Programme, programme_id))
    if day is not None:
        on = clock.local(day.starts_at).date()
        meetings.setdefault(CONFERENCE, Meeting(0, day.title, on, day.municipality))
    return meetings


def _names(codes: set[str]) -> dict[str, str]:
    rows = db.session.execute(
        select(Organisation.code, Organisation.short_name).where(Organisation.code.in_(codes))
    )
    return {code: name for code, name in rows if code}
