"""Strands of work with their moves; slips of milestones."""

from collections.abc import Sequence

from collab.activity.models import Verb
from collab.archive.desk import Desk
from collab.archive.keeping import tell
from collab.archive.records.projects import MilestoneRecord
from collab.archive.records.strands import MoveRecord, StrandRecord
from collab.projects.models import HillMove, Milestone, Project, Slip, WorkStrand


def write(project: Project, records: Sequence[StrandRecord], desk: Desk) -> None:
    """Every strand of a project."""
    for position, record in enumerate(records):
        kept = desk.keeper.keep(
            WorkStrand,
            {"key": desk.key("strand of work", record.id)},
            {
                "project": project,
                "name": record.name,
                "position": position,
                "reached": record.reached,
                "opened_on": record.opened_on,
                "closed_on": record.closed_on,
            },
        )
        if kept.is_new:
            tell(Verb.STRAND_OPENED, kept.row, by=None, at=record.opened_on)
        elif kept.changed:
            kept.row.version += 1
        for number, move in enumerate(record.moves, 1):
            _move(kept.row, number, move, desk)


def _move(strand: WorkStrand, number: int, record: MoveRecord, desk: Desk) -> None:
    by = desk.person_or_nobody(record.by)
    kept = desk.keeper.keep(
        HillMove,
        {"strand": strand, "number": number},
        {
            "moved_from": record.start,
            "reached": record.to,
            "note": record.note,
            "moved_at": record.at,
            "by": by,
            "place": desk.organisation(record.organisation) if record.organisation else None,
        },
    )
    if kept.is_new:
        tell(Verb.STRAND_MOVED, strand, by=by, at=record.at, before=record.start, after=record.to)


def of_milestone(record: MilestoneRecord, desk: Desk) -> dict[str, object]:
    """The columns of a milestone that say where it belongs and whether it is given up."""
    strand = desk.one(WorkStrand, key=desk.key("strand of work", record.strand)) if record.strand else None
    gone = record.given_up
    return {
        "strand": strand,
        "given_up_on": gone.on if gone else None,
        "given_up_why": gone.why if gone else "",
    }


def write_slips(milestone: Milestone, record: MilestoneRecord, desk: Desk) -> None:
    """Each time that the milestone was moved."""
    for number, slip in enumerate(record.moved, 1):
        by = desk.person_or_nobody(slip.by)
        values = {
            "moved_from": slip.start,
            "moved_to": slip.to,
            "why": slip.why,
            "moved_at": slip.at,
            "by": by,
        }
        kept = desk.keeper.keep(Slip, {"milestone": milestone, "number": number}, values)
        if kept.is_new:
            tell(Verb.MILESTONE_MOVED, milestone, by=by, at=slip.at, days=(slip.to - slip.start).days)
