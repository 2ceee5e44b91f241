"""The facilitator's queue: oldest first, one next thing to do in each row."""

from collab import db
from collab.accounts.models import Person
from collab.programmes.models import Programme
from collab.reviews.models import Review, Submission
from collab.reviews.queries.queue_row import Own, QueueRow, submissions
from collab.reviews.queries.to_read import to_approve, to_read
from collab.reviews.queries.to_write import to_write


def queue_for(person: Person, programme: Programme) -> list[QueueRow]:
    """What waits for the facilitator in the programme, oldest first; constantly many statements.

    Own drafts, projects that lack a reviewer (never one with a tie), answers not yet read, and projects
    of one's own reviews that can be approved. A project whose answers are unread is read first.
    """
    own = _own(person, programme)
    read = list(to_read(person, own))
    unread = {row.slug for row in read}
    approvable = [row for row in to_approve(person, own) if row.slug not in unread]
    rows = [*to_write(person, programme, own), *read, *approvable]
    return sorted(rows, key=lambda row: (row.since, row.slug))


def _own(person: Person, programme: Programme) -> list[Own]:
    same = (Review.round_id == Submission.round_id) & (Review.project_id == Submission.project_id)
    rows = db.session.execute(
        submissions(programme).add_columns(Review).join(Review, same).where(Review.reviewer_id == person.id)
    )
    return [Own(submission, review) for submission, review in rows]
