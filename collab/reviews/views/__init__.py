"""The pages of reviews: handing in, the queue, the desk, what the team reads and answers, approval."""

from collab.reviews.views import approval, desk, handing_in, project, queue
from collab.reviews.views.blueprint import bp

__all__ = ["approval", "bp", "desk", "handing_in", "project", "queue"]
