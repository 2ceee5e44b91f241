"""Who reviews a project that is under review, who else could, and the ties that were declared."""

from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct
from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload

from collab import db
from collab.accounts.models import Person
from collab.programmes.models import Membership, Role
from collab.projects.models import Project
from collab.reviews import policy
from collab.reviews.models import Assignment, Exclusion, Release, Review, ReviewRound, Submission
from collab.text import Localised, alphabetical


class Writing(StrEnum):
    """How far a reviewer has come."""

    NOT_BEGUN = "not-begun"
    BEGUN = "begun"
    HANDED_IN = "handed-in"


class Candidate(Struct, frozen=True):
    """Somebody to choose in a form."""

    handle: str
    name: Localised


class Seat(Struct, frozen=True):
    """A seat that is taken."""

    handle: str
    reviewer: Localised
    writing: Writing


class Seating(Struct, frozen=True):
    """The seats of a round that is under review."""

    seats: tuple[Seat, ...]
    free: int
    candidates: tuple[Candidate, ...]
    """Facilitators without a tie and without a seat; nobody while no seat is free."""


class Tied(Struct, frozen=True):
    """A tie that was declared, and why."""

    name: Localised
    reason: str
    is_own: bool


def seating_of(project: Project, *, viewer: Person) -> dict[str, Seating]:
    """By the code of each round that is under review; nothing for who does not lead the programme."""
    if not policy.facilitate(viewer, project):
        return {}
    rounds, seats = _under_review(project), _seats(project)
    candidates = list_candidates(project) if rounds else []
    return {found.code: _seating(found, seats[found.id], candidates) for found in rounds}


def list_candidates(project: Project) -> list[Candidate]:
    """The programme's facilitators without a tie to the project."""
    rows = db.session.execute(
        _facilitators(project).with_only_columns(Person.handle, Person.name).where(~policy.has_tie(project))
    )
    return alphabetical((Candidate(row.handle, row.name) for row in rows), key=lambda who: str(who.name))


def facilitators_of(project: Project) -> dict[str, Person]:
    """The facilitators of the project's programme by handle, with or without a tie."""
    return {person.handle: person for person in db.session.scalars(_facilitators(project))}


def find_reviewer(project: Project, handle: str) -> Person | None:
    """The person of that handle, who may or may not hold a seat."""
    return db.session.scalars(
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.programme_id == project.programme_id, Person.handle == handle)
    ).first()


def list_ties(project: Project, *, viewer: Person) -> list[Tied]:
    """The declared ties that the viewer may read: one's own, an organiser all."""
    rows = db.session.scalars(
        select(Exclusion)
        .options(joinedload(Exclusion.person))
        .where(Exclusion.project_id == project.id, policy.ties_visible_to(viewer))
    )
    found = (Tied(row.person.name, row.reason, row.person_id == viewer.id) for row in rows)
    return alphabetical(found, key=lambda tie: str(tie.name))


def _facilitators(project: Project) -> Select[Person]:
    return (
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.programme_id == project.programme_id, Membership.role == Role.FACILITATOR)
    )


def _under_review(project: Project) -> Sequence[ReviewRound]:
    released = exists().where(Release.round_id == ReviewRound.id, Release.project_id == project.id)
    return db.session.scalars(
        select(ReviewRound)
        .join(Submission, Submission.round_id == ReviewRound.id)
        .where(Submission.project_id == project.id, ~released)
    ).all()


def _seats(project: Project) -> dict[int, list[Seat]]:
    same = (
        (Review.round_id == Assignment.round_id)
        & (Review.project_id == Assignment.project_id)
        & (Review.reviewer_id == Assignment.reviewer_id)
    )
    rows = db.session.execute(
        select(Assignment.round_id, Person.handle, Person.name, Review.saved_at, Review.submitted_at)
        .join(Person, Person.id == Assignment.reviewer_id)
        .join(Review, same)
        .where(Assignment.project_id == project.id)
        .order_by(Assignment.seat)
    )
    found: dict[int, list[Seat]] = defaultdict(list)
    for row in rows:
        writing = Writing.BEGUN if row.saved_at else Writing.NOT_BEGUN
        found[row.round_id].append(
            Seat(row.handle, row.name, Writing.HANDED_IN if row.submitted_at else writing)
        )
    return found


def _seating(found: ReviewRound, seats: Sequence[Seat], candidates: Sequence[Candidate]) -> Seating:
    free, taken = found.reviewers_per_project - len(seats), {seat.handle for seat in seats}
    others = [who for who in candidates if who.handle not in taken]
    return Seating(tuple(seats), max(0, free), tuple(others) if free > 0 else ())
