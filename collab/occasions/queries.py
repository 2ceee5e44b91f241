"""Reading the course meetings of a programme."""

from sqlalchemy import select

from collab import db
from collab.occasions.models import Occasion


def list_occasions(programme_id: int) -> list[Occasion]:
    """The programme's occasions in their order."""
    return list(
        db.session.scalars(
            select(Occasion).where(Occasion.programme_id == programme_id).order_by(Occasion.starts_on)
        )
    )
