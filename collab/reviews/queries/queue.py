"""The facilitator's queue: oldest first, one next thing to do in each row."""

from typing import Any

from sqlalchemy import Select, func, select

from collab.accounts.models import Anybody, Person
from collab.programmes import policy as programmes
from collab.programmes import queries as memberships
from collab.programmes.models import Programme, Role
from collab.projects.models import Project
from collab.reviews import policy
from collab.reviews.models import Criterion, Judgement, Review, Submission
from collab.reviews.queries.queue_row import SEEN, QueueRow, submissions
from collab.reviews.queries.to_read import answered, approvable, to_approve, to_read
from collab.reviews.queries.to_write import free, to_write
from collab.statements import built_once
from collab.together import Reading, askable, asked, ready, side_by_side


@askable
def queue_for(person: Person, programme: Programme) -> Reading[list[QueueRow]]:
    """What waits for the facilitator in the programme, oldest first; two statements.

    Own drafts, projects that lack a reviewer, answers not yet read, and projects of one's own reviews that
    can be approved; never one with a tie. A project whose answers are unread is read first.
    In a programme that is over nothing waits.
    """
    if not programmes.write(programme):
        return []
    place = memberships.membership_of(person, programme.id)
    of = {"person_id": person.id, "programme_id": programme.id}
    of["organisation_id"] = place.organisation_id if place else 0
    may_take = place is not None and place.role is Role.FACILITATOR
    own, open_seats, read, approved = yield from side_by_side(
        asked(_own(**of)),
        asked(free(**of)) if may_take else ready([]),
        asked(answered(person_id=person.id)),
        asked(approvable(person_id=person.id)),
    )
    reading = list(to_read(read, own))
    unread = {row.slug for row in reading}
    approving = [row for row in to_approve(approved, own) if row.slug not in unread]
    writing = yield from to_write(person, own, open_seats)
    return sorted([*writing, *reading, *approving], key=lambda row: (row.since, row.slug))


@built_once
def _own(*, person_id: Any, programme_id: Any, organisation_id: Any) -> Select[*tuple[Any, ...]]:
    """What was handed in with the person's own review of it and how much of that has a level."""
    same = (Review.round_id == Submission.round_id) & (Review.project_id == Submission.project_id)
    levels = select(func.count(Judgement.level)).where(Judgement.review_id == Review.id)
    criteria = select(func.count(Criterion.id)).where(Criterion.programme_id == programme_id)
    review = (
        Review.id.label("review_id"),
        Review.key,
        Review.started_at,
        Review.saved_at,
        Review.submitted_at,
        levels.correlate(Review).scalar_subquery().label("levels"),
        criteria.scalar_subquery().label("criteria"),
    )
    untied = ~policy.tied(Anybody(person_id, is_site_organiser=False), organisation_id)
    mine = Project.programme_id == programme_id, Review.reviewer_id == person_id, untied
    return submissions(*SEEN, *review).join(Review, same).where(*mine)
