"""programme.yaml, what a programme defines: sectors to plan sections, and how projects are reviewed."""

from typing import Any

from sqlalchemy import select

from collab import db
from collab.archive.scribe import Said, Scribe, said, words
from collab.programmes.models import Branch, Goal, Indicator, PlanSection, Sector, Stage, Strand, TeamRule
from collab.reviews.models import Criterion, Level, Recommendation, ReviewRound


def sectors(scribe: Scribe) -> list[Said]:
    """The sectors in their order."""
    return [_described(sector) for sector in scribe.mine(Sector, Sector.position)]


def read(scribe: Scribe) -> Said:
    """Everything else that projects, plans and reviews are described by."""
    facts = scribe.programme.practice_facts
    return said(
        strands=[_described(strand) for strand in scribe.mine(Strand, Strand.position)],
        practice_facts={"items": facts} if facts else None,
        goals=[_goal(goal) for goal in scribe.mine(Goal, Goal.number)],
        branches=[said(code=b.code, name=words(b.name)) for b in scribe.mine(Branch, Branch.position)],
        team_rules=_rules(scribe),
        stages=[_stage(stage) for stage in scribe.mine(Stage, Stage.position)],
        plan_sections=[_section(section) for section in scribe.mine(PlanSection, PlanSection.position)],
        recommendations=_recommendations(scribe),
        review_rounds=[_round(round_) for round_ in scribe.mine(ReviewRound, ReviewRound.position)],
        rubric=_rubric(scribe),
    )


def _described(row: Any) -> Said:
    return said(code=row.code, name=words(row.name), description=words(row.description))


def _goal(goal: Goal) -> Said:
    indicators = db.session.scalars(
        select(Indicator).where(Indicator.goal_id == goal.id).order_by(Indicator.position)
    )
    return said(
        code=goal.code,
        number=goal.number,
        name=words(goal.name),
        description=words(goal.description),
        indicators=[_indicator(indicator) for indicator in indicators],
    )


def _indicator(indicator: Indicator) -> Said:
    return said(
        code=indicator.code,
        demonstration=indicator.is_demonstration or None,
        name=words(indicator.name),
        unit=words(indicator.unit),
        baseline=indicator.baseline,
        target=indicator.target,
    )


def _rules(scribe: Scribe) -> Said | None:
    rules = [
        said(
            rule=rule.kind,
            **rule.settings,
            strength="hard" if rule.is_hard else "advisory",
            weight=rule.weight if rule.weight != 1 and not rule.is_hard else None,
            label=words(rule.label),
        )
        for rule in scribe.mine(TeamRule, TeamRule.position)
    ]
    told = said(
        forming_ends_on=scribe.programme.teams_form_until,
        one_team_each=None if scribe.programme.one_team_each else False,
    )
    return {**told, "rules": rules} if told or rules else None


def _stage(stage: Stage) -> Said:
    return said(
        code=stage.code,
        name=words(stage.name),
        due_on=stage.due_on,
        occasion=stage.occasion,
        description=words(stage.description),
        checks=stage.checks,
        statements=stage.statements,
    )


def _section(section: PlanSection) -> Said:
    return said(
        code=section.code,
        min_words=section.min_words,
        max_words=section.max_words,
        by_goal=section.by_goal,
        name=words(section.name),
        guidance=words(section.guidance),
        example=words(section.example) if section.example else None,
    )


def _recommendations(scribe: Scribe) -> Said | None:
    items = [
        {"code": given.code, "rounds": given.round_codes, "label": words(given.label)}
        for given in scribe.mine(Recommendation, Recommendation.position)
    ]
    return {"items": items} if items else None


def _round(round_: ReviewRound) -> Said:
    return {
        "code": round_.code,
        "name": words(round_.name),
        "purpose": words(round_.purpose),
        "opens_on": round_.opens_on,
        "closes_on": round_.closes_on,
        "answers_due_on": round_.answers_due_on,
        "reviewers_per_project": round_.reviewers_per_project,
        "for_stages": round_.for_stages,
        **said(opens_stage=round_.opens_stage),
    }


def _rubric(scribe: Scribe) -> Said | None:
    levels = [
        {"value": level.value, "label": words(level.label)} for level in scribe.mine(Level, Level.value)
    ]
    criteria = [_criterion(criterion) for criterion in scribe.mine(Criterion, Criterion.position)]
    return {"levels": levels, "criteria": criteria} if levels or criteria else None


def _criterion(criterion: Criterion) -> Said:
    return said(
        code=criterion.code,
        name=words(criterion.name),
        question=words(criterion.question),
        sections=criterion.section_codes,
        levels={int(value): text for value, text in sorted(criterion.level_texts.items())},
    )
