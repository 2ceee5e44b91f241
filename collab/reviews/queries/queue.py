"""The facilitator's queue: oldest first, one next thing to do in each row."""

from sqlalchemy import ColumnElement

from collab import db
from collab.accounts.models import Person
from collab.programmes import policy as programmes
from collab.programmes import queries as memberships
from collab.programmes.models import Programme, Role
from collab.reviews import policy
from collab.reviews.models import Review, Submission
from collab.reviews.queries.queue_row import Own, QueueRow, submissions
from collab.reviews.queries.to_read import to_approve, to_read
from collab.reviews.queries.to_write import to_write


def queue_for(person: Person, programme: Programme) -> list[QueueRow]:
    """What waits for the facilitator in the programme, oldest first; constantly many statements.

    Own drafts, projects that lack a reviewer, answers not yet read, and projects of one's own reviews that
    can be approved; never one with a tie. A project whose answers are unread is read first.
    In a programme that is over nothing waits.
    """
    if not programmes.write(programme):
        return []
    place = memberships.membership_of(person, programme.id)
    untied = ~policy.tied(person, place.organisation_id if place else None)
    may_take = place is not None and place.role is Role.FACILITATOR
    own = _own(person, programme, untied)
    read = list(to_read(person, own))
    unread = {row.slug for row in read}
    approvable = [row for row in to_approve(person, own) if row.slug not in unread]
    rows = [*to_write(person, programme, own, untied if may_take else None), *read, *approvable]
    return sorted(rows, key=lambda row: (row.since, row.slug))


def _own(person: Person, programme: Programme, untied: ColumnElement[bool]) -> list[Own]:
    same = (Review.round_id == Submission.round_id) & (Review.project_id == Submission.project_id)
    rows = db.session.execute(
        submissions(programme)
        .add_columns(Review)
        .join(Review, same)
        .where(Review.reviewer_id == person.id, untied)
    )
    return [Own(submission, review) for submission, review in rows]
