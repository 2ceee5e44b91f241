"""The day on which a demonstration site lives."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from collab import db


class SiteDay(db.Base):
    """One row: at the real moment `set_at` the site's clock stood at `moment`, and it runs on from there."""

    __tablename__ = "site_day"
    id: Mapped[int] = mapped_column(primary_key=True)
    moment: Mapped[datetime]
    set_at: Mapped[datetime]
