"""What a programme defines: sectors, strands, goals, branches, rules, stages, plan sections."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from collab import db
from collab.archive.keeping import Keeper
from collab.archive.records.programme import GoalRecord, ProgrammeFile
from collab.archive.records.work import StageRecord, Strength, TeamRuleRecord
from collab.archive.writers.programme import plain
from collab.programmes.models import (
    Branch,
    Goal,
    Indicator,
    PlanSection,
    Programme,
    Sector,
    Stage,
    Strand,
    TeamRule,
)
from collab.text import Localised

SECTION = ("name", "guidance", "example", "min_words", "max_words", "by_goal")


def write(file: ProgrammeFile, programme: Programme, keeper: Keeper) -> None:
    """Everything that projects and people of the programme are described by."""
    mine = {"programme_id": programme.id}
    in_order(Sector, mine, file.sectors, ("name", "description"), keeper)
    in_order(Strand, mine, file.strands, ("name", "description"), keeper)
    in_order(Branch, mine, file.branches, ("name",), keeper)
    in_order(PlanSection, mine, file.plan_sections, SECTION, keeper)
    for goal in file.goals:
        _goal(mine, goal, keeper)
    if file.team_rules is not None:
        _rules(mine, file.team_rules.rules, keeper)
    for position, stage in enumerate(file.stages):
        _stage(mine, position, stage, keeper)


def in_order(
    model: type[db.Base],
    mine: dict[str, int],
    records: Sequence[Any],
    columns: tuple[str, ...],
    keeper: Keeper,
) -> None:
    """Rows with a code, their place in the file as position, and columns named like the record's fields."""
    for position, record in enumerate(records):
        said = {column: _told(getattr(record, column)) for column in columns}
        keeper.row(model, {**mine, "code": record.code}, position=position, **said)


def _told(value: Any) -> Any:
    """What the row keeps: a text that is left out is an empty one."""
    return Localised("") if value is None else value


def _goal(mine: dict[str, int], record: GoalRecord, keeper: Keeper) -> None:
    goal = keeper.row(
        Goal,
        {**mine, "code": record.code},
        number=record.number,
        name=record.name,
        description=record.description,
    )
    for position, indicator in enumerate(record.indicators):
        keeper.row(
            Indicator,
            {"goal": goal, "code": indicator.code},
            position=position,
            name=indicator.name,
            unit=indicator.unit,
            baseline=indicator.baseline,
            target=indicator.target,
            is_demonstration=indicator.demonstration,
        )


def _rules(mine: dict[str, int], records: Sequence[TeamRuleRecord], keeper: Keeper) -> None:
    """The file's list is the whole list: a rule has no name by which one beyond it could be meant to stay."""
    for position, record in enumerate(records):
        _rule(mine, position, record, keeper)
    beyond = select(TeamRule).filter_by(**mine).where(TeamRule.position >= len(records))
    for row in db.session.scalars(beyond):
        keeper.drop(row)


def _rule(mine: dict[str, int], position: int, record: TeamRuleRecord, keeper: Keeper) -> None:
    keeper.row(
        TeamRule,
        {**mine, "position": position},
        kind=record.rule,
        settings=record.settings,
        is_hard=record.strength is Strength.HARD,
        weight=record.weight or 1,
        label=record.label,
    )


def _stage(mine: dict[str, int], position: int, record: StageRecord, keeper: Keeper) -> None:
    keeper.row(
        Stage,
        {**mine, "code": record.code},
        position=position,
        name=record.name,
        description=record.description,
        due_on=record.due_on,
        occasion=record.occasion or "",
        checks=plain(record, "checks"),
        statements=plain(record, "statements"),
    )
