"""What a query that finds nothing may stand for tells nobody of what they may not see."""

import pytest
from msgspec.structs import replace

from collab import db
from collab.search import stems
from collab.updates.models import Visibility
from tests.conftest import Browsers
from tests.search.test_page import PAGE, search
from tests.support.cast import Cast
from tests.updates.written import WHOLE, a_post


def test_a_word_that_others_wrote_is_not_named_where_only_its_stem_is_seen(
    cast: Cast, browsers: Browsers
) -> None:
    assert stems.stems_of("konst")[0] == stems.stems_of("konstig")[0]
    a_post(cast.project, cast.culture, replace(WHOLE, text="Allt blev konstig"), Visibility.TEAM)
    a_post(cast.project, cast.culture, replace(WHOLE, text="Mycket konst"))
    db.session.commit()
    assert "Showing hits for “ konstig ”." in search(browsers, cast.business, "konstgi")
    assert "konstig" not in search(browsers, cast.other, "konstgi")


def test_of_several_forms_the_one_is_named_that_the_reader_sees(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="Fyrvaktarens kaffe"), Visibility.TEAM)
    a_post(cast.project, cast.culture, replace(WHOLE, text="En fyrvaktare"))
    db.session.commit()
    assert "Showing hits for “ fyrvaktarens ”." in search(browsers, cast.business, "fyrvatkarens")
    assert "Showing hits for “ fyrvaktare ”." in search(browsers, cast.other, "fyrvatkarens")


def test_a_word_beside_a_slip_may_be_asked_in_another_form_than_is_written(
    cast: Cast, browsers: Browsers
) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="Museets lokstallar"))
    db.session.commit()
    assert "1 hit for “museer lokstallar”" in search(browsers, cast.other, "museer lukstallar")


def test_a_form_that_begins_otherwise_than_its_stem_is_no_beginning_of_other_words(
    cast: Cast, browsers: Browsers
) -> None:
    assert stems.stems_of("fötterna")[0] == stems.stems_of("fots")[0] == "fot"
    a_post(cast.project, cast.culture, replace(WHOLE, text="På sin fots villkor"), Visibility.TEAM)
    a_post(cast.project, cast.culture, replace(WHOLE, text="Fotografen står under taket"))
    db.session.commit()
    for query in ("fötterna", "under fötterna"):
        page = search(browsers, cast.other, query)
        assert ("Showing hits" in page, "Nothing found for" in page) == (False, True)
    page = search(browsers, cast.other, "foto")
    assert ("Showing hits" in page, "Fotografen" in page) == (False, True)


def test_what_has_the_same_stem_is_no_other_word(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="På sin fots villkor"), Visibility.TEAM)
    a_post(cast.project, cast.culture, replace(WHOLE, text="Fotografen står under taket"))
    db.session.commit()
    assert "fots" not in search(browsers, cast.other, "fot")


@pytest.mark.parametrize("more", [{}, {"kind": "project_update"}])
def test_behind_the_last_page_there_is_none(cast: Cast, browsers: Browsers, more: dict[str, str]) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="Mycket konst"))
    db.session.commit()
    asked = "&".join(f"{name}={value}" for name, value in {"q": "konst", **more}.items())
    answers = [browsers(cast.other).get(f"{PAGE}?{asked}&page={page}").status_code for page in (1, 2)]
    assert answers == [200, 404]


def test_what_nobody_types_is_not_said_again(cast: Cast, browsers: Browsers) -> None:
    page = browsers(cast.other).get(f"{PAGE}?q=kon%00st").text
    assert "\0" not in page
    assert 'value="konst"' in page
