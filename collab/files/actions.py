"""Making, taking and throwing away pictures' rows. Their bytes are on the disk before (see `store`)."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import delete, update

from collab import clock, db
from collab.accounts.models import Person
from collab.errors import RuleViolation
from collab.files import uses
from collab.files.models import LOOSE_FOR, Picture
from collab.files.store import KeptPicture
from collab.keys import new_key
from collab.text import _


class Description(Struct, frozen=True):
    """What a picture shows, for those who cannot see it, or that it is only decoration."""

    alternative: str = ""
    is_decorative: bool = False
    caption: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether nobody has said what the picture shows."""
        return not self.is_decorative and not self.alternative.strip()


def store_picture(
    kept: KeptPicture,
    description: Description,
    *,
    by: Person | None,
    at: datetime | None = None,
    key: str | None = None,
) -> Picture:
    """Make the row of a picture. Raises RuleViolation when nobody has said what it shows."""
    if description.is_missing:
        raise RuleViolation(_("Tell what the picture shows, or say that it is only decoration"))
    picture = _row(kept, by=by, at=at, key=key)
    describe(picture, description)
    return picture


def keep_loose(kept: KeptPicture, *, by: Person) -> Picture:
    """Make the row of a picture whose form is not finished, so that nobody has to choose it twice."""
    picture = _row(kept, by=by)
    picture.loose_since = clock.real()
    return picture


def describe(picture: Picture, description: Description) -> None:
    """Take a picture into use with its words."""
    picture.alternative = "" if description.is_decorative else description.alternative.strip()
    picture.is_decorative = description.is_decorative
    picture.caption = description.caption.strip()
    picture.loose_since = None


def let_go(picture: Picture) -> None:
    """Something shows the picture no longer: it goes in two days unless something else does, or takes it."""
    picture.loose_since = clock.real()


def throw_away_loose() -> int:
    """Delete the rows of pictures that are loose for two days and that nothing shows. Answers how many."""
    is_old = Picture.loose_since < clock.real() - LOOSE_FOR
    db.session.execute(update(Picture).where(is_old, uses.is_shown()).values(loose_since=None))
    gone = db.session.execute(delete(Picture).where(is_old).returning(Picture.id))
    return len(gone.all())


def _row(
    kept: KeptPicture, *, by: Person | None, at: datetime | None = None, key: str | None = None
) -> Picture:
    picture = Picture(
        key=key or new_key(),
        width=kept.width,
        height=kept.height,
        variants={str(width): name for width, name in kept.variants.items()},
        uploaded_by=by,
        uploaded_at=at or clock.now(),
    )
    db.session.add(picture)
    return picture
