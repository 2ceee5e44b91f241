"""reviews.yaml: ties, what was handed in, seats, reviews with points and answers, releases, approvals."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import select

from collab import db
from collab.archive.editions import edition_without
from collab.archive.readers.head import head
from collab.archive.scribe import Said, Scribe, said, when
from collab.projects.models import Project
from collab.reviews.actions import frozen_edition
from collab.reviews.models import (
    Answer,
    Approval,
    Assignment,
    Criterion,
    Exclusion,
    Exemption,
    Judgement,
    Point,
    Release,
    Review,
    Submission,
)

REMARK = """Everything about reviews that others than a draft's writer can see.
edition: what was handed in, where the plan has changed since; without: sections that were empty then."""

M = TypeVar("M", bound=db.Base)


def read(scribe: Scribe) -> Said | None:
    """The whole file; None when nothing of it has happened."""
    parts = said(
        excluded=[_exclusion(tie, scribe) for tie in _of(scribe, Exclusion, Exclusion.id)],
        not_reviewed=[_exemption(row, scribe) for row in _of(scribe, Exemption, Exemption.id)],
        submissions=[
            _submission(row, scribe) for row in _of(scribe, Submission, Submission.at, Submission.id)
        ],
        assignments=_assignments(scribe),
    )
    reviews = [_review(row, scribe) for row in _handed_in(scribe)]
    later = said(
        releases=[_release(row, scribe) for row in _of(scribe, Release, Release.at, Release.id)],
        approvals=[_approval(row, scribe) for row in _of(scribe, Approval, Approval.at, Approval.id)],
    )
    if not (parts or reviews or later):
        return None
    return {**head(scribe, False), **parts, "reviews": reviews, **later}


def _of(scribe: Scribe, model: type[M], *order: Any) -> Sequence[M]:
    """Rows of a model with a project of the programme."""
    mine = select(Project.id).where(Project.programme_id == scribe.programme.id)
    project_id: Any = model.__table__.c.project_id
    return db.session.scalars(select(model).where(project_id.in_(mine)).order_by(*order)).all()


def _place(row: Any) -> Said:
    """The round and the project."""
    return {"round": row.round.code, "project": _slug(row)}


def _slug(row: Any) -> str:
    project = db.session.get(Project, row.project_id)
    return project.slug if project else ""


def _exclusion(tie: Exclusion, scribe: Scribe) -> Said:
    return said(project=tie.project.slug, person=scribe.who(tie.person_id), reason=tie.reason)


def _exemption(row: Exemption, scribe: Scribe) -> Said:
    return {**_place(row), **said(reason=row.reason, moved_to=row.moved_to)}


def _submission(row: Submission, scribe: Scribe) -> Said:
    empty = [part["code"] for part in row.edition["sections"] if not part["html"]]
    who = {**_place(row), **said(at=when(row.at), by=scribe.who(row.by_id))}
    if row.edition != edition_without(row.project, empty):
        return {**who, "edition": row.edition}
    written = [part["code"] for part in frozen_edition(row.project)["sections"] if part["html"]]
    return {**who, **said(without=[code for code in written if code in empty])}


def _assignments(scribe: Scribe) -> list[Said]:
    reviews = {(r.round_id, r.project_id, r.reviewer_id): r for r in _of(scribe, Review, Review.id)}
    found = []
    for row in _of(scribe, Assignment, Assignment.assigned_at, Assignment.id):
        review = reviews.get((row.round_id, row.project_id, row.reviewer_id))
        found.append(
            {
                **_place(row),
                **said(reviewer=scribe.who(row.reviewer_id), seat=row.seat, at=when(row.assigned_at)),
                **said(review=review.key if review else None),
            }
        )
    return found


def _handed_in(scribe: Scribe) -> list[Review]:
    rows = _of(scribe, Review, Review.submitted_at, Review.id)
    return [row for row in rows if row.submitted_at is not None]


def _review(row: Review, scribe: Scribe) -> Said:
    judged = db.session.scalars(
        select(Judgement)
        .join(Judgement.criterion)
        .where(Judgement.review_id == row.id)
        .order_by(Criterion.position)
    ).all()
    points = db.session.scalars(
        select(Point).where(Point.review_id == row.id).order_by(Point.position, Point.id)
    )
    return {
        "id": row.key,
        **_place(row),
        **said(reviewer=scribe.who(row.reviewer_id), submitted_at=when(row.submitted_at)),
        **said(answers_read_at=when(row.answers_read_at)),
        **said(recommendation=row.recommendation.code if row.recommendation else None),
        "levels": {j.criterion.code: j.level for j in judged if j.level is not None},
        "comments": {j.criterion.code: j.comment for j in judged if j.comment},
        **said(summary=row.summary, points=[_point(point, scribe) for point in points]),
    }


def _point(point: Point, scribe: Scribe) -> Said:
    answer = db.session.scalars(select(Answer).where(Answer.point_id == point.id)).first()
    return said(
        id=point.key,
        number=point.number,
        severity=point.severity.value,
        section=point.section.code if point.section else None,
        criterion=point.criterion.code,
        text=point.text,
        answer=_answer(answer, scribe) if answer else None,
    )


def _answer(answer: Answer, scribe: Scribe) -> Said:
    return said(state=answer.state.value, by=scribe.who(answer.by_id), at=when(answer.at), text=answer.text)


def _release(row: Release, scribe: Scribe) -> Said:
    return {**_place(row), **said(at=when(row.at), by=scribe.who(row.by_id))}


def _approval(row: Approval, scribe: Scribe) -> Said:
    return {
        **_place(row),
        **said(at=when(row.at), by=scribe.who(row.by_id)),
        **said(
            withdrawn_at=when(row.withdrawn_at),
            withdrawn_by=scribe.who(row.withdrawn_by_id),
            withdrawn_reason=row.withdrawn_reason,
        ),
    }
