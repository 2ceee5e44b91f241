"""A first working copy, composed from the plan and the updates, so that nobody starts from an empty page."""

from msgspec import Struct
from sqlalchemy import func, select

from collab import db
from collab.files.models import Picture
from collab.programmes.models import Indicator, PlanSection, Sector
from collab.projects.models import PlanText, Project
from collab.showcases import queries
from collab.showcases.actions import Draft
from collab.showcases.models import Consent, Showcase
from collab.text import Localised, begun, day
from collab.updates import policy as updates
from collab.updates.models import Contribution, Update

TOLD = ("need", "idea")
"""The sections that the story starts from."""


class Candidate(Struct, frozen=True):
    """A picture that the page can show."""

    picture: Picture
    position: int | None
    """From 1, where the page shows it."""
    consent: Consent


class WorkingCopy(Struct, frozen=True):
    """What the form starts from, and what it offers."""

    draft: Draft
    version: int
    """0 as long as nothing is saved."""
    sectors: list[str]
    candidates: list[Candidate]
    evidence: list[tuple[str, str]]


def working_copy(project: Project) -> WorkingCopy:
    """The working copy as it is saved, else a proposal."""
    showcase = queries.showcase_of(project)
    return WorkingCopy(
        draft=draft_of(showcase) if showcase else composed(project),
        version=showcase.version if showcase else 0,
        sectors=sector_codes(project),
        candidates=_candidates(project, showcase),
        evidence=evidence_choices(project),
    )


def draft_of(showcase: Showcase) -> Draft:
    """The working copy as it is saved."""
    return Draft(**{name: getattr(showcase, name) for name in Draft.__struct_fields__})


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
    public = db.session.scalars(
        select(Update)
        .where(Update.project_id == project.id, updates.visible_to(None))
        .order_by(Update.posted_at.desc())
    )
    return [(u.key, f"{begun(day(u.posted_at))}: {u.text[:60]}…") for u in public if u.posted_at]


def _candidates(project: Project, showcase: Showcase | None) -> list[Candidate]:
    places = {place.picture_id: place for place in queries.pictures_of(showcase)} if showcase else {}
    numbers = {picture_id: number for number, picture_id in enumerate(places, 1)}
    return [
        Candidate(
            picture=picture,
            position=numbers.get(picture.id),
            consent=places[picture.id].consent if picture.id in places else Consent.UNKNOWN,
        )
        for picture in queries.pictures_to_choose_from(project)
    ]


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
        select(Indicator.id, Indicator.name, Indicator.unit, func.sum(Contribution.value))
        .join(Contribution, Contribution.indicator_id == Indicator.id)
        .join(Update, Update.id == Contribution.update_id)
        .where(Update.project_id == project.id, updates.posted())
        .group_by(Indicator.id, Indicator.name, Indicator.unit)
        .order_by(Indicator.id)
    )
    evidence = _evidence(project)
    return [
        {
            "text": str(total),
            "unit": unit.sv,
            "label": name.sv,
            "method": "counted",
            "evidence": evidence.get(indicator, ""),
        }
        for indicator, name, unit, total in rows
    ]


def _evidence(project: Project) -> dict[int, str]:
    """Indicator → the newest public update that counts towards it."""
    rows = db.session.execute(
        select(Contribution.indicator_id, Update.key)
        .join(Update, Update.id == Contribution.update_id)
        .where(Update.project_id == project.id, updates.visible_to(None))
        .order_by(Update.posted_at, Update.id)
    )
    return {row.indicator_id: row.key for row in rows}
