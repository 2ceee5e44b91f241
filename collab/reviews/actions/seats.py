"""Who reviews what: a facilitator takes a seat or is given one, and it may be taken back before writing."""

from datetime import datetime

from sqlalchemy import delete, select

from collab import clock, db, text
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.mail import actions as mail
from collab.projects.models import Project
from collab.reviews import letters, policy, queries, rubric
from collab.reviews.actions.locks import lock_reviews, lock_submission
from collab.reviews.models import Assignment, Review, ReviewRound
from collab.text import _


def take(project: Project, round_: ReviewRound, *, by: Person) -> Review:
    """Take a project that still lacks reviewers. Raises RuleViolation when it no longer does."""
    return appoint(project, round_, reviewer=by, by=by)


def appoint(project: Project, round_: ReviewRound, *, reviewer: Person, by: Person) -> Review:
    """Give the reviewer a seat now, and write to who did not take it.

    Raises RuleViolation after the release, for a tie, and when every seat is taken.
    """
    lock_submission(project, round_)
    if queries.release_of(project, round_) is not None:
        raise RuleViolation(_("The reviews of this round are already with the team."))
    if policy.tie_of(reviewer, project) is not None:
        raise RuleViolation(
            _("You do not judge this project: you have a tie to it.")
            if reviewer == by
            else _("%(who)s has a tie to the project and cannot review it.", who=reviewer.name)
        )
    review = assign(project, round_, reviewer=reviewer, by=by)
    if reviewer != by:
        _write_to(review, by)
    return review


def assign(
    project: Project,
    round_: ReviewRound,
    *,
    reviewer: Person,
    by: Person | None = None,
    at: datetime | None = None,
) -> Review:
    """Give the reviewer a seat and an empty draft. Raises RuleViolation when every seat is taken.

    `by` is the reviewer when nobody is named. The submission's row is locked, so that two who reach for the
    last seat come one after the other.
    """
    by = by or reviewer
    lock_submission(project, round_)
    seat, moment = _free_seat(project, round_, reviewer, by), at or clock.now()
    review = Review(round=round_, project=project, reviewer=reviewer, started_at=moment)
    db.session.add(
        Assignment(round=round_, project=project, reviewer=reviewer, seat=seat, assigned_at=moment)
    )
    db.session.add(review)
    verb = Verb.REVIEW_STARTED if reviewer == by else Verb.REVIEWER_ASSIGNED
    activity.record(verb, review, by=by, at=at, round=round_.code)
    return review


def unassign(project: Project, round_: ReviewRound, *, reviewer: Person, by: Person) -> None:
    """Take a seat back. Raises RuleViolation once something is written, and when it is no longer held."""
    submission = lock_submission(project, round_)
    review = next((r for r in lock_reviews(project, reviewer) if r.round_id == round_.id), None)
    if review is None:
        raise RuleViolation(_("%(who)s no longer reviews the project.", who=reviewer.name))
    if review.saved_at is not None:
        raise RuleViolation(
            _("%(who)s has begun to write. A review that is begun is not taken away.", who=reviewer.name)
        )
    vacate(review)
    activity.record(Verb.REVIEWER_REMOVED, submission, by=by, round=round_.code)


def vacate(review: Review) -> None:
    """Let go of a draft and its seat."""
    activity.let_go(review)
    db.session.execute(
        delete(Assignment).where(
            Assignment.round_id == review.round_id,
            Assignment.project_id == review.project_id,
            Assignment.reviewer_id == review.reviewer_id,
        )
    )
    db.session.delete(review)
    db.session.flush()


def _free_seat(project: Project, round_: ReviewRound, reviewer: Person, by: Person) -> int:
    places = db.session.execute(
        select(Assignment.seat, Assignment.reviewer_id).where(
            Assignment.round_id == round_.id, Assignment.project_id == project.id
        )
    ).all()
    if any(place.reviewer_id == reviewer.id for place in places):
        raise RuleViolation(
            _("You already review this project.")
            if reviewer == by
            else _("%(who)s already reviews the project.", who=reviewer.name)
        )
    seat = rubric.free_seat({place.seat for place in places}, round_.reviewers_per_project)
    if seat is None:
        raise RuleViolation(_("The project has all its reviewers. Somebody took the last place before you."))
    return seat


def _write_to(review: Review, by: Person) -> None:
    reviewer, round_ = review.reviewer, review.round
    with text.in_language(reviewer.language):
        values = {
            "project": str(review.project.title),
            "round": str(round_.name),
            "by": str(by.name),
            "until": text.full_day(round_.closes_on),
            **letters.to_reviewer(review),
        }
    mail.post(to=reviewer.email, language=reviewer.language, template="reviews/mail/assigned", values=values)
