"""What stands between a project and the next review round, for the page that links to all of it."""

from datetime import datetime

from msgspec import Struct

from collab import clock
from collab.projects import queries as projects
from collab.projects.models import Project
from collab.projects.readiness import Met
from collab.projects.readiness import Missing as ProjectMissing
from collab.reviews import queries as reviews
from collab.reviews.queries import Missing as RoundMissing
from collab.reviews.queries import RoundLine
from collab.stages import queries as stages
from collab.together import Reading, askable, ready, side_by_side


class Gate(Struct, frozen=True):
    """The next round (None after the last one), what it asks for, what is in place and what came of it."""

    round: RoundLine | None
    is_open: bool
    handed_in_at: datetime | None
    approved_at: datetime | None
    published_at: datetime | None
    """Of the edition that is public."""
    missing: tuple[ProjectMissing | RoundMissing, ...]
    met: tuple[Met, ...]


@askable
def before_review(project: Project) -> Reading[Gate]:
    """The gate before the round that is open or comes next, in one statement."""
    today = clock.today()
    is_over = project.programme.is_archived
    coming = None if is_over else reviews.next_round(project.programme_id, today)
    tally, standing, missing = yield from side_by_side(
        stages.tally_of.part(project),
        projects.standing.part(project),
        reviews.missing_for_submission.part(project, coming) if coming else ready([]),
    )
    readiness, rounds = standing.readiness, reviews.rounds_of(project.programme_id)
    approvals = [at for round_ in rounds if (at := tally.when("approval", round_.code))]
    approved, published = approvals[-1] if approvals else None, tally.public_since
    if coming is None:
        owes = () if is_over else readiness.missing
        return Gate(None, False, None, approved, published, owes, readiness.met)
    handed_in = tally.when("submission", coming.code)
    owes = () if handed_in or approved else tuple(missing)
    return Gate(coming, coming.is_open(today), handed_in, approved, published, owes, readiness.met)
