"""What the page of a project's reviews says beside the rounds: the approval, and what the viewer may do."""

from msgspec import Struct
from sqlalchemy import func, or_, select

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.projects import queries as projects
from collab.projects.models import Project
from collab.reviews import policy
from collab.reviews.models import Answer, Approval, Point, Review, ReviewRound
from collab.reviews.policy import Tie
from collab.reviews.queries.gates import Lacking, OpenPoint, missing_for_approval, open_musts
from collab.reviews.queries.standing import approval_of, last_released_round, last_withdrawal_of
from collab.statements import at_most


class Outlook(Struct, frozen=True):
    """The approval, what stands in its way, and the viewer's part."""

    approval: Approval | None
    """The one that stands."""
    withdrawal: Approval | None
    """The one that was taken back last, when none stands."""
    lacking: tuple[Lacking, ...]
    musts: tuple[OpenPoint, ...]
    round: ReviewRound | None
    """The latest round whose reviews the team has."""
    is_team: bool
    facilitates: bool
    may_decide: bool
    tie: Tie | None
    """Of a facilitator."""
    unread: str
    """The key of the viewer's own review whose answers the viewer has yet to read, else empty."""

    @property
    def is_approved(self) -> bool:
        """Whether the latest released round ended in an approval."""
        return (
            self.approval is not None and self.round is not None and self.approval.round_id == self.round.id
        )

    @property
    def may_approve(self) -> bool:
        """Whether the viewer can approve the project now."""
        return self.may_decide and self.tie is None and not self.lacking and not self.is_approved


def outlook_of(project: Project, *, viewer: Person) -> Outlook:
    """The outlook of a project for the viewer."""
    approval, facilitates = approval_of(project), policy.facilitate(viewer, project)
    return Outlook(
        approval=approval,
        withdrawal=None if approval else last_withdrawal_of(project),
        lacking=tuple(missing_for_approval(project)),
        musts=tuple(open_musts(project)),
        round=last_released_round(project),
        is_team=policy.hand_in(viewer, project),
        facilitates=facilitates,
        may_decide=policy.release(viewer, project),
        tie=policy.tie_of(viewer, project) if facilitates else None,
        unread=_unread(project, viewer),
    )


def get_facilitated(slug: str, *, viewer: Person) -> Project:
    """The project of that slug for those who lead its programme. Raises NotFound for everybody else."""
    project = projects.get_project(slug, viewer=viewer)
    if not policy.facilitate(viewer, project):
        raise NotFound(slug)
    return project


def _unread(project: Project, viewer: Person) -> str:
    newer = or_(Review.answers_read_at.is_(None), Answer.at > Review.answers_read_at)
    found = db.session.scalars(
        select(Review)
        .join(Point, Point.review_id == Review.id)
        .join(Answer, Answer.point_id == Point.id)
        .where(Review.project_id == project.id, Review.reviewer_id == viewer.id, newer)
        .group_by(Review.id)
        .order_by(func.max(Answer.at).desc())
        .limit(at_most(1))
    ).first()
    return found.key if found is not None and policy.read_answers(viewer, found) else ""
