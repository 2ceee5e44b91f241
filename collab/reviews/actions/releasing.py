"""The reviews go to the team, the team answers, the reviewer reads the answers."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import func, select

from collab import clock, db, text
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.mail import actions as mail
from collab.projects.models import Project
from collab.reviews import queries, rubric
from collab.reviews.actions.locks import lock_submission
from collab.reviews.models import Answer, AnswerState, Point, Release, Review, ReviewRound
from collab.teams import letters
from collab.teams import queries as teams
from collab.text import _


class Reply(Struct, frozen=True):
    """What the team says to a point."""

    state: AnswerState
    text: str
    seen: int | None = None
    """The version of the answer that the writer's page showed, 0 for none; None: whatever there is."""


def release(
    project: Project, round_: ReviewRound, *, by: Person | None, at: datetime | None = None
) -> Release:
    """Show the reviews that are handed in to the team. Raises RuleViolation when there is none, or twice."""
    lock_submission(project, round_)
    if queries.release_of(project, round_) is not None:
        raise RuleViolation(_("The reviews of this round are already with the team."))
    if not _submitted(project, round_):
        raise RuleViolation(_("No review has been handed in yet."))
    released = Release(round=round_, project=project, by=by, at=at or clock.now())
    db.session.add(released)
    activity.record(Verb.REVIEWS_RELEASED, released, by=by, at=at, round=round_.code)
    _show_to_team(project, round_, at)
    return released


def release_when_complete(review: Review, *, at: datetime | None) -> None:
    """After a review is handed in: release when every seat has one; a late one joins what the team has."""
    project, round_ = review.project, review.round
    if queries.release_of(project, round_) is not None:
        _show_to_team(project, round_, at)
    elif _submitted(project, round_) >= round_.reviewers_per_project:
        release(project, round_, by=None, at=at)


def answer(point: Point, reply: Reply, *, by: Person, at: datetime | None = None) -> Answer:
    """Answer a point, or change the answer.

    Raises RuleViolation for a no without a reason, or when somebody else answered in the meantime.
    """
    if reply.state is AnswerState.DECLINED and not reply.text.strip():
        raise RuleViolation(_("Say why you will not do it."))
    db.hold(point)
    found = db.session.scalars(select(Answer).where(Answer.point_id == point.id)).first()
    if reply.seen is not None and reply.seen != (found.version if found else 0):
        raise RuleViolation(
            _("Somebody else in the team has answered this point. Read that answer before you change it.")
        )
    kept = found or Answer(point=point, version=0)
    kept.state, kept.text, kept.by, kept.at = reply.state, reply.text.strip(), by, at or clock.now()
    kept.version += 1
    db.session.add(kept)
    activity.record(Verb.POINT_ANSWERED, point, by=by, at=at, state=reply.state.value)
    return kept


def read_answers(review: Review, *, by: Person, at: datetime | None = None) -> None:
    """The reviewer has read the answers that are there: they leave the queue until something new is said.

    Reading them once more, or before there are any, changes nothing.
    """
    db.hold(review)
    latest = db.session.scalar(
        select(func.max(Answer.at)).join(Answer.point).where(Point.review_id == review.id)
    )
    if latest is None or (review.answers_read_at is not None and latest <= review.answers_read_at):
        return
    review.answers_read_at = max(at or clock.now(), latest)
    activity.record(Verb.ANSWERS_READ, review, by=by, at=at, round=review.round.code)


def _submitted(project: Project, round_: ReviewRound) -> int:
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Review)
            .where(
                Review.round_id == round_.id,
                Review.project_id == project.id,
                Review.submitted_at.is_not(None),
            )
        )
        or 0
    )


def _show_to_team(project: Project, round_: ReviewRound, at: datetime | None) -> None:
    """Number the points that the team has not seen and write to its members."""
    _number_points(project, round_)
    if at is None:
        _write_to_team(project, round_)


def _number_points(project: Project, round_: ReviewRound) -> None:
    points = queries.points_of(project, round_)
    last = max((point.number or 0 for point in points), default=0)
    fresh = rubric.heaviest_first(point for point in points if point.number is None)
    for number, point in enumerate(fresh, last + 1):
        point.number = number


def _write_to_team(project: Project, round_: ReviewRound) -> None:
    for person in teams.people_in(project.team):
        with text.in_language(person.language):
            values = {
                "project": str(project.title),
                "round": str(round_.name),
                "slug": project.slug,
                "answer_by": text.full_day(round_.answers_due_on),
                **letters.to_member(person, project.team_id),
            }
        mail.post(to=person.email, language=person.language, template="reviews/mail/released", values=values)
