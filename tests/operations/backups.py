"""Sites that are backed up and restored: what writes to them, and how to look at them whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Any

from flask import Flask
from msgspec.structs import replace
from PIL import Image
from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.app import create_app
from collab.backup.place import Place
from collab.backup.tables import LEFT_OUT
from collab.config import Settings
from collab.files.actions import Description, keep_loose, store_picture
from collab.files.folder import FolderStore
from collab.files.pictures import prepare
from collab.migrations import comparison
from collab.projects.models import Project, Status
from collab.updates import actions
from collab.updates.content import Content, Shown
from collab.updates.models import Update
from tests.files import corpus
from tests.support.cast import THE_DAY

LONG_AGO = (clock.real().timestamp() - 3 * 24 * 3600,) * 2
"""Times of a file that the sweeper takes when no row names it."""


def quiet(_step: str, _things: int, _size: int) -> None:
    """Nobody listens."""


def place_of(settings: Settings) -> Place:
    return Place(settings.database_url, settings.instance)


def new_place(folder: Path) -> Place:
    """Where a site of SQLite can be restored."""
    return Place(f"sqlite:///{folder / 'collab.sqlite3'}", folder)


@contextmanager
def site_at(place: Place, settings: Settings) -> Iterator[Flask]:
    """The site that was restored there, on the day of the tests."""
    app = create_app(replace(settings, database_url=place.database_url, instance=place.instance))
    app.testing = True
    with app.app_context(), clock.at(THE_DAY):
        yield app
        db.session.remove()
        db.engine().dispose()


def post_update(number: str, files: Path, colour: tuple[int, int, int]) -> None:
    """Post an update with a picture of its own, as a form does: first the bytes, then one transaction."""
    data = corpus.encoded(Image.new("RGB", (64, 48), colour), "PNG")
    kept = FolderStore(files).keep_picture(prepare(data))
    with db.transaction():
        by = db.session.scalars(select(Person).where(Person.handle == "culture")).one()
        project = db.session.scalars(select(Project).where(Project.slug == "oppna-dorrar")).one()
        shown = Description(f"Colour {number}")
        picture = store_picture(kept, shown, by=by)
        content = Content(
            status=Status.ON_TRACK, text=number, next_step="Go on",
            next_step_due_on=clock.today(), pictures=(Shown(picture, shown),),
        )  # fmt: skip
        actions.publish(actions.begin(project, f"form-{number}", by=by), content, by=by)


@contextmanager
def writers(app: Flask, files: Path, *, many: int = 2) -> Iterator[None]:
    """Threads that post updates without end; update N of writer W says "W-N"."""
    stop, failures = Event(), []

    def write(writer: int) -> None:
        with app.app_context(), clock.at(THE_DAY):
            for n in count():
                if stop.wait(0.05):
                    break
                try:
                    post_update(f"{writer}-{n}", files, (writer, n % 256, n // 256))
                except BaseException as no:
                    failures.append(no)
                    raise
                db.session.remove()

    threads = [Thread(target=write, args=(writer,)) for writer in range(many)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert failures == []


def old_loose_picture(files: Path, data: bytes, by: Person) -> int:
    """A picture that nothing shows, whose file lies there for days already. Its number."""
    kept = FolderStore(files).keep_picture(prepare(data))
    with db.transaction():
        picture = keep_loose(kept, by=by)
    for name in kept.variants.values():
        os.utime(files / name[:2] / name[2:], LONG_AGO)
    return picture.id


def posted() -> list[str]:
    """What the updates of the current site say, in their order."""
    db.session.rollback()
    return list(db.session.scalars(select(Update.text).order_by(Update.id)))


def whole(place: Place) -> dict[str, list[Any]]:
    """Every row of a site that a backup holds, by table, with the values that models read."""
    tables = [t for t in comparison.METADATA.sorted_tables if t.name not in LEFT_OUT]
    with place.engine().connect() as connection:
        return {
            t.name: [tuple(r) for r in connection.execute(select(t).order_by(*t.primary_key.columns))]
            for t in tables
        }
