"""How a project came to where it is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from collab.accounts.models import Person
from collab.programmes.models import Stage
from collab.projects.models import Agreement, Passage, Project, Way
from collab.stages.judging import Voice
from collab.statements import built_once, rows_of
from collab.text import Localised


class Agreed(Struct, frozen=True):
    """What a team had agreed to, and who."""

    words: Localised
    voices: tuple[Voice, ...]


class Past(Struct, frozen=True):
    """A passage from one stage to another."""

    id: int
    way: Way
    at: datetime
    from_name: Localised
    to_name: Localised
    who: Localised | None
    """The office; None for somebody who has left the site."""
    reason: str
    met: int
    """How many of the machine's checks were met."""
    unmet: tuple[Localised, ...]
    """The checks that were not."""
    agreed: tuple[Agreed, ...]


def history_of(project: Project) -> list[Past]:
    """Every passage of the project, the latest first, in one statement."""
    found: dict[int, list[Any]] = {}
    for row in rows_of(*_passages(project_id=project.id)):
        found.setdefault(row.id, []).append(row)
    return [_past(rows) for rows in found.values()]


def _past(rows: Sequence[Any]) -> Past:
    """The passage of these rows, one for each who had agreed to something."""
    row = rows[0]
    unmet = tuple(Localised(**check["label"]) for check in row.checks if not check["is_met"])
    agreed: dict[Localised, list[Voice]] = {}
    for said in rows:
        if said.agreed_at is not None:
            agreed.setdefault(said.words, []).append(Voice(said.agreed_by_id, said.agreed_by, said.agreed_at))
    return Past(
        *(row.id, row.way, row.at, row.came_from, row.went_to, row.who, row.reason),
        met=len(row.checks) - len(unmet),
        unmet=unmet,
        agreed=tuple(Agreed(words, tuple(voices)) for words, voices in agreed.items()),
    )


@built_once
def _passages(*, project_id: Any) -> Select[*tuple[Any, ...]]:
    came_from, went_to, agreeing = aliased(Stage), aliased(Stage), aliased(Person)
    return (
        select(
            Passage.id,
            Passage.way,
            Passage.at,
            came_from.name.label("came_from"),
            went_to.name.label("went_to"),
            Person.name.label("who"),
            Passage.reason,
            Passage.checks,
            Agreement.words,
            Agreement.by_id.label("agreed_by_id"),
            agreeing.name.label("agreed_by"),
            Agreement.at.label("agreed_at"),
        )
        .join(came_from, came_from.id == Passage.from_id)
        .join(went_to, went_to.id == Passage.to_id)
        .outerjoin(Person, Person.id == Passage.by_id)
        .outerjoin(Agreement, Agreement.passage_id == Passage.id)
        .outerjoin(agreeing, agreeing.id == Agreement.by_id)
        .where(Passage.project_id == project_id)
        .order_by(Passage.at.desc(), Passage.id.desc(), Agreement.at, Agreement.id)
    )
