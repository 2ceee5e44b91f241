"""The pages of demonstration."""

from flask import Blueprint, Flask

bp = Blueprint("demonstration", __name__)


def install(app: Flask) -> None:
    """Add what only a demonstration has."""
    app.register_blueprint(bp)
