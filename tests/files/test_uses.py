"""A picture is thrown away only when nothing shows it any more."""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import select, update

from collab import clock, db
from collab.files import queries, serving
from collab.files.actions import Description, let_go
from collab.files.jobs import sweep_unnamed_files, throw_away_loose_pictures
from collab.files.models import LOOSE_FOR, Picture
from collab.project_files.models import FileVersion
from collab.showcases.models import Consent, Edition, Showcase, ShowcasePicture
from collab.text import Localised
from collab.updates import actions as updates
from collab.updates.content import Shown
from tests.project_files import shelf
from tests.support.cast import Cast
from tests.updates.written import WHOLE, a_picture, a_post


def thrown_away() -> set[str]:
    """Which of the pictures go when all that were let go are old."""
    before = set(db.session.scalars(select(Picture.key)))
    for picture in db.session.scalars(select(Picture).where(Picture.loose_since.is_not(None))):
        picture.loose_since = clock.real() - LOOSE_FOR * 2
    db.session.commit()
    throw_away_loose_pictures()
    return before - set(db.session.scalars(select(Picture.key)))


@pytest.fixture
def dropped(cast: Cast) -> Picture:
    """A picture that a posted update showed until its author corrected it."""
    picture = a_picture(cast.culture, "a-long-and-random-key")
    shown = (Shown(picture, Description("A wall")),)
    update = a_post(cast.project, cast.culture, replace(WHOLE, pictures=shown))
    updates.publish(update, WHOLE, by=cast.culture)
    db.session.commit()
    assert picture.loose_since is not None
    return picture


@pytest.fixture
def showcase(cast: Cast) -> Showcase:
    showcase = Showcase(project=cast.project, headline=Localised("", ""))
    db.session.add(showcase)
    db.session.flush()
    return showcase


def edition(showcase: Showcase, key: str) -> Edition:
    said = Localised("", "")
    return Edition(
        showcase=showcase, programme_id=showcase.project.programme_id, number=1, slug="oppna-dorrar",
        title=said, promise=said, is_ongoing=True, seeks_municipalities=False, is_current=False,
        content={"pictures": [{"key": key}]},
    )  # fmt: skip


def test_what_nothing_shows_goes(dropped: Picture) -> None:
    assert thrown_away() == {"a-long-and-random-key"}


def test_what_a_showcase_shows_stays_and_is_loose_no_longer(dropped: Picture, showcase: Showcase) -> None:
    db.session.add(
        ShowcasePicture(showcase=showcase, picture=dropped, position=0, consent=Consent.NONE_RECOGNISABLE)
    )
    assert (thrown_away(), dropped.loose_since) == (set(), None)


def test_what_an_old_edition_shows_stays(dropped: Picture, showcase: Showcase) -> None:
    db.session.add(edition(showcase, dropped.key))
    assert (thrown_away(), dropped.loose_since) == (set(), None)


def test_an_edition_keeps_no_other_pictures(dropped: Picture, showcase: Showcase) -> None:
    db.session.add(edition(showcase, "another"))
    assert thrown_away() == {"a-long-and-random-key"}


def test_a_projects_cover_stays(dropped: Picture, cast: Cast) -> None:
    cast.project.cover = dropped
    assert thrown_away() == set()


def test_a_picture_of_two_updates_stays_when_one_lets_it_go(cast: Cast) -> None:
    picture = a_picture(cast.culture, "wall")
    a_post(cast.project, cast.culture, replace(WHOLE, pictures=(Shown(picture, Description("A wall")),)))
    let_go(picture)
    assert thrown_away() == set()


def test_what_goes_from_one_table_to_another_while_names_are_read_is_not_swept(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_picture(cast.culture, "a-long-and-random-key")
    shelf.a_file(cast.project, cast.culture)
    db.session.commit()
    name, naming, kept = (
        db.session.scalars(select(FileVersion.sha256)).one(),
        queries._naming,
        list[set[str]](),
    )

    def meanwhile(table: str) -> Iterable[Any]:
        if table == FileVersion.__tablename__:
            with db.apart() as other:
                other.execute(update(Picture).values(variants={"480": name}))
                other.execute(update(FileVersion).values(sha256="0" * 64))
        return naming(table)

    monkeypatch.setattr(queries, "_naming", meanwhile)
    store = SimpleNamespace(sweep=lambda named, _before: kept.append(named))
    monkeypatch.setattr(serving, "store", lambda: store)
    sweep_unnamed_files()
    assert name in kept[0]
