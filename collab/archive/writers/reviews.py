"""Ties, exemptions, what was handed in, reviews with their points, and the answers."""

from datetime import timedelta

from sqlalchemy import select

from collab import db
from collab.archive.desk import Desk, as_problem_of
from collab.archive.editions import edition_without
from collab.archive.records.reviews import AnswerRecord, ReviewRecord, ReviewsFile, SubmissionRecord
from collab.archive.writers import corrections, restoring
from collab.projects.models import Project
from collab.reviews import actions, queries
from collab.reviews.actions import Draft, PointDraft, Reply
from collab.reviews.models import (
    Answer,
    Exclusion,
    Exemption,
    Point,
    Review,
    ReviewRound,
)


def write(file: ReviewsFile, desk: Desk) -> None:
    """Everything of the file, in the order in which it happened."""
    _set_aside(file, desk)
    if file.exported:
        restoring.restore(file, desk)
        return
    for submission in sorted(file.submissions, key=lambda r: r.at):
        _submission(submission, desk)
    for review in sorted(file.reviews, key=lambda r: r.submitted_at):
        _review(review, desk)
    answers = [(r, p.id, p.answer) for r in file.reviews for p in r.points if p.answer is not None]
    for review, point, answer in sorted(answers, key=lambda found: found[2].at):
        _answer(review, point, answer, desk)


def _set_aside(file: ReviewsFile, desk: Desk) -> None:
    for tie in file.excluded:
        key = {"project_id": desk.one(Project, slug=tie.project).id, "person_id": desk.person(tie.person).id}
        desk.keeper.row(Exclusion, key, reason=tie.reason)
    for exempt in file.not_reviewed:
        desk.keeper.row(
            Exemption,
            {
                "round": desk.mine(ReviewRound, code=exempt.round),
                "project_id": desk.one(Project, slug=exempt.project).id,
            },
            reason=exempt.reason,
            moved_to=exempt.moved_to,
        )


def _submission(record: SubmissionRecord, desk: Desk) -> None:
    project = desk.one(Project, slug=record.project)
    round_ = desk.mine(ReviewRound, code=record.round)
    by = desk.person_or_nobody(record.by)
    found = queries.submission_of(project, round_)
    if found is not None:
        desk.keeper.change(found, {"at": record.at, "by": by})
        return
    submission = actions.record_submission(project, round_, by=by, at=record.at)
    submission.edition = edition_without(project, record.without)
    desk.keeper.count(submission)


def _review(record: ReviewRecord, desk: Desk) -> None:
    key = desk.key("review", record.id)
    found = db.session.scalars(select(Review).where(Review.key == key)).first()
    if found is not None:
        corrections.correct(found, record, desk)
        return
    reviewer = desk.person(record.reviewer)
    with as_problem_of(record.node):
        review = actions.assign(
            desk.one(Project, slug=record.project),
            desk.mine(ReviewRound, code=record.round),
            reviewer=reviewer,
            at=record.submitted_at - timedelta(hours=3),
        )
        review.key = key
        actions.save_draft(review, _draft(record, desk), by=reviewer, at=record.submitted_at)
        actions.submit_review(review, by=reviewer, at=record.submitted_at)
    desk.keeper.count(review)


def _draft(record: ReviewRecord, desk: Desk) -> Draft:
    return Draft(
        levels=record.levels,
        comments=record.comments,
        points=[
            PointDraft(p.criterion, p.severity, p.text, p.section or "", desk.key("point", p.id))
            for p in record.points
        ],
        recommendation=record.recommendation,
        summary=record.summary,
    )


def _answer(review: ReviewRecord, name: str, record: AnswerRecord, desk: Desk) -> None:
    point = desk.one(Point, key=desk.key("point", name))
    found = db.session.scalars(select(Answer).where(Answer.point_id == point.id)).first()
    if found is not None and (found.state, found.text) == (record.state, record.text):
        return
    with as_problem_of(record.node):
        made = actions.answer(
            point, Reply(record.state, record.text), by=desk.person(record.by), at=record.at
        )
        # No file says when the reviewer read it: nothing is left waiting, and no reading is recorded.
        point.review.answers_read_at = max(filter(None, (point.review.answers_read_at, made.at)))
    if found is None:
        desk.keeper.count(made)
    else:
        desk.keeper.changed[Answer.__tablename__] += 1
