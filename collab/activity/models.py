"""The record of what happened."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import Person
from collab.columns import only


class Verb(StrEnum):
    """What can happen. The words for each are in templates/activity/_sentence.html."""

    PROGRAMME_IMPORTED = "programme-imported"
    ENROLLED = "enrolled"
    ORGANISER_APPOINTED = "organiser-appointed"
    ADDRESS_CORRECTED = "address-corrected"
    TEAM_FORMED = "team-formed"
    JOINED = "joined"
    JOIN_ASKED = "join-asked"
    JOIN_ANSWERED = "join-answered"
    JOIN_WITHDRAWN = "join-withdrawn"
    INVITED = "invited"
    INVITATION_ANSWERED = "invitation-answered"
    INVITATION_WITHDRAWN = "invitation-withdrawn"
    TEAM_CHANGED = "team-changed"
    RULES_CHANGED = "rules-changed"
    IDEA_PROPOSED = "idea-proposed"
    IDEA_CHANGED = "idea-changed"
    IDEA_WITHDRAWN = "idea-withdrawn"
    PROJECT_STARTED = "project-started"
    SUMMARY_EDITED = "summary-edited"
    PLAN_EDITED = "plan-edited"
    PLAN_NAMED = "plan-named"
    PLAN_DEFINED = "plan-defined"
    RHYTHM_SET = "rhythm-set"
    ANCHORING_EDITED = "anchoring-edited"
    MILESTONE_ADDED = "milestone-added"
    MILESTONE_CHANGED = "milestone-changed"
    MILESTONE_BEGUN = "milestone-begun"
    MILESTONE_MOVED = "milestone-moved"
    MILESTONE_GIVEN_UP = "milestone-given-up"
    MILESTONE_DONE = "milestone-done"
    FILE_ADDED = "file-added"
    FILE_CAME = "file-came"
    FILE_CHANGED = "file-changed"
    FILE_REMOVED = "file-removed"
    CONSENT_WITHDRAWN = "consent-withdrawn"
    STRAND_OPENED = "strand-opened"
    STRAND_CHANGED = "strand-changed"
    STRAND_CLOSED = "strand-closed"
    STRAND_MOVED = "strand-moved"
    STAGE_REACHED = "stage-reached"
    STAGE_RETURNED = "stage-returned"
    UPDATE_POSTED = "update-posted"
    UPDATE_EDITED = "update-edited"
    UPDATE_WITHDRAWN = "update-withdrawn"
    COMMENTED = "commented"
    COMMENT_EDITED = "comment-edited"
    COMMENT_WITHDRAWN = "comment-withdrawn"
    QUESTION_ANSWERED = "question-answered"
    QUESTION_REOPENED = "question-reopened"
    REPORT_ACKNOWLEDGED = "report-acknowledged"
    SUBMITTED = "submitted"
    REVIEW_STARTED = "review-started"
    REVIEW_SUBMITTED = "review-submitted"
    REVIEWS_RELEASED = "reviews-released"
    POINT_ANSWERED = "point-answered"
    ANSWERS_READ = "answers-read"
    REVIEWER_ASSIGNED = "reviewer-assigned"
    REVIEWER_REMOVED = "reviewer-removed"
    TIE_DECLARED = "tie-declared"
    APPROVED = "approved"
    APPROVAL_WITHDRAWN = "approval-withdrawn"
    SHOWCASE_EDITED = "showcase-edited"
    SHOWCASE_PUBLISHED = "showcase-published"
    SHOWCASE_UNPUBLISHED = "showcase-unpublished"
    VIEW_RECEIVED = "view-received"
    VIEW_ANSWERED = "view-answered"
    MESSAGE_SENT = "message-sent"
    STALL_SNOOZED = "stall-snoozed"
    STALL_WOKEN = "stall-woken"
    DAY_CHANGED = "day-changed"


KEEPING_HOUSE = frozenset({Verb.PROGRAMME_IMPORTED, Verb.DAY_CHANGED})
"""Work on the site itself: the audit shows it, no feed."""

IN_CONFIDENCE = frozenset(
    {
        Verb.ADDRESS_CORRECTED,
        Verb.REVIEWER_REMOVED,
        Verb.TIE_DECLARED,
        Verb.STALL_SNOOZED,
        Verb.STALL_WOKEN,
        Verb.MESSAGE_SENT,
    }
)
"""Between those who lead the programme: the audit shows it, no feed."""

QUIET = frozenset({Verb.REPORT_ACKNOWLEDGED, Verb.COMMENT_WITHDRAWN, Verb.FILE_CAME})
"""Small signs and parts that stand on the page of their thing: the audit shows them, no feed."""

WRITING = frozenset(
    {
        Verb.UPDATE_POSTED,
        Verb.COMMENTED,
        Verb.SUMMARY_EDITED,
        Verb.PLAN_EDITED,
        Verb.MILESTONE_ADDED,
        Verb.MILESTONE_CHANGED,
        Verb.FILE_ADDED,
    }
)
"""What counts as writing: who ticks something off has said nothing yet."""


class Activity(db.Base):
    """One recorded fact. It keeps kind and id of what it speaks of and its scopes, never a copied text."""

    __tablename__ = "activity"
    __table_args__ = (
        Index("ix_activity_programme_at", "programme_id", "at"),
        Index("ix_activity_team_at", "team_id", "at"),
        Index("ix_activity_project_at", "project_id", "at"),
        Index("ix_activity_project_by_at", "project_id", "by_id", "at"),
        Index("ix_activity_waiting", "at", **only("noticed_at IS NULL")),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    recorded_at: Mapped[datetime] = mapped_column(default=clock.real)
    noticed_at: Mapped[datetime | None]
    """When those whom it concerns had their notices; None while the worker has yet to look at it."""
    verb: Mapped[Verb] = mapped_column(db.Words(Verb))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    # The scopes are ids without foreign keys: what they name stands above this feature.
    programme_id: Mapped[int | None]
    team_id: Mapped[int | None]
    project_id: Mapped[int | None]
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)

    by: Mapped[Person | None] = relationship()
