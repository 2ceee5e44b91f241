"""Showcases: the working copy, its approval and its publication."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from collab import clock, db
from collab.archive.desk import Desk, as_problem_of
from collab.archive.pictures import enumerated
from collab.archive.records.showcases import EditionRecord, ShowcaseRecord, ShowcasesFile
from collab.archive.source import Node
from collab.projects.models import Project
from collab.reviews import actions as reviews
from collab.reviews.models import Approval
from collab.showcases import actions, queries
from collab.showcases.freezing import freeze
from collab.showcases.models import Edition, Showcase


def write(file: ShowcasesFile, desk: Desk) -> None:
    """Every showcase of the file, in the order in which they were published."""
    for record in sorted(file.showcases, key=_when):
        showcase = _working_copy(record, file.demonstration, desk)
        for edition in record.editions:
            _restore(showcase, edition, desk)
        if record.published_at and record.published_by and record.approved_at and record.approved_by:
            _approve(showcase.project, record.approved_by, record.approved_at, record.node, desk)
            _publish(showcase, record.published_by, record.published_at, record.node, desk)


def _when(record: ShowcaseRecord) -> datetime:
    return record.published_at or record.saved_at or clock.now()


def _working_copy(record: ShowcaseRecord, is_invented: bool, desk: Desk) -> Showcase:
    kept = desk.keeper.keep(
        Showcase,
        {"project": desk.one(Project, slug=record.project)},
        _said(record, desk),
        {"saved_at": _when(record)},
    )
    if kept.changed:
        kept.row.version += 1
    by, at = desk.person_or_nobody(record.published_by), _when(record)
    actions.choose_pictures(
        kept.row,
        [
            (desk.picture(seed, said, by=by, at=at, is_invented=is_invented), shown.consent)
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


def _approve(project: Project, by: str, at: datetime, node: Node, desk: Desk) -> None:
    same = select(Approval).where(Approval.project_id == project.id, Approval.at == at)
    if db.session.scalars(same).first() is None:
        with as_problem_of(node["approved_at"]):
            approval = reviews.approve(project, by=desk.person(by), at=at)
        desk.keeper.count(approval)


def _publish(showcase: Showcase, by: str, at: datetime, node: Node, desk: Desk) -> None:
    """Publish, unless that very edition is there: a corrected text is published under its own time."""
    same = select(Edition).where(Edition.showcase_id == showcase.id, Edition.published_at == at)
    if db.session.scalars(same).first() is None:
        with as_problem_of(node["published_at"]):
            edition = actions.publish(showcase, by=desk.person(by), at=at)
        desk.keeper.count(edition)


def _restore(showcase: Showcase, record: EditionRecord, desk: Desk) -> None:
    """An edition as a site had it. What it shows is never changed afterwards, only whether it is public."""
    same = select(Edition).where(Edition.showcase_id == showcase.id, Edition.number == record.number)
    edition = db.session.scalars(same).first()
    if edition is None:
        content = freeze(showcase, queries.pictures_of(showcase)).frozen()
        by = desk.person_or_nobody(record.published_by)
        edition = actions.keep_edition(
            showcase, record.content or content, number=record.number, by=by, at=record.published_at
        )
        desk.keeper.count(edition)
    said: dict[str, Any] = {
        "unpublished_at": record.unpublished_at,
        "unpublished_reason": record.unpublished_reason,
    }
    if record.unpublished_by:
        said["unpublished_by"] = desk.person(record.unpublished_by)
    desk.keeper.change(edition, said)
    if edition.is_current != record.public:
        actions.set_public(edition, record.public)
