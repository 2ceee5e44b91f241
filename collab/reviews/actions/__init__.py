"""What happens to a project in a round: handed in, reviewed, released, answered, approved.

Every action takes `at=`: None is now, and those concerned are mailed; a moment is history being imported.
"""

from collab.reviews.actions.approvals import approve, withdraw_approval
from collab.reviews.actions.handing_in import frozen_edition, hand_in, record_submission
from collab.reviews.actions.releasing import Reply, answer, read_answers, release
from collab.reviews.actions.reviewing import Draft, PointDraft, keep, save_draft, submit_review
from collab.reviews.actions.seats import appoint, assign, take, unassign
from collab.reviews.actions.ties import declare_tie

__all__ = [
    "Draft",
    "PointDraft",
    "Reply",
    "answer",
    "appoint",
    "approve",
    "assign",
    "declare_tie",
    "frozen_edition",
    "hand_in",
    "keep",
    "read_answers",
    "record_submission",
    "release",
    "save_draft",
    "submit_review",
    "take",
    "unassign",
    "withdraw_approval",
]
