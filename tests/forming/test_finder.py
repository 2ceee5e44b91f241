"""The finder: choosing among people, and its page."""

import pytest

from collab import db
from collab.forming import queries
from collab.forming.finder import Seeker, choose, counts
from tests.conftest import Browsers
from tests.forming.test_leading import place
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.teams.test_actions import newcomer

PAGE = "/programmes/kultur-pa-resande-fot/people"


def people(cast: Cast) -> list[Seeker]:
    lone = place(newcomer(cast, "osby"))
    lone.can_offer, lone.seeks, lone.branches = "Bussar på kvällen", "Någon med nycklar", ["art"]
    lone.topics = ["landsbygd"]
    db.session.flush()
    return queries.seekers(cast.programme, viewer=cast.culture)


def handles(found: list[Seeker]) -> set[str]:
    return {seeker.member.place for seeker in found}


@pytest.mark.parametrize(
    ("chosen", "query", "places"),
    [
        ({}, "", {"Kristianstad", "Karlskrona", "Höganäs", "Simrishamn", "Osby"}),
        ({"team": "none"}, "", {"Osby"}),
        ({"sector": "culture"}, "", {"Kristianstad", "Simrishamn"}),
        ({"sector": "tourism", "county": "12"}, "", {"Höganäs", "Osby"}),
        ({"county": "10"}, "", {"Karlskrona"}),
        ({"place": "simrishamn"}, "", {"Simrishamn"}),
        ({"branch": "art"}, "", {"Osby"}),
        ({}, "BUSSAR nycklar", {"Osby"}),
        ({}, "landsbygd", {"Osby"}),
        ({"sector": "culture"}, "bussar", set()),
        ({"sector": "nonsense"}, "", set()),
    ],
)
def test_people_are_chosen_by_what_they_are_and_by_words(
    cast: Cast, chosen: dict[str, str], query: str, places: set[str]
) -> None:
    assert handles(choose(people(cast), chosen, query)) == places


def test_a_count_says_what_a_value_would_leave_with_the_other_choices_kept(cast: Cast) -> None:
    found = people(cast)
    assert counts(found, {"sector": "tourism"}, "", "county") == {"12": 2}
    assert counts(found, {"sector": "tourism"}, "", "sector") == {"culture": 2, "business": 2, "tourism": 2}


def test_who_would_complete_ones_team_comes_first(cast: Cast) -> None:
    newcomer(cast, "osby")
    found = choose(queries.seekers(cast.programme, viewer=cast.other), {}, "")
    assert found[0].completes is not None
    assert found[0].member.place == "Osby"


def test_the_page_shows_who_has_no_team_and_which_teams_have_room(cast: Cast, browsers: Browsers) -> None:
    people(cast)
    db.session.commit()
    page = browsers(cast.culture).text(f"{PAGE}?team=none")
    assert "One person" in page
    assert "Can offer: Bussar på kvällen" in page
    assert "Is looking for: Någon med nycklar" in page
    assert "Teams with room Ensam" in page
    assert "Invite" in page


def test_when_nobody_fits_the_page_says_how_to_go_on(cast: Cast, browsers: Browsers) -> None:
    page = browsers(cast.culture).text(f"{PAGE}?q=rymdfart&sector=culture")
    assert "Nobody fits all of it" in page
    assert "Show all" in page


def test_the_page_takes_the_same_statements_however_many_take_part(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.other)
    browser.get(PAGE)
    few = statements_of(lambda: browser.get(PAGE))
    for number in range(8):
        newcomer(cast, "osby", number)
    db.session.commit()
    assert statements_of(lambda: browser.get(PAGE)) == few


def test_one_changes_ones_own_lines(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.business)
    path = "/programmes/kultur-pa-resande-fot/profile"
    sent = {"can_offer": "Avtal", "seeks": "Mod", "branches": ["art"]}
    assert browser.post(path, sent).headers["Location"] == PAGE
    mine = place(cast.business)
    db.session.refresh(mine)
    assert (mine.can_offer, mine.seeks, mine.branches) == ("Avtal", "Mod", ["art"])
    assert "Avtal</textarea>" in browser.get(path).get_data(as_text=True)
    long = browser.post(path, {"can_offer": "x" * 601, "seeks": "", "branches": []})
    assert (long.status_code, "x" * 601 in long.get_data(as_text=True)) == (422, True)
