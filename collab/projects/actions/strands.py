"""Strands of work: opened, renamed, put in order, closed, and moved along their hill."""

from collections.abc import Sequence

from sqlalchemy import func, select

from collab import clock, db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.programmes import queries as programmes
from collab.projects.actions.overtaking import Overtaken
from collab.projects.hill import END
from collab.projects.models import HillMove, Project, WorkStrand
from collab.text import _

MOST_OPEN = 8
"""Strands that a team has open at the same time."""


def open_strand(project: Project, name: str, *, by: Person) -> WorkStrand:
    """Open one more, after the others. Raises RuleViolation when there are too many or it has a double."""
    strands = _held(project)
    _demand_room(strands)
    _demand_own_name(strands, name)
    strand = WorkStrand(project=project, name=name)
    db.session.add(strand)
    _number([*strands, strand])
    activity.record(Verb.STRAND_OPENED, strand, by=by)
    return strand


def suggest_strands(project: Project, names: Sequence[str], *, by: Person) -> list[WorkStrand]:
    """Open these in a project that has none; in one that has some, nothing happens."""
    return [] if _held(project) else [open_strand(project, name, by=by) for name in names]


def rename_strand(strand: WorkStrand, name: str, *, seen: int, by: Person) -> None:
    """Call it otherwise. `seen`: the version started from. Raises Overtaken; RuleViolation for a double."""
    strands = _held(strand.project)
    db.hold(strand)
    if strand.version != seen:
        raise Overtaken(_("Somebody else changed this strand meanwhile. Look at it, then save again."))
    if name == strand.name:
        return
    _demand_own_name([one for one in strands if one is not strand], name)
    strand.name = name
    _changed(strand, Verb.STRAND_CHANGED, by)


def place_strand(strand: WorkStrand, steps: int, *, by: Person) -> None:
    """Let the strand stand earlier (steps below 0) or later among the open ones."""
    strands = _held(strand.project)
    if strand.closed_on is not None:
        return
    at = strands.index(strand)
    strands.insert(max(0, at + steps), strands.pop(at))
    _number(strands)
    activity.record(Verb.STRAND_CHANGED, strand, by=by)


def close_strand(strand: WorkStrand, *, by: Person) -> None:
    """Take it off the hill; what it was stays. Twice is once."""
    strands = _held(strand.project)
    db.hold(strand)
    if strand.closed_on is None:
        strand.closed_on = clock.today()
        _number(strands)
        _changed(strand, Verb.STRAND_CLOSED, by)


def reopen_strand(strand: WorkStrand, *, by: Person) -> None:
    """Put it on the hill again. Raises RuleViolation when there are too many; twice is once."""
    strands = _held(strand.project)
    db.hold(strand)
    if strand.closed_on is not None:
        _demand_room(strands)
        strand.closed_on = None
        _number([*(one for one in strands if one is not strand), strand])
        _changed(strand, Verb.STRAND_OPENED, by)


def move_strand(strand: WorkStrand, reached: int, note: str, *, seen: int, by: Person) -> HillMove | None:
    """Move it along its hill, 0 to 100; to stay without a note is no move. `seen`: the version started from.

    Raises Overtaken when somebody else moved it meanwhile, and RuleViolation for a closed one.
    """
    db.hold(strand)
    if strand.version != seen:
        raise Overtaken(_("Somebody else moved this strand meanwhile. See where it is now, then save again."))
    if strand.closed_on is not None:
        raise RuleViolation(_("The strand is closed. Open it again before you move it."))
    if not 0 <= reached <= END:
        raise RuleViolation(_("The hill goes from 0 to 100. Choose a number between them."))
    if reached == strand.reached and not note.strip():
        return None
    place = programmes.membership_of(by, strand.project.programme_id)
    move = HillMove(
        strand=strand,
        number=_next(strand),
        moved_from=strand.reached,
        reached=reached,
        note=note.strip(),
        by=by,
        place_id=place.organisation_id if place else None,
    )
    db.session.add(move)
    strand.reached = reached
    strand.version += 1
    activity.record(Verb.STRAND_MOVED, strand, by=by, before=move.moved_from, after=reached)
    return move


def _held(project: Project) -> list[WorkStrand]:
    """All strands of the project in their order, while nobody else opens or places one."""
    db.hold(project)
    wanted = select(WorkStrand).where(WorkStrand.project_id == project.id)
    found = list(db.session.scalars(wanted.order_by(WorkStrand.position, WorkStrand.id)))
    return [one for one in found if one.closed_on is None] + [one for one in found if one.closed_on]


def _number(strands: Sequence[WorkStrand]) -> None:
    """Let them stand in that order, the open ones first."""
    ordered = sorted(strands, key=lambda one: one.closed_on is not None)
    for position, one in enumerate(ordered):
        one.position = position


def _demand_room(strands: Sequence[WorkStrand]) -> None:
    if sum(strand.closed_on is None for strand in strands) >= MOST_OPEN:
        raise RuleViolation(_("At most eight strands are open at the same time. Close one first."))


def _demand_own_name(others: Sequence[WorkStrand], name: str) -> None:
    if name.casefold() in {one.name.casefold() for one in others}:
        raise RuleViolation(_("The project has a strand of that name already. Choose another name."))


def _next(strand: WorkStrand) -> int:
    return (db.session.scalar(select(func.count()).where(HillMove.strand_id == strand.id)) or 0) + 1


def _changed(strand: WorkStrand, verb: Verb, by: Person) -> None:
    strand.version += 1
    activity.record(verb, strand, by=by)
