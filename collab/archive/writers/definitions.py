"""What a programme defines: sectors, strands, goals, branches, rules, stages, plan sections."""

from collab.archive.keeping import Keeper
from collab.archive.records.programme import GoalRecord, ProgrammeFile
from collab.archive.records.work import Strength
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


def write(file: ProgrammeFile, programme: Programme, keeper: Keeper) -> None:
    """Everything that projects and people of the programme are described by."""
    for position, sector in enumerate(file.sectors):
        keeper.row(
            Sector,
            {"programme_id": programme.id, "code": sector.code},
            position=position,
            name=sector.name,
            description=sector.description,
        )
    for position, strand in enumerate(file.strands):
        keeper.row(
            Strand,
            {"programme_id": programme.id, "code": strand.code},
            position=position,
            name=strand.name,
            description=strand.description,
        )
    for goal in file.goals:
        _goal(programme, goal, keeper)
    for position, branch in enumerate(file.branches):
        keeper.row(
            Branch,
            {"programme_id": programme.id, "code": branch.code},
            position=position,
            name=branch.name,
        )
    _work(programme, file, keeper)


def _goal(programme: Programme, record: GoalRecord, keeper: Keeper) -> None:
    goal = keeper.row(
        Goal,
        {"programme_id": programme.id, "code": record.code},
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


def _work(programme: Programme, file: ProgrammeFile, keeper: Keeper) -> None:
    for position, rule in enumerate(file.team_rules.rules if file.team_rules else []):
        keeper.row(
            TeamRule,
            {"programme_id": programme.id, "position": position},
            kind=rule.rule,
            settings=rule.settings,
            is_hard=rule.strength is Strength.HARD,
            label=rule.label,
        )
    for position, stage in enumerate(file.stages):
        keeper.row(
            Stage,
            {"programme_id": programme.id, "code": stage.code},
            position=position,
            name=stage.name,
            description=stage.description,
            due_on=stage.due_on,
            checks=plain(stage, "checks"),
            statements=plain(stage, "statements"),
        )
    for position, section in enumerate(file.plan_sections):
        keeper.row(
            PlanSection,
            {"programme_id": programme.id, "code": section.code},
            position=position,
            name=section.name,
            guidance=section.guidance,
            min_words=section.min_words,
            max_words=section.max_words,
        )
