"""The finder: choosing among people, and its page."""

import pytest
from sqlalchemy import select

from collab import db, versions
from collab.forming import queries
from collab.forming.finder import Seeker, choose, choose_teams, counts
from collab.programmes.models import TeamRule
from collab.teams.composition import RuleKind
from collab.teams.models import Team
from collab.teams.queries import members
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


def test_who_would_complete_ones_team_can_be_chosen(cast: Cast, browsers: Browsers) -> None:
    newcomer(cast, "osby")
    db.session.commit()
    page = browsers(cast.other).text(f"{PAGE}?ours=closer")
    assert "Our team All Would bring us closer 1" in page
    assert "One person" in page
    assert "Would complete us" not in page
    size = db.session.scalars(select(TeamRule).where(TeamRule.kind == RuleKind.SIZE)).one()
    for rule in db.session.scalars(select(TeamRule).where(TeamRule.id != size.id)):
        rule.is_hard = False
    size.settings = {"min": 2, "max": 6}
    versions.bump()
    db.session.commit()
    page = browsers(cast.other).text(f"{PAGE}?ours=completes")
    assert "Our team All Would complete us 1" in page
    assert "One person" in page


def test_who_has_no_incomplete_team_is_offered_nobody_who_would_complete_it(
    cast: Cast, browsers: Browsers
) -> None:
    lone = newcomer(cast, "osby")
    db.session.commit()
    for viewer in (cast.culture, cast.facilitator, lone):
        assert "Our team" not in browsers(viewer).text(PAGE)


def test_the_page_shows_who_has_no_team_and_which_teams_have_room(cast: Cast, browsers: Browsers) -> None:
    people(cast)
    db.session.commit()
    page = browsers(cast.culture).text(f"{PAGE}?team=none")
    assert "One person" in page
    assert "Can offer: Bussar på kvällen" in page
    assert "Is looking for: Någon med nycklar" in page
    assert "Teams with room Ensam" in page
    assert "Invite" in page


def rooms(cast: Cast, chosen: dict[str, str], query: str = "") -> list[str]:
    found = queries.teams_with_room(cast.programme, viewer=cast.culture)
    return [team.slug for team in choose_teams(found, people(cast), chosen, query)]


def test_a_complete_team_that_is_not_full_has_room_after_those_that_are_incomplete(cast: Cast) -> None:
    assert rooms(cast, {}) == ["ensam", "sparet"]


@pytest.mark.parametrize(("slug", "change"), [("sparet", "full"), ("ensam", "full"), ("ensam", "closed")])
def test_a_team_that_is_full_or_closed_has_no_room(cast: Cast, slug: str, change: str) -> None:
    team = db.session.scalars(select(Team).where(Team.slug == slug)).one()
    if change == "closed":
        team.is_open = False
    size = db.session.scalars(select(TeamRule).where(TeamRule.kind == RuleKind.SIZE)).one()
    size.settings = {"min": 1, "max": len(members(team))} if change == "full" else size.settings
    db.session.flush()
    assert slug not in [card.slug for card in queries.teams_with_room(cast.programme, viewer=cast.culture)]


@pytest.mark.parametrize(
    ("chosen", "query", "slugs"),
    [
        ({"sector": "tourism"}, "", ["sparet"]),
        ({"county": "10", "place": "simrishamn"}, "", ["sparet"]),
        ({"place": "osby"}, "", []),
        ({"team": "none"}, "", ["ensam", "sparet"]),
        ({}, "ENSAM", ["ensam"]),
        ({}, "karlskrona", ["sparet"]),
        ({"sector": "business"}, "bussar", []),
    ],
)
def test_teams_are_chosen_by_what_their_members_are_and_by_words(
    cast: Cast, chosen: dict[str, str], query: str, slugs: list[str]
) -> None:
    assert rooms(cast, chosen, query) == slugs


def test_the_page_says_how_many_more_a_team_has_room_for(cast: Cast, browsers: Browsers) -> None:
    page = browsers(cast.culture).text(f"{PAGE}?sector=tourism")
    assert "Spåret Complete There is room for" in page
    assert "Ensam" not in page[page.index("Teams with room") :]


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


def test_what_is_chosen_stays_to_be_seen_when_nobody_fits_it(cast: Cast, browsers: Browsers) -> None:
    page = browsers(cast.facilitator).text("/programmes/kultur-pa-resande-fot/people?ours=completes&q=zzz")
    assert "Our team All Would complete us" in page
