"""Looking for the word that a kind of things goes by leads to all of them that one may see."""

import pytest
from msgspec.structs import replace

from collab import db
from collab.updates.models import Visibility
from tests.conftest import Browsers
from tests.search.test_page import PAGE
from tests.support.cast import Cast
from tests.updates.written import WHOLE, a_draft, a_post, a_question, on


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("update", "project_update"),
        ("Updates", "project_update"),
        ("updaet", "project_update"),
        ("team", "team"),
        ("idea", "idea"),
        ("persons", "membership"),
    ],
)
def test_a_kinds_own_word_leads_to_all_of_it(cast: Cast, browsers: Browsers, query: str, kind: str) -> None:
    page = browsers(cast.culture).get(f"{PAGE}?q={query}").text
    assert f'<a href="{PAGE}?kind={kind}">Show all ' in page


@pytest.mark.parametrize("query", ["lägesrapport", "lagesrapport", "lägesraport", "lägesrapporterna"])
def test_it_is_the_word_in_the_readers_language(cast: Cast, browsers: Browsers, query: str) -> None:
    assert "Visa alla lägesrapporter" in browsers(cast.culture, language="sv").text(f"{PAGE}?q={query}")


def test_another_word_leads_to_no_kind(cast: Cast, browsers: Browsers) -> None:
    assert "Show all " not in browsers(cast.culture).text(f"{PAGE}?q=museum")


def test_all_of_a_kind_are_those_that_one_may_see(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="For everybody"))
    a_post(cast.project, cast.culture, replace(WHOLE, text="For the team"), Visibility.TEAM)
    a_draft(cast.project, cast.culture, replace(WHOLE, text="For nobody yet"))
    db.session.commit()
    page = browsers(cast.other).text(f"{PAGE}?kind=project_update")
    assert [said in page for said in ("1 hit ", "For everybody", "For the team", "For nobody yet")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert "3 hits " in browsers(cast.culture).text(f"{PAGE}?kind=project_update")


def test_what_was_written_the_same_day_is_told_apart_by_sort_and_time(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="Museum one"), at=on(5, 2, 9))
    a_question(cast.project, cast.culture, "Museum two?", at=on(5, 2, 14))
    db.session.commit()
    page = browsers(cast.other).text(f"{PAGE}?q=museum")
    name = cast.culture.name.en
    assert f"Update A question to the others {name} Tue 2 May at 14:00" in page.replace("\xa0", " ")
    assert f"Update Progress {name} Tue 2 May at 09:00" in page.replace("\xa0", " ")
