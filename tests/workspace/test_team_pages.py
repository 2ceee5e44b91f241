"""The teams of a programme and the page of one team."""

from collab import db
from tests.conftest import Browsers
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.teams.test_actions import newcomer
from tests.teams.test_policy import ask

TEAMS = "/programmes/kultur-pa-resande-fot/teams"


def test_the_list_names_teams_their_project_and_what_is_missing(browsers: Browsers, cast: Cast) -> None:
    text = browsers(cast.facilitator).text(TEAMS)
    assert "Ensam runs Lonely idea" in text
    short = "One person of at least four. One sector of at least two. One municipality of at least three."
    assert f"Incomplete {short}" in text
    assert "Spåret runs Open doors" in text
    assert "Höganäs, Karlskrona, Kristianstad, Simrishamn. Culture, business, tourism. Complete" in text


def test_a_team_says_who_it_is_what_it_runs_and_what_hangs_on_one_person(
    browsers: Browsers, cast: Cast
) -> None:
    html = browsers(cast.other).get("/teams/sparet").get_data(as_text=True)
    text = words_of(html)
    assert 'href="/projects/oppna-dorrar"' in html
    assert "Head of culture, Kristianstad Coordinator" in text
    assert "Business comes only from Karlskrona. Tourism comes only from Höganäs." in text
    assert "Who would complete the team" not in text


def test_an_incomplete_team_says_who_would_complete_it(browsers: Browsers, cast: Cast) -> None:
    newcomer(cast, "osby")
    db.session.commit()
    text = browsers(cast.other).text("/teams/ensam")
    assert "Missing: culture and tourism. One person of at least four." in text
    assert "Brings tourism. With them the team comes closer." in text


def test_requests_are_shown_to_the_team_and_answered_by_its_coordinator(
    browsers: Browsers, cast: Cast
) -> None:
    request = ask(newcomer(cast, "osby"), cast.team)
    db.session.commit()
    link = f'href="/teams/sparet/requests/{request.key}"'
    seen = {
        name: ("May I join?" in html, link in html)
        for name in ("culture", "business", "facilitator", "other")
        for html in [browsers(getattr(cast, name)).get("/teams/sparet").get_data(as_text=True)]
    }
    assert seen == {
        "culture": (True, True), "business": (True, False), "facilitator": (True, False),
        "other": (False, False),
    }  # fmt: skip


def test_teams_are_closed_to_who_is_outside_the_programme(browsers: Browsers, cast: Cast) -> None:
    for path in (TEAMS, "/teams/sparet"):
        assert browsers(cast.outsider).get(path).status_code == 404
        assert browsers().get(path).status_code == 302
