"""Reading pictures for a page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import exists, select

from collab import clock, db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.files.models import LOOSE_FOR, Picture, widths_of

NAME_FILES = {
    Picture.__tablename__: ("variants",),
    "poster": ("file",),
    "plan_document": ("file",),
    "showcase_code": ("drawing", "picture"),
    "file_version": ("sha256",),
    "update_new_file": ("sha256",),
}
"""Tables whose rows name files of the store, and the columns: a name, or several as a dict's values."""


class PictureCard(Struct, frozen=True):
    """What a page needs to show a picture; the thing it belongs to knows its address."""

    key: str
    width: int
    height: int
    widths: tuple[int, ...]
    alternative: str
    """Empty for decoration."""
    caption: str


SHOWN = (
    Picture.key, Picture.width, Picture.height, Picture.variants, Picture.alternative, Picture.caption,
)  # fmt: skip
"""SQL: what a card needs of a picture."""


def card(picture: Any) -> PictureCard:
    """A picture as pages show it; `picture` is one, or a row with what is `SHOWN`."""
    return PictureCard(
        key=picture.key,
        width=picture.width,
        height=picture.height,
        widths=tuple(widths_of(picture.variants)),
        alternative=picture.alternative,
        caption=picture.caption,
    )


def get_picture(key: str) -> Picture:
    """The picture of that key. Raises NotFound. Whoever serves it has asked its owner's policy."""
    found = db.session.scalars(select(Picture).where(Picture.key == key)).first()
    if found is None:
        raise NotFound(key)
    return found


def get_loose(key: str, *, viewer: Person) -> Picture:
    """A picture of a form that is not finished, for the one who uploaded it. Raises NotFound."""
    found = loose_among([key], by=viewer)
    if not found:
        raise NotFound(key)
    return found[0]


def has_old_loose() -> bool:
    """Whether there are loose pictures that nothing has taken for two days."""
    return bool(db.session.scalar(select(exists().where(Picture.loose_since < clock.real() - LOOSE_FOR))))


def loose_among(keys: Sequence[str], *, by: Person) -> list[Picture]:
    """Those of the pictures that the person has uploaded and that nothing has taken, in the order given."""
    if not keys:
        return []
    rows = db.session.scalars(
        select(Picture).where(
            Picture.key.in_(keys), Picture.uploaded_by_id == by.id, Picture.loose_since.is_not(None)
        )
    )
    found = {picture.key: picture for picture in rows}
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def names_of_files() -> set[str]:
    """The SHA-256 of every file that a row names."""
    return {name for table in NAME_FILES for row in _naming(table) for name in names_within(table, row)}


def names_within(table: str, row: Mapping[str, Any]) -> Iterator[str]:
    """The SHA-256 of every file that one row of a table names: what a backup takes along."""
    for column in NAME_FILES.get(table, ()):
        found = row[column]
        yield from map(str, found.values()) if isinstance(found, dict) else (str(found),)


def _naming(table: str) -> Iterable[Mapping[str, Any]]:
    """The rows of a table, with the columns that name files."""
    columns = db.Base.metadata.tables[table].c
    return db.session.execute(select(*(columns[name] for name in NAME_FILES[table]))).mappings()  # type: ignore[return-value]
