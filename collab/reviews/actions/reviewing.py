"""A reviewer writes a review and hands it in."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from collab import clock, db, text
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.keys import new_key
from collab.programmes.models import PlanSection
from collab.reviews import queries
from collab.reviews.actions import releasing
from collab.reviews.actions.locks import lock_submission
from collab.reviews.models import (
    Criterion,
    Judgement,
    Point,
    Recommendation,
    Review,
    Severity,
)
from collab.text import _


class PointDraft(Struct, frozen=True):
    """A point as it is written; without a key it is new. Codes, not rows."""

    criterion: str
    severity: Severity
    text: str
    section: str = ""
    key: str = ""


class Draft(Struct, frozen=True):
    """Everything a reviewer has written: levels and comments by criterion, all the points in their order."""

    levels: Mapping[str, int | None]
    comments: Mapping[str, str]
    points: Sequence[PointDraft]
    recommendation: str = ""
    summary: str = ""
    seen: int | None = None
    """The version that the writer's window showed; None: whatever there is."""


def keep(review: Review, draft: Draft, *, is_final: bool, by: Person) -> None:
    """Save what the reviewer has written, and hand it in when it is final."""
    if is_final:
        lock_submission(review.project, review.round)
    save_draft(review, draft, by=by)
    if is_final:
        submit_review(review, by=by)


def save_draft(review: Review, draft: Draft, *, by: Person, at: datetime | None = None) -> None:
    """Keep what is written. Raises RuleViolation when it is handed in, or was saved in another window."""
    db.hold(review)
    if not review.is_draft:
        raise RuleViolation(_("The review is already handed in."))
    if draft.seen is not None and draft.seen != review.version:
        raise RuleViolation(_saved_elsewhere(review))
    _write_judgements(review, draft)
    _write_points(review, draft.points)
    review.recommendation = _recommendation(review, draft.recommendation)
    review.summary = draft.summary.strip()
    review.saved_at = at or clock.now()
    review.version += 1
    db.session.flush()


def submit_review(review: Review, *, by: Person, at: datetime | None = None) -> None:
    """Hand the review in; the last one of the round goes to the team with the others.

    Raises RuleViolation while a level, the recommendation or the summary is missing.
    """
    lock_submission(review.project, review.round)
    db.session.refresh(review)
    if not review.is_draft:
        raise RuleViolation(_("The review is already handed in."))
    if queries.missing_in(review):
        raise RuleViolation(_("The review is not finished. What is missing is said at each place."))
    review.submitted_at = at or clock.now()
    activity.record(Verb.REVIEW_SUBMITTED, review, by=by, at=at, round=review.round.code)
    db.session.flush()
    releasing.release_when_complete(review, at=at)


def _saved_elsewhere(review: Review) -> str:
    when = text.moment(review.saved_at or review.started_at)
    return str(
        _(
            "This review was saved in another window, %(when)s. What you have written here is still on the"
            " page: compare the two, then save again to keep this one.",
            when=when,
        )
    )


def _write_judgements(review: Review, draft: Draft) -> None:
    criteria = db.session.scalars(
        select(Criterion).where(Criterion.programme_id == review.round.programme_id)
    )
    stored = db.session.scalars(select(Judgement).where(Judgement.review_id == review.id))
    judgements = {judgement.criterion_id: judgement for judgement in stored}
    for criterion in criteria:
        judgement = judgements.get(criterion.id) or Judgement(review=review, criterion=criterion)
        judgement.level = draft.levels.get(criterion.code)
        judgement.comment = draft.comments.get(criterion.code, "").strip()
        db.session.add(judgement)


def _write_points(review: Review, points: Sequence[PointDraft]) -> None:
    programme_id = review.round.programme_id
    criteria = db.session.scalars(select(Criterion).where(Criterion.programme_id == programme_id))
    sections = db.session.scalars(select(PlanSection).where(PlanSection.programme_id == programme_id))
    by_code, parts = {c.code: c for c in criteria}, {s.code: s for s in sections}
    stored = db.session.scalars(
        select(Point).options(joinedload(Point.section)).where(Point.review_id == review.id)
    )
    old = {point.key: point for point in stored}
    for position, wanted in enumerate(points, 1):
        point = old.pop(wanted.key, None) or Point(review=review, key=wanted.key or new_key())
        point.criterion, point.position = by_code[wanted.criterion], position
        point.severity, point.text = wanted.severity, wanted.text.strip()
        point.section = parts.get(wanted.section)
        db.session.add(point)
    for gone in old.values():
        db.session.delete(gone)


def _recommendation(review: Review, code: str) -> Recommendation | None:
    found = db.session.scalars(
        select(Recommendation).where(
            Recommendation.programme_id == review.round.programme_id, Recommendation.code == code
        )
    ).first()
    return found if found is not None and review.round.code in found.round_codes else None
