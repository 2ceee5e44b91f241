"""The pages of showcases: the public ones and the team's working copy."""

from flask import Blueprint

bp = Blueprint("showcases", __name__)

from collab.showcases.views import public, working  # noqa: E402 - they hang their routes on bp

__all__ = ["bp", "public", "working"]
