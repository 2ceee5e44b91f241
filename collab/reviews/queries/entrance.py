"""The way into a round: which one is open, what the project still owes, what is in place."""

from datetime import date

from msgspec import Struct
from sqlalchemy import select

from collab import db
from collab.projects.models import Project
from collab.projects.queries import standing
from collab.projects.readiness import Met
from collab.projects.readiness import Missing as ProjectMissing
from collab.reviews.models import ReviewRound, Submission
from collab.reviews.queries.gates import Missing, missing_for_submission
from collab.reviews.queries.standing import open_round, submission_of
from collab.statements import at_most


class Entrance(Struct, frozen=True):
    """What the team is told before it hands the project in."""

    open_round: ReviewRound | None
    next_round: ReviewRound | None
    """The round that opens next, when none is open."""
    submission: Submission | None
    """What was handed in to the open round already."""
    missing: tuple[ProjectMissing | Missing, ...]
    met: tuple[Met, ...]


def entrance_of(project: Project, day: date) -> Entrance:
    """The way into the round that is open on `day`; the gate asks the same `missing_for_submission`."""
    current = open_round(project.programme_id, day)
    if current is None:
        return Entrance(None, _opens_next(project, day), None, (), ())
    round_ = db.session.get_one(ReviewRound, current.id)
    return Entrance(
        open_round=round_,
        next_round=None,
        submission=submission_of(project, round_),
        missing=tuple(missing_for_submission(project, round_)),
        met=standing(project).readiness.met,
    )


def _opens_next(project: Project, day: date) -> ReviewRound | None:
    return db.session.scalars(
        select(ReviewRound)
        .where(ReviewRound.programme_id == project.programme_id, ReviewRound.opens_on > day)
        .order_by(ReviewRound.opens_on)
        .limit(at_most(1))
    ).first()
