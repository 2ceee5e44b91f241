"""Showcases: the working copy, its approval and its publication."""

from typing import Any

from sqlalchemy import select

from collab import db
from collab.archive.desk import Desk, as_problem_of
from collab.archive.pictures import enumerated
from collab.archive.records.showcases import ShowcaseRecord, ShowcasesFile
from collab.projects.models import Project
from collab.reviews import actions as reviews
from collab.reviews.models import Approval
from collab.showcases import actions
from collab.showcases.models import Edition, Showcase


def write(file: ShowcasesFile, desk: Desk) -> None:
    """Every showcase of the file, in the order in which they were published."""
    for record in sorted(file.showcases, key=lambda r: r.published_at):
        showcase = _working_copy(record, file.demonstration, desk)
        _approve(showcase.project, record, desk)
        _publish(showcase, record, desk)


def _working_copy(record: ShowcaseRecord, is_invented: bool, desk: Desk) -> Showcase:
    kept = desk.keeper.keep(
        Showcase,
        {"project": desk.one(Project, slug=record.project)},
        _said(record, desk),
        {"saved_at": record.published_at},
    )
    if kept.changed:
        kept.row.version += 1
    by = desk.person(record.published_by)
    actions.choose_pictures(
        kept.row,
        [
            (desk.picture(seed, said, by=by, at=record.published_at, is_invented=is_invented), shown.consent)
            for (seed, said), shown in zip(
                enumerated(record.id, record.pictures), record.pictures, strict=True
            )
        ],
    )
    db.session.flush()
    return kept.row


def _said(record: ShowcaseRecord, desk: Desk) -> dict[str, Any]:
    effects = [
        {
            "label": effect.label,
            "text": effect.text,
            "unit": effect.unit,
            "method": effect.method.value,
            "evidence": desk.key("update", effect.evidence) if effect.evidence else "",
        }
        for effect in record.effects
    ]
    return {
        "headline": record.headline,
        "story": record.story,
        "summary_en": record.summary_en,
        "is_ongoing": record.ongoing,
        "seeks_municipalities": record.seeks_municipalities,
        "effects": effects,
        "takes": record.at_home.takes,
        "cost": record.at_home.cost,
        "sector_roles": [{"sector": role.sector, "text": role.text} for role in record.at_home.roles],
        "pitfalls": record.at_home.pitfalls,
        "documents": [{"title": d.title, "kind": d.kind} for d in record.documents],
    }


def _approve(project: Project, record: ShowcaseRecord, desk: Desk) -> None:
    same = select(Approval).where(Approval.project_id == project.id, Approval.at == record.approved_at)
    if db.session.scalars(same).first() is None:
        with as_problem_of(record.node["approved_at"]):
            approval = reviews.approve(project, by=desk.person(record.approved_by), at=record.approved_at)
        desk.keeper.count(approval)


def _publish(showcase: Showcase, record: ShowcaseRecord, desk: Desk) -> None:
    """Publish, unless that very edition is there: a corrected text is published under its own time."""
    same = select(Edition).where(
        Edition.showcase_id == showcase.id, Edition.published_at == record.published_at
    )
    if db.session.scalars(same).first() is None:
        with as_problem_of(record.node["published_at"]):
            edition = actions.publish(showcase, by=desk.person(record.published_by), at=record.published_at)
        desk.keeper.count(edition)
