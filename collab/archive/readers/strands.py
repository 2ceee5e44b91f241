"""Strands of work with their moves; slips of milestones."""

from sqlalchemy import select

from collab import db
from collab.archive.scribe import Said, Scribe, said, when
from collab.projects.models import HillMove, Milestone, Project, Slip, WorkStrand


def read(project: Project, scribe: Scribe) -> list[Said]:
    """Every strand of a project, in its order."""
    rows = db.session.scalars(
        select(WorkStrand)
        .where(WorkStrand.project_id == project.id)
        .order_by(WorkStrand.position, WorkStrand.id)
    )
    return [
        said(
            id=row.key,
            name=row.name,
            opened_on=row.opened_on,
            closed_on=row.closed_on,
            moves=_moves(row, scribe),
        )
        for row in rows
    ]


def _moves(strand: WorkStrand, scribe: Scribe) -> list[Said]:
    rows = db.session.scalars(
        select(HillMove).where(HillMove.strand_id == strand.id).order_by(HillMove.number)
    )
    return [
        said(
            start=row.moved_from,
            to=row.reached,
            at=when(row.moved_at),
            by=scribe.who(row.by_id),
            organisation=row.place.slug if row.place else None,
            note=row.note,
        )
        for row in rows
    ]


def given_up(milestone: Milestone) -> Said | None:
    """When and why a milestone was given up."""
    if milestone.given_up_on is None:
        return None
    return {"on": milestone.given_up_on, "why": milestone.given_up_why}


def slips(milestone: Milestone, scribe: Scribe) -> list[Said]:
    """Each time that the milestone was moved."""
    rows = db.session.scalars(select(Slip).where(Slip.milestone_id == milestone.id).order_by(Slip.number))
    return [
        said(
            start=row.moved_from,
            to=row.moved_to,
            at=when(row.moved_at),
            by=scribe.who(row.by_id),
            why=row.why,
        )
        for row in rows
    ]
