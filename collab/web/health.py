"""Whether the process lives, whether it can serve, and when a worker last showed life."""

from datetime import datetime

from flask import Blueprint
from sqlalchemy import String, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.wrappers import Response

from collab import clock, db

bp = Blueprint("health", __name__, url_prefix="/health")

WORKER = "worker"


class Heartbeat(db.Base):
    """When a part of the site that nobody can ask last showed life, by its own clock (real time)."""

    __tablename__ = "heartbeat"
    part: Mapped[str] = mapped_column(String(40), primary_key=True)
    at: Mapped[datetime]


def beat(part: str = WORKER) -> None:
    """Show life. Of several workers the latest counts. Commits at once."""
    with db.apart() as connection:
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        row = insert(Heartbeat).values(part=part, at=clock.real())
        connection.execute(row.on_conflict_do_update(index_elements=["part"], set_={"at": row.excluded.at}))


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
