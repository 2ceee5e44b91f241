"""Loading the content that the project ships with."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import exists, select

import collab
from collab import clock, db
from collab.archive import importing
from collab.demonstration import days
from collab.files import serving
from collab.programmes.models import Programme

SHIPPED = Path(collab.__file__).resolve().parent / "data" / "programmes"


def load_shipped(progress: Callable[[str], None]) -> bool:
    """Load every shipped programme when the site has none, on the demonstration's own day. Says whether."""
    if db.session.scalar(select(exists().where(Programme.id.is_not(None)))):
        return False
    files = sorted(SHIPPED.glob("*/*.yaml"))
    with clock.at(days.DEFAULT.moment):
        importing.import_files(files, store=serving.store(), progress=progress)
    return True
