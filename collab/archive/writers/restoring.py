"""Reviews as a site had them: no rule is asked again, no moment is made up."""

from typing import Any

from collab import db
from collab.archive.desk import Desk
from collab.archive.editions import edition_without
from collab.archive.records.reviews import (
    AnswerRecord,
    ApprovalRecord,
    AssignmentRecord,
    InRound,
    PointRecord,
    ReleaseRecord,
    ReviewRecord,
    ReviewsFile,
    SubmissionRecord,
)
from collab.programmes.models import PlanSection
from collab.projects.models import Project
from collab.reviews.models import (
    Answer,
    Approval,
    Assignment,
    Criterion,
    Judgement,
    Point,
    Recommendation,
    Release,
    Review,
    ReviewRound,
    Submission,
)


def restore(file: ReviewsFile, desk: Desk) -> None:
    """What was handed in, seats, reviews, releases and approvals."""
    for submission in file.submissions:
        _submission(submission, desk)
    for assignment in file.assignments:
        _assignment(assignment, desk)
    for review in file.reviews:
        _review(review, desk)
    for release in file.releases:
        desk.keeper.row(Release, _place(release, desk), at=release.at, **_by(release, desk))
    for approval in file.approvals:
        _approval(approval, desk)


def _place(record: InRound, desk: Desk) -> dict[str, Any]:
    round_ = desk.mine(ReviewRound, code=record.round)
    return {"round": round_, "project": desk.one(Project, slug=record.project)}


def _by(
    record: SubmissionRecord | ReleaseRecord | ApprovalRecord | AnswerRecord, desk: Desk
) -> dict[str, Any]:
    """Who did it. Of somebody whom the file does not name, whatever the site knows stays."""
    return {"by": desk.person(record.by)} if record.by else {}


def _submission(record: SubmissionRecord, desk: Desk) -> None:
    edition, place = record.edition, _place(record, desk)
    if edition is None:
        edition = edition_without(place["project"], record.without)
    desk.keeper.row(Submission, place, at=record.at, edition=edition, **_by(record, desk))


def _assignment(record: AssignmentRecord, desk: Desk) -> None:
    """The seat; and the review that belongs to it, empty until it is restored."""
    place, reviewer = _place(record, desk), desk.person(record.reviewer)
    desk.keeper.row(Assignment, {**place, "reviewer": reviewer}, seat=record.seat, assigned_at=record.at)
    if record.review is not None:
        born = {**place, "reviewer": reviewer, "started_at": record.at}
        desk.keeper.keep(Review, {"key": record.review}, {}, born)


def _review(record: ReviewRecord, desk: Desk) -> None:
    review = desk.keeper.keep(
        Review,
        {"key": desk.key("review", record.id)},
        {
            "recommendation": desk.mine(Recommendation, code=record.recommendation),
            "summary": record.summary,
            "submitted_at": record.submitted_at,
            "answers_read_at": record.answers_read_at,
        },
        {**_place(record, desk), "reviewer": desk.person(record.reviewer), "started_at": record.submitted_at},
    ).row
    review.saved_at = review.saved_at or record.submitted_at
    for criterion in dict.fromkeys([*record.levels, *record.comments]):
        desk.keeper.row(
            Judgement,
            {"review": review, "criterion": desk.mine(Criterion, code=criterion)},
            level=record.levels.get(criterion),
            comment=record.comments.get(criterion, ""),
        )
    for position, point in enumerate(record.points, 1):
        _point(review, position, point, desk)


def _point(review: Review, position: int, record: PointRecord, desk: Desk) -> None:
    point = desk.keeper.row(
        Point,
        {"key": desk.key("point", record.id)},
        review=review,
        criterion=desk.mine(Criterion, code=record.criterion),
        section=desk.mine(PlanSection, code=record.section) if record.section else None,
        position=position,
        number=record.number,
        severity=record.severity,
        text=record.text,
    )
    if record.answer is not None:
        _answer(point, record.answer, desk)


def _answer(point: Point, record: AnswerRecord, desk: Desk) -> None:
    desk.keeper.row(
        Answer,
        {"point": point},
        state=record.state,
        text=record.text,
        at=record.at,
        **_by(record, desk),
    )


def _approval(record: ApprovalRecord, desk: Desk) -> None:
    withdrawn = {"withdrawn_by": desk.person(record.withdrawn_by)} if record.withdrawn_by else {}
    desk.keeper.row(
        Approval,
        {**_place(record, desk), "at": record.at},
        withdrawn_at=record.withdrawn_at,
        withdrawn_reason=record.withdrawn_reason,
        **_by(record, desk),
        **withdrawn,
    )
    db.session.flush()
