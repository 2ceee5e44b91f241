"""A first working copy, composed from the plan and the updates, so that nobody starts from an empty page."""

from sqlalchemy import func, select

from collab import clock, db
from collab.programmes.models import Indicator, PlanSection, Sector
from collab.projects.models import PlanText, Project
from collab.showcases.actions import Draft
from collab.showcases.models import Showcase
from collab.text import Localised
from collab.updates.models import Contribution, Update, Visibility

TOLD = ("need", "idea")
"""The sections that the story starts from."""


def draft_of(showcase: Showcase) -> Draft:
    """The working copy as it is saved."""
    return Draft(**{name: getattr(showcase, name) for name in Draft.__dataclass_fields__})


def composed(project: Project) -> Draft:
    """A proposal from what the team has already written; nothing is saved."""
    texts = _plan(project)
    return Draft(
        headline=Localised("", ""),
        story="\n\n".join(texts[code] for code in TOLD if texts.get(code)),
        summary_en="",
        is_ongoing=True,
        seeks_municipalities=False,
        effects=_effects(project),
        takes=texts.get("resources", ""),
        cost="",
        sector_roles=[{"sector": code, "text": ""} for code in sector_codes(project)],
        pitfalls=[],
        documents=[],
    )


def sector_codes(project: Project) -> list[str]:
    """The programme's sectors, in its order."""
    return list(
        db.session.scalars(
            select(Sector.code).where(Sector.programme_id == project.programme_id).order_by(Sector.position)
        )
    )


def evidence_choices(project: Project) -> list[tuple[str, str]]:
    """The project's public updates: key, and day with the first words."""
    updates = db.session.scalars(
        select(Update)
        .where(
            Update.project_id == project.id,
            Update.visibility == Visibility.PUBLIC,
            Update.posted_at.is_not(None),
            Update.withdrawn_at.is_(None),
        )
        .order_by(Update.posted_at.desc())
    )
    return [(u.key, f"{clock.local(u.posted_at):%Y-%m-%d}: {u.text[:60]}…") for u in updates if u.posted_at]


def _plan(project: Project) -> dict[str, str]:
    rows = db.session.execute(
        select(PlanSection.code, PlanText.source)
        .join(PlanSection, PlanSection.id == PlanText.section_id)
        .where(PlanText.project_id == project.id)
    )
    return {row.code: row.source for row in rows}


def _effects(project: Project) -> list[dict[str, str]]:
    """What the updates have counted towards the programme's indicators, summed."""
    rows = db.session.execute(
        select(Indicator.name, Indicator.unit, func.sum(Contribution.value), func.max(Update.key))
        .join(Contribution, Contribution.indicator_id == Indicator.id)
        .join(Update, Update.id == Contribution.update_id)
        .where(Update.project_id == project.id, Update.posted_at.is_not(None), Update.withdrawn_at.is_(None))
        .group_by(Indicator.id, Indicator.name, Indicator.unit)
    )
    return [
        {"text": str(total), "unit": unit.sv, "label": name.sv, "method": "counted", "evidence": key}
        for name, unit, total, key in rows
    ]
