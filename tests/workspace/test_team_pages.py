"""The teams of a programme and the page of one team."""

from datetime import date

import pytest

from collab import db, versions
from collab.teams.models import Team, TeamMember
from tests.conftest import Browsers
from tests.forming.test_leading import place
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


def test_who_is_in_another_incomplete_team_is_said_to_be_and_not_invited(
    browsers: Browsers, cast: Cast
) -> None:
    seated, free = newcomer(cast, "osby", 1), newcomer(cast, "karlskrona", 2)
    half = Team(programme=cast.programme, slug="halvt", name="Halvt", formed_on=date(2016, 10, 1))
    db.session.add(TeamMember(team=half, membership=place(seated), joined_on=half.formed_on))
    db.session.commit()
    html = browsers(cast.other).get("/teams/ensam").get_data(as_text=True)
    assert "Halvt</a>, which is incomplete too" in html
    invites = [
        f"/teams/ensam/invitations/new?person={place(person).code}" in html for person in (free, seated)
    ]
    assert invites == [True, False]


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


def test_who_is_invited_answers_first_of_all_and_is_not_invited_again(browsers: Browsers, cast: Cast) -> None:
    lone = newcomer(cast, "osby")
    db.session.commit()
    sent = {"person": place(lone).code, "message": "Kom till oss!"}
    invite = f"/teams/ensam/invitations/new?person={place(lone).code}"
    coordinator = browsers(cast.other)
    people = "/programmes/kultur-pa-resande-fot/people"
    pages = [coordinator.get(path).get_data(as_text=True) for path in ("/teams/ensam", people)]
    assert [invite in html for html in pages] == [True, True]
    assert coordinator.post("/teams/ensam/invitations/new", sent).status_code == 303
    pages = [coordinator.get(path).get_data(as_text=True) for path in ("/teams/ensam", people)]
    assert [invite in html for html in pages] == [False, False]
    assert ["Invited Head of tourism" in words_of(html) for html in pages] == [True, True]
    page = browsers(lone).text("/teams/ensam")
    assert "The team wants you to join Kom till oss! Answer Who they are" in page
    assert "Ask to join" not in page


def test_asking_to_join_is_offered_to_those_only_who_could_come(browsers: Browsers, cast: Cast) -> None:
    lone = newcomer(cast, "osby")
    db.session.commit()

    def offered() -> list[bool]:
        people = (lone, cast.other, cast.culture, cast.facilitator)
        return ["Ask to join" in browsers(person).text("/teams/sparet") for person in people]

    assert offered() == [True, False, False, False]
    cast.programme.one_team_each = False
    versions.bump()
    db.session.commit()
    assert offered() == [True, True, False, False]
    cast.team.is_open = False
    db.session.commit()
    assert offered() == [False] * 4


def test_teams_are_closed_to_who_is_outside_the_programme(browsers: Browsers, cast: Cast) -> None:
    for path in (TEAMS, "/teams/sparet"):
        assert browsers(cast.outsider).get(path).status_code == 404
        assert browsers().get(path).status_code == 302


def test_those_who_lead_are_led_to_proposals_from_the_teams_and_while_teams_form_from_home(
    browsers: Browsers, cast: Cast
) -> None:
    lead = 'href="/programmes/kultur-pa-resande-fot/team-proposals"'

    def leads(path: str) -> list[bool]:
        people = (cast.facilitator, cast.organiser, cast.culture)
        return [lead in browsers(person).get(path).get_data(as_text=True) for person in people]

    assert leads(TEAMS) == [True, True, False]
    assert leads("/home") == [False, False, False]
    cast.programme.teams_form_until = date(2017, 5, 15)
    versions.bump()
    db.session.commit()
    assert leads("/home") == [True, True, False]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (16, "The team should be complete by Tuesday 16 May 2017. Head of business"),
        (15, "The team should be complete today."),
        (14, "by Sunday 14 May 2017. That day has passed."),
    ],
)
def test_an_incomplete_team_says_until_when_and_who_can_help(
    browsers: Browsers, cast: Cast, day: int, said: str
) -> None:
    cast.other_team.complete_by = date(2017, 5, day)
    cast.team.complete_by = date(2017, 5, day)
    db.session.commit()
    text = browsers(cast.other).text("/teams/ensam")
    assert said in text
    assert "Head of business, Simrishamn can invite those who are missing." in text
    assert "Culture strategist, Region can help, and put somebody into the team." in text
    assert "The team should" not in browsers(cast.other).text("/teams/sparet")
