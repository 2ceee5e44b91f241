"""Whether the process lives and whether it can serve."""

from flask import Blueprint
from sqlalchemy import text
from werkzeug.wrappers import Response

from collab import db

bp = Blueprint("health", __name__, url_prefix="/health")


@bp.get("/live")
def live() -> Response:
    """The process answers."""
    return _plain("alive")


@bp.get("/ready")
def ready() -> Response:
    """The database answers; otherwise the error page's 503 takes the process out of rotation."""
    with db.engine().connect() as connection:
        connection.execute(text("SELECT 1"))
    return _plain("ready")


def _plain(word: str) -> Response:
    return Response(word + "\n", content_type="text/plain; charset=utf-8")
