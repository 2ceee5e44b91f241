"""The part of the queue before a release: own drafts, and projects that still lack a reviewer."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec.structs import replace
from sqlalchemy import ColumnElement, Select, exists, func, select

from collab import clock
from collab.accounts.models import Anybody, Person
from collab.columns import among
from collab.projects.models import Project
from collab.reviews import policy
from collab.reviews.models import Assignment, Release, Review, ReviewRound, Submission
from collab.reviews.queries.queue_row import SEEN, Next, QueueRow, seen, submissions
from collab.reviews.rubric import Progress
from collab.statements import built_once
from collab.together import Reading, asked

Place = tuple[int, int]
"""A project in a round: (round id, project id)."""


def to_write(person: Person, own: Sequence[Any], open_seats: Sequence[Any]) -> Reading[list[QueueRow]]:
    """Rows to write, to continue and to take, in one statement; `open_seats`: what is `free`."""
    drafts = [found for found in own if found.submitted_at is None]
    projects = sorted({found.project_id for found in (*drafts, *open_seats)})
    others: dict[Place, list[Any]] = defaultdict(list)
    if projects:
        for theirs in (yield from asked(_others(person_id=person.id, projects=projects))):
            others[theirs.round_id, theirs.project_id].append(theirs)
    taking = [_row(found, others, clock.now()) for found in open_seats]
    writing = [_own_row(found, others) for found in drafts]
    return [*taking, *writing]


@built_once
def free(*, person_id: Any, programme_id: Any, organisation_id: Any) -> Select[*tuple[Any, ...]]:
    """SQL: what has an empty seat that the person may take, never after the release."""
    taken = select(func.count(Assignment.id)).where(_of_submission(Assignment)).scalar_subquery()
    return submissions(*SEEN).where(
        Project.programme_id == programme_id,
        taken < ReviewRound.reviewers_per_project,
        ~exists().where(_of_submission(Assignment), Assignment.reviewer_id == person_id),
        ~exists().where(_of_submission(Release)),
        ~policy.tied(Anybody(person_id, is_site_organiser=False), organisation_id),
    )


def _of_submission(model: type[Assignment | Release]) -> ColumnElement[bool]:
    return (model.round_id == Submission.round_id) & (model.project_id == Submission.project_id)


@built_once
def _others(*, person_id: Any, projects: Any) -> Select[*tuple[Any, ...]]:
    """Other people's reviews of these projects, in the order they were begun."""
    return (
        select(
            Review.round_id,
            Review.project_id,
            Review.started_at,
            Review.submitted_at,
            Person.name.label("reviewer"),
        )
        .join(Review.reviewer)
        .where(among(Review.project_id, projects), Review.reviewer_id != person_id)
        .order_by(Review.started_at, Review.id)
    )


def _own_row(found: Any, others: dict[Place, list[Any]]) -> QueueRow:
    return replace(
        _row(found, others, found.started_at),
        next=Next.CONTINUE if found.saved_at else Next.WRITE,
        key=found.key,
        progress=Progress(found.levels, found.criteria),
    )


def _row(found: Any, others: dict[Place, list[Any]], began: datetime) -> QueueRow:
    """A row about what was handed in; which reading it is follows from who began before."""
    theirs = others.get((found.round_id, found.project_id), [])
    return QueueRow(
        **seen(found),
        next=Next.TAKE,
        since=found.at,
        reading=1 + sum(review.started_at <= began for review in theirs),
        handed_in=tuple(review.reviewer for review in theirs if review.submitted_at is not None),
    )
