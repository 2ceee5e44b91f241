"""A project's way through the stages, and what its team agrees to now."""

from collections.abc import Iterable

from sqlalchemy import select

from collab import db
from collab.archive.scribe import Said, Scribe, said, when, words
from collab.projects.models import Agreement, Passage, Project


def read(project: Project, scribe: Scribe) -> Said:
    """The keys of a project that tell its way."""
    passages = db.session.scalars(
        select(Passage).where(Passage.project_id == project.id).order_by(Passage.at, Passage.id)
    ).all()
    agreements = db.session.scalars(
        select(Agreement).where(Agreement.project_id == project.id).order_by(Agreement.at, Agreement.id)
    ).all()
    standing = [row for row in agreements if row.passage_id is None and row.stage_id == project.stage_id]
    return said(
        passages=[
            _passage(passage, (row for row in agreements if row.passage_id == passage.id), scribe)
            for passage in passages
        ],
        agreed=[_agreement(row, scribe) for row in standing],
    )


def _passage(row: Passage, agreed: Iterable[Agreement], scribe: Scribe) -> Said:
    return said(
        id=row.key,
        from_stage=row.from_stage.code,
        to_stage=row.to_stage.code,
        way=row.way.value,
        at=when(row.at),
        by=scribe.who(row.by_id),
        reason=row.reason,
        checks=row.checks,
        agreed=[_agreement(agreement, scribe) for agreement in agreed],
    )


def _agreement(row: Agreement, scribe: Scribe) -> Said:
    return said(code=row.code, words=words(row.words), at=when(row.at), by=scribe.who(row.by_id))
