"""The pages of reviews: handing in, the queue, seats and ties, the desk, what the team reads, approval."""

from collab.reviews.views import approval, desk, handing_in, project, queue, seats
from collab.reviews.views.blueprint import bp

__all__ = ["approval", "bp", "desk", "handing_in", "project", "queue", "seats"]
