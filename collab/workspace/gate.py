"""What stands between a project and the next review round, for the page that links to all of it."""

from dataclasses import dataclass

from collab import clock
from collab.projects.models import Project
from collab.projects.readiness import Met, Readiness
from collab.projects.readiness import Missing as ProjectMissing
from collab.reviews import queries as reviews
from collab.reviews.models import Approval, ReviewRound, Submission
from collab.reviews.queries import Missing as RoundMissing
from collab.showcases import queries as showcases
from collab.showcases.models import Edition


@dataclass(frozen=True, slots=True)
class Gate:
    """The next round (None after the last one), what it asks for, what is in place and what came of it."""

    round: ReviewRound | None
    is_open: bool
    submission: Submission | None
    approval: Approval | None
    edition: Edition | None
    """The public one."""
    missing: tuple[ProjectMissing | RoundMissing, ...]
    met: tuple[Met, ...]


def before_review(project: Project, readiness: Readiness) -> Gate:
    """The gate before the round that is open or comes next."""
    today = clock.today()
    coming = reviews.next_round(project.programme_id, today)
    approval = reviews.approval_of(project)
    edition = showcases.public_edition_of(project) if approval else None
    if project.programme.is_archived:
        return Gate(None, False, None, approval, edition, (), readiness.met)
    if coming is None:
        return Gate(None, False, None, approval, edition, readiness.missing, readiness.met)
    submission = reviews.submission_of(project, coming)
    missing = () if submission or approval else tuple(reviews.missing_for_submission(project, coming))
    return Gate(coming, coming.is_open(today), submission, approval, edition, missing, readiness.met)
