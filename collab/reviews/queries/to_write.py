"""The part of the queue before a release: own drafts, and projects that still lack a reviewer."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, exists, func, select, tuple_
from sqlalchemy.orm import joinedload

from collab import clock, db
from collab.accounts.models import Person
from collab.programmes.models import Programme
from collab.reviews.models import Assignment, Criterion, Judgement, Release, Review, ReviewRound, Submission
from collab.reviews.queries.queue_row import Next, Own, QueueRow, seen, submissions
from collab.reviews.rubric import Progress

Place = tuple[int, int]
"""A project in a round: (round id, project id)."""


def to_write(
    person: Person, programme: Programme, own: Sequence[Own], may_take: ColumnElement[bool] | None
) -> Iterator[QueueRow]:
    """Rows to write, to continue and to take, in four statements. `may_take`: a condition on Project."""
    drafts, free = [found for found in own if found.review.is_draft], _free(person, programme, may_take)
    others = _others(person, [*(found.submission for found in drafts), *free])
    for submission in free:
        yield _row(submission, others, None)
    done, total = _levels_given(drafts), _criteria(programme)
    for found in drafts:
        row = _row(found.submission, others, found.review)
        yield replace(row, progress=Progress(done.get(found.review.id, 0), total))


def _free(person: Person, programme: Programme, may_take: ColumnElement[bool] | None) -> list[Submission]:
    """What has an empty seat that the person may take, never after the release."""
    if may_take is None:
        return []
    taken = select(func.count(Assignment.id)).where(_of_submission(Assignment)).scalar_subquery()
    return list(
        db.session.scalars(
            submissions(programme).where(
                taken < ReviewRound.reviewers_per_project,
                ~exists().where(_of_submission(Assignment), Assignment.reviewer_id == person.id),
                ~exists().where(_of_submission(Release)),
                may_take,
            )
        )
    )


def _of_submission(model: type[Assignment | Release]) -> ColumnElement[bool]:
    return (model.round_id == Submission.round_id) & (model.project_id == Submission.project_id)


def _others(person: Person, handed_in: Sequence[Submission]) -> dict[Place, list[Review]]:
    """Other people's reviews of the same projects in the same rounds, in the order they were begun."""
    places = [(submission.round_id, submission.project_id) for submission in handed_in]
    rows = db.session.scalars(
        select(Review)
        .options(joinedload(Review.reviewer))
        .where(tuple_(Review.round_id, Review.project_id).in_(places), Review.reviewer_id != person.id)
        .order_by(Review.started_at, Review.id)
    )
    found: dict[Place, list[Review]] = defaultdict(list)
    for review in rows:
        found[review.round_id, review.project_id].append(review)
    return found


def _row(submission: Submission, others: dict[Place, list[Review]], own: Review | None) -> QueueRow:
    """A row about what was handed in; which reading it is follows from who began before."""
    began = own.started_at if own else clock.now()
    theirs = others.get((submission.round_id, submission.project_id), [])
    return QueueRow(
        **seen(submission),
        next=_next(own),
        since=submission.at,
        key=own.key if own else "",
        reading=1 + sum(review.started_at <= began for review in theirs),
        handed_in=tuple(review.reviewer.name for review in theirs if not review.is_draft),
    )


def _next(own: Review | None) -> Next:
    if own is None:
        return Next.TAKE
    return Next.CONTINUE if own.saved_at else Next.WRITE


def _levels_given(drafts: Sequence[Own]) -> dict[int, int]:
    rows = db.session.execute(
        select(Judgement.review_id, func.count(Judgement.level).label("levels"))
        .where(Judgement.review_id.in_([found.review.id for found in drafts]))
        .group_by(Judgement.review_id)
    )
    return {row.review_id: row.levels for row in rows}


def _criteria(programme: Programme) -> int:
    wanted = select(func.count(Criterion.id)).where(Criterion.programme_id == programme.id)
    return db.session.scalar(wanted) or 0
