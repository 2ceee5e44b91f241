"""Pictures' rows: made with words, kept loose for an unfinished form, thrown away when nobody took them."""

import pytest
from PIL import Image
from sqlalchemy import select

from collab import clock, db
from collab.errors import NotFound, RuleViolation
from collab.files import actions, queries
from collab.files.actions import Description
from collab.files.jobs import throw_away_loose_pictures
from collab.files.models import LOOSE_FOR, Picture
from collab.files.store import KeptPicture
from tests.support.cast import Cast
from tests.support.slow_work import SlowWorkInAWrite

KEPT = KeptPicture(960, 640, {480: "a" * 64, 960: "b" * 64})


def keys() -> list[str]:
    return list(db.session.scalars(select(Picture.key).order_by(Picture.id)))


def test_a_picture_is_stored_with_what_it_shows(cast: Cast) -> None:
    picture = actions.store_picture(
        KEPT, Description(" A red wall ", caption=" Osby "), by=cast.culture, key="wall"
    )
    db.session.commit()
    assert (picture.key, picture.alternative, picture.caption) == ("wall", "A red wall", "Osby")
    assert picture.variants == {"480": "a" * 64, "960": "b" * 64}
    assert (picture.uploaded_by, picture.loose_since) == (cast.culture, None)


def test_somebody_must_say_what_a_picture_shows_or_that_it_is_decoration(cast: Cast) -> None:
    with pytest.raises(RuleViolation):
        actions.store_picture(KEPT, Description("  "), by=cast.culture)
    decoration = actions.store_picture(KEPT, Description("", is_decorative=True), by=cast.culture)
    assert (decoration.is_decorative, decoration.alternative) == (True, "")


def test_the_smallest_file_that_is_wide_enough_is_served() -> None:
    picture = Picture(width=960, height=640, variants={"960": "b", "480": "a"})
    assert picture.widths == [480, 960]
    assert [picture.variant(width) for width in (300, 480, 481, 960, 1600)] == ["a", "a", "b", "b", "b"]


def test_a_page_gets_a_picture_as_a_card(cast: Cast) -> None:
    picture = actions.store_picture(KEPT, Description("A wall"), by=cast.culture, key="wall")
    assert queries.card(picture) == queries.PictureCard("wall", 960, 640, (480, 960), "A wall", "")


def test_a_loose_picture_is_found_by_the_one_who_uploaded_it_and_nobody_else(cast: Cast) -> None:
    picture = actions.keep_loose(KEPT, by=cast.culture)
    db.session.commit()
    assert queries.get_loose(picture.key, viewer=cast.culture) is picture
    assert queries.loose_among([picture.key, "nothing", picture.key], by=cast.culture) == [picture]
    with pytest.raises(NotFound):
        queries.get_loose(picture.key, viewer=cast.business)
    actions.describe(picture, Description("A wall"))
    with pytest.raises(NotFound):
        queries.get_loose(picture.key, viewer=cast.culture)


def test_loose_pictures_are_thrown_away_after_two_days_and_others_never(cast: Cast) -> None:
    old, new = actions.keep_loose(KEPT, by=cast.culture), actions.keep_loose(KEPT, by=cast.culture)
    used = actions.store_picture(KEPT, Description("A wall"), by=cast.culture)
    db.session.flush()
    old.loose_since = clock.real() - LOOSE_FOR * 2
    db.session.commit()
    assert [throw_away_loose_pictures(), throw_away_loose_pictures()] == [True, False]
    assert keys() == [new.key, used.key]


def test_decoding_a_picture_inside_a_write_is_found_out(cast: Cast) -> None:
    with db.transaction(), pytest.raises(SlowWorkInAWrite):
        Image.open("never opened")
