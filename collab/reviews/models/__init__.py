"""Rounds and rubric, and what happens to a project in a round."""

from collab.reviews.models.review import Answer, AnswerState, Judgement, Point, Review
from collab.reviews.models.rounds import Criterion, Level, Recommendation, ReviewRound
from collab.reviews.models.submission import Approval, Assignment, Exclusion, Exemption, Release, Submission
from collab.reviews.rubric import Severity

__all__ = [
    "Answer",
    "AnswerState",
    "Approval",
    "Assignment",
    "Criterion",
    "Exclusion",
    "Exemption",
    "Judgement",
    "Level",
    "Point",
    "Recommendation",
    "Release",
    "Review",
    "ReviewRound",
    "Severity",
    "Submission",
]
