"""Reading reviews: where a project stands, what is missing, the queue, the desk, what the team reads."""

from collab.reviews.queries.desk import Desk, DeskCriterion, Edition, desk_of, read_edition
from collab.reviews.queries.entrance import Entrance, entrance_of
from collab.reviews.queries.findings import list_rounds
from collab.reviews.queries.gates import (
    Lacking,
    Matter,
    Missing,
    OpenPoint,
    WaitingPoints,
    entry_stage,
    missing_for_approval,
    missing_for_submission,
    open_musts,
    points_waiting,
    points_waiting_for,
)
from collab.reviews.queries.outlook import Outlook, get_facilitated, outlook_of
from collab.reviews.queries.overview import ProjectLine, list_projects
from collab.reviews.queries.queue import queue_for
from collab.reviews.queries.queue_row import Next, QueueRow
from collab.reviews.queries.shown import RoundState, ShownPoint, ShownRound
from collab.reviews.queries.standing import (
    approval_of,
    approvals_of,
    get_point,
    get_review,
    get_round,
    last_released_round,
    last_withdrawal_of,
    missing_in,
    open_round,
    owes_submission,
    points_of,
    release_of,
    submission_of,
)

__all__ = [
    "Desk",
    "DeskCriterion",
    "Edition",
    "Entrance",
    "Lacking",
    "Matter",
    "Missing",
    "Next",
    "OpenPoint",
    "Outlook",
    "ProjectLine",
    "QueueRow",
    "RoundState",
    "ShownPoint",
    "ShownRound",
    "WaitingPoints",
    "approval_of",
    "approvals_of",
    "desk_of",
    "entrance_of",
    "entry_stage",
    "get_facilitated",
    "get_point",
    "get_review",
    "get_round",
    "last_released_round",
    "last_withdrawal_of",
    "list_projects",
    "list_rounds",
    "missing_for_approval",
    "missing_for_submission",
    "missing_in",
    "open_musts",
    "open_round",
    "outlook_of",
    "owes_submission",
    "points_of",
    "points_waiting",
    "points_waiting_for",
    "queue_for",
    "read_edition",
    "release_of",
    "submission_of",
]
