"""The pages of ideas and wishes."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from collab import clock, db
from collab.ideas import actions, queries
from collab.ideas.models import Idea
from collab.ideas.queries import Wishes
from collab.programmes.models import ProgrammeState
from collab.teams.models import Team
from tests.conftest import Browsers
from tests.ideas.wishing import a_companion, a_wish, an_idea, place
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.teams.test_actions import newcomer

PROGRAMME = "/programmes/kultur-pa-resande-fot"
IDEAS, WISHES = f"{PROGRAMME}/ideas", f"{PROGRAMME}/ideas/wishes"
EVERYBODYS = f"{WISHES}/everybody"


def test_an_idea_is_proposed_mended_and_taken_back(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)
    sent = {"title": "Nattåg", "description": "Sov över länsgränsen.", "teams_most": "2"}
    answer = browser.post(f"{IDEAS}/new", sent)
    idea = db.session.scalars(select(Idea)).one()
    assert answer.headers["Location"] == f"{IDEAS}#idea-{idea.key}"
    page = browsers(cast.business).text(IDEAS)
    assert ("Nattåg" in page, "Sov över länsgränsen." in page, "At most two teams" in page) == (True,) * 3
    assert "Change or take back" not in page
    began = {"began": actions.words_of(idea).mark}
    assert browser.post(f"{IDEAS}/{idea.key}/edit", sent | began | {"teams_most": ""}).status_code == 303
    assert "At most" not in browser.text(IDEAS)
    assert "proposed an idea: Nattåg" in browsers(cast.business).text(f"{PROGRAMME}/feed")
    assert browser.post(f"{IDEAS}/{idea.key}/withdrawal").status_code == 303
    assert "Sov över länsgränsen." not in browsers(cast.business).text(IDEAS)
    assert browser.get(f"{IDEAS}/{idea.key}/edit").status_code == 404
    assert "Nattåg" not in browsers(cast.business).text(f"{PROGRAMME}/feed")
    assert "took back the idea Nattåg" in browsers(cast.organiser).text(f"{PROGRAMME}/audit")


def test_of_two_who_change_an_idea_the_second_sees_what_the_first_one_saved(
    cast: Cast, browsers: Browsers
) -> None:
    idea = an_idea(cast.programme, "Nattåg", cast.culture)
    db.session.commit()
    proposer, organiser, page = browsers(cast.culture), browsers(cast.organiser), f"{IDEAS}/{idea.key}/edit"
    opened = began_in(proposer.get(page).get_data(as_text=True))
    sent = {"title": "Nattåg", "description": "Sov över länsgränsen.", "teams_most": "2", "began": opened}
    assert organiser.post(page, sent).status_code == 303
    late = proposer.post(page, sent | {"description": "Med sovvagn.", "teams_most": "3"})
    text = late.get_data(as_text=True)
    assert late.status_code == 409
    assert "Somebody else saved while you wrote." in text
    assert "What it is about: Sov över länsgränsen. At most so many teams: 2" in words_of(text)
    assert "Med sovvagn.</textarea>" in text
    assert db.session.scalars(select(Idea.description)).one() == "Sov över länsgränsen."
    again = sent | {"description": "Med sovvagn.", "began": began_in(text)}
    assert proposer.post(page, again).status_code == 303
    assert db.session.scalars(select(Idea.description)).one() == "Med sovvagn."


def began_in(html: str) -> str:
    """The mark that a page carries of what it showed."""
    return str(re.findall(r'name="began"[^>]* value="(\w+)"', html)[0])


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"title": "", "description": "Om tåg."}, "Give the idea a title."),
        ({"title": "Tåg", "description": ""}, "Say what it is about."),
        ({"title": "Tåg", "description": "Om tåg.", "teams_most": "0"}, "Write a number from 1 to 50"),
        ({"title": "Tåg", "description": "Om tåg.", "teams_most": "många"}, "Not a valid integer value"),
        ({"title": "nattåg", "description": "Om tåg."}, "There is an idea called Nattåg already."),
    ],
)
def test_an_idea_that_says_too_little_opens_again_with_what_was_typed(
    cast: Cast, browsers: Browsers, sent: dict[str, str], said: str
) -> None:
    an_idea(cast.programme, "Nattåg")
    db.session.commit()
    page = browsers(cast.culture).post(f"{IDEAS}/new", sent)
    text = page.get_data(as_text=True)
    assert (page.status_code, said in text) == (422, True)
    assert all(value in text for value in sent.values())


def test_somebody_ranks_ideas_and_names_people(cast: Cast, browsers: Browsers) -> None:
    first, second, _third = (an_idea(cast.programme, title) for title in ("Nattåg", "Dagtåg", "Färja"))
    friend, other = place(cast.business), place(cast.other)
    db.session.commit()
    browser = browsers(cast.culture)
    page = browser.get(WISHES).get_data(as_text=True)
    assert [f'name="rank_{number}"' in page for number in range(1, 6)] == [True] * 3 + [False] * 2
    assert f'value="{place(cast.culture).code}"' not in page
    assert "Seen by facilitators only" in page
    assert "Visible to: facilitators and organisers only" in browser.text(WISHES)
    sent = {"rank_1": second.key, "rank_3": first.key, "beside_2": friend.code, "apart_1": other.code}
    assert browser.post(WISHES, sent).headers["Location"] == IDEAS
    expected = Wishes((second.id, first.id), frozenset({friend.id}), frozenset({other.id}))
    assert queries.wishes_of(cast.programme.id) == {place(cast.culture).id: expected}
    again = browser.get(WISHES).get_data(as_text=True)
    for code in (first.key, second.key, friend.code, other.code):
        assert again.count(f'<option selected value="{code}">') == 1
    assert ["Your wish number 1" in browsers(p).text(IDEAS) for p in (cast.culture, cast.tourism)] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"rank_1": "a", "rank_2": "a"}, "You have chosen Nattåg already."),
        ({"beside_1": "me"}, "You are always with yourself."),
        ({"apart_3": "me"}, "You are always with yourself."),
        ({"beside_1": "other", "beside_3": "other"}, "You have chosen Head of business, Simrishamn already."),
        ({"beside_1": "other", "apart_2": "other"}, "cannot be both with you and apart from you."),
        ({"rank_1": "gone"}, "Choose from the list."),
        ({"apart_1": "facilitator"}, "Choose from the list."),
    ],
)
def test_wishes_that_contradict_are_refused_in_words_and_stay_chosen(
    cast: Cast, browsers: Browsers, sent: dict[str, str], said: str
) -> None:
    idea, _other = an_idea(cast.programme, "Nattåg"), an_idea(cast.programme, "Dagtåg")
    gone = an_idea(cast.programme, "Färja", withdrawn=True)
    people = {"me": cast.culture, "other": cast.other, "facilitator": cast.facilitator}
    named = {"a": idea.key, "gone": gone.key} | {name: place(p).code for name, p in people.items()}
    kept = place(cast.business)
    db.session.commit()
    filled = {"beside_2": kept.code} | {field: named[name] for field, name in sent.items()}
    page = browsers(cast.culture).post(WISHES, filled)
    text = page.get_data(as_text=True)
    assert (page.status_code, said in text) == (422, True)
    assert text.count(f'<option selected value="{kept.code}">') == 1
    at_fault = list(sent)[-1]
    assert f'<a href="#{at_fault}">' in text
    assert queries.wishes_of(cast.programme.id) == {}


def test_with_nothing_to_rank_one_still_names_people(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)
    assert "There are no ideas to rank yet." in browser.text(WISHES)
    assert browser.post(WISHES, {"beside_1": place(cast.other).code}).status_code == 303
    assert queries.wishes_of(cast.programme.id)[place(cast.culture).id].beside == {place(cast.other).id}


def test_who_has_no_team_is_asked_for_wishes_at_home_until_they_are_said(
    cast: Cast, browsers: Browsers
) -> None:
    person = newcomer(cast, "osby")
    db.session.commit()
    asked = "Rank your wishes"
    assert asked not in browsers(person).text("/home")
    idea = an_idea(cast.programme, "Nattåg")
    db.session.commit()
    assert asked in browsers(person).text("/home")
    assert asked not in browsers(cast.culture).text("/home")
    browsers(person).post(WISHES, {"rank_1": idea.key})
    assert asked not in browsers(person).text("/home")
    other = an_idea(cast.programme, "Dagtåg")
    actions.withdraw(idea, by=cast.organiser)
    db.session.commit()
    assert "Nattåg, which you wished for, was taken back." in browsers(person).text("/home")
    assert "One of your wishes was taken back" in browsers(person).text(WISHES)
    browsers(person).post(WISHES, {"rank_1": other.key})
    assert asked not in browsers(person).text("/home")


def test_nobody_is_asked_for_wishes_once_the_teams_were_to_be_complete(
    cast: Cast, browsers: Browsers
) -> None:
    person = newcomer(cast, "osby")
    an_idea(cast.programme, "Nattåg")
    said = []
    for day in (15, 14):
        cast.programme.teams_form_until = date(2017, 5, day)
        db.session.commit()
        said.append("Rank your wishes" in browsers(person).text("/home"))
    assert said == [True, False]


def test_a_team_starts_around_an_idea(cast: Cast, browsers: Browsers) -> None:
    idea, person = an_idea(cast.programme, "Nattåg"), newcomer(cast, "osby")
    idea.teams_most = 1
    a_wish(newcomer(cast, "hoganas", 1), an_idea(cast.programme, "Dagtåg"), idea)
    db.session.commit()
    browser, start = browsers(person), f"{PROGRAMME}/teams/new?idea={idea.key}"
    assert "Start a team around it" in browser.text(IDEAS)
    assert "Start a team around it" not in browsers(cast.culture).text(IDEAS)
    assert f'<option selected value="{idea.key}">' in browser.get(start).get_data(as_text=True)
    sent = {"name": "Sovvagnen", "presentation": "Vi sover.", "is_open": "y", "idea": idea.key}
    assert browser.post(f"{PROGRAMME}/teams/new", sent).headers["Location"] == "/teams/sovvagnen"
    assert db.session.scalars(select(Team).where(Team.slug == "sovvagnen")).one().idea == idea
    assert "Gathered around the idea Nattåg" in browser.text("/teams/sovvagnen")
    assert "around Nattåg" in browser.text(f"{PROGRAMME}/teams")
    assert "Has all its teams" in browser.text(IDEAS)
    wished = "Who wishes for the idea and has no team"
    assert wished not in browser.text("/teams/sovvagnen")
    assert "Wish number 2" in browsers(cast.facilitator).text("/teams/sovvagnen")


def test_no_second_team_starts_around_an_idea_for_one(cast: Cast, browsers: Browsers) -> None:
    idea, person = an_idea(cast.programme, "Nattåg"), newcomer(cast, "osby")
    idea.teams_most, cast.team.idea = 1, idea
    an_idea(cast.programme, "Dagtåg")
    db.session.commit()
    form = browsers(person).get(f"{PROGRAMME}/teams/new?idea={idea.key}").get_data(as_text=True)
    assert (f'value="{idea.key}"' in form, "The idea cannot have another team" in form) == (False, True)
    page = browsers(person).post(f"{PROGRAMME}/teams/new", {"name": "Två", "idea": idea.key})
    text = page.get_data(as_text=True)
    assert (page.status_code, 'value="Två"' in text) == (422, True)
    assert "Yours was taken back, or has all its teams." in text


def test_those_who_lead_read_who_wishes_for_what_and_who_has_not_wished_yet(
    cast: Cast, browsers: Browsers
) -> None:
    first, second = an_idea(cast.programme, "Nattåg"), an_idea(cast.programme, "Dagtåg")
    a_wish(cast.culture, first, second)
    a_wish(cast.business, second, first)
    a_companion(cast.culture, cast.other, is_apart=True)
    a_companion(cast.culture, cast.second)
    db.session.commit()
    for leader in (cast.facilitator, cast.organiser):
        page = browsers(leader).text(EVERYBODYS)
        assert "Three people have not wished yet." in page
        assert ("Apart from: Head of business, Simrishamn" in page) == (leader == cast.facilitator)
        assert "With: Culture strategist, Simrishamn" in page
        assert "Dagtåg 1 1 0 0 0" in page
        assert page.count("Has not wished yet") == 3
    assert browsers(cast.culture).get(EVERYBODYS).status_code == 404


def test_who_named_only_somebody_to_be_apart_from_has_wished_for_facilitators_alone(
    cast: Cast, browsers: Browsers
) -> None:
    a_companion(cast.culture, cast.second, is_apart=True)
    a_companion(cast.other, cast.second, is_apart=True)
    db.session.commit()
    page = browsers(cast.facilitator).text(EVERYBODYS)
    assert "Three people have not wished yet." in page
    assert page.count("Apart from: Culture strategist, Simrishamn") == 2
    assert page.count("Apart from: Culture strategist, Simrishamn in the same team") == 1
    page = browsers(cast.organiser).text(EVERYBODYS)
    assert "Five people have not wished yet." in page
    assert "Apart from:" not in page


@pytest.mark.parametrize(("path", "most"), [(IDEAS, 11), (WISHES, 10), (EVERYBODYS, 12)])
def test_the_pages_ask_the_same_number_of_times_however_much_there_is(
    cast: Cast, browsers: Browsers, path: str, most: int
) -> None:
    browser = browsers(cast.facilitator if path == EVERYBODYS else cast.culture)
    ideas = [an_idea(cast.programme, "Nattåg", cast.business)]
    a_wish(cast.culture, *ideas)
    a_companion(cast.culture, cast.other)
    db.session.commit()
    browser.get(path)  # what is remembered while nothing public changes
    few = statements_of(lambda: browser.get(path))
    ideas += [an_idea(cast.programme, title, cast.tourism) for title in ("Dagtåg", "Färja")]
    cast.team.idea, cast.other_team.idea = ideas[0], ideas[1]
    for person in (cast.business, cast.other, cast.second):
        a_wish(person, *ideas)
        a_companion(person, cast.tourism, is_apart=True)
    db.session.commit()
    assert statements_of(lambda: browser.get(path)) == few <= most


def test_in_an_archived_programme_ideas_are_read_and_nothing_is_offered(
    cast: Cast, browsers: Browsers
) -> None:
    an_idea(cast.programme, "Nattåg", cast.culture)
    cast.programme.state = ProgrammeState.ARCHIVED
    db.session.commit()
    page = browsers(cast.culture).text(IDEAS)
    assert "Nattåg" in page
    offers = ("My wishes", "Propose an idea", "Change or take back", "Start a team around it")
    assert [offer for offer in offers if offer in page] == []
    assert browsers(cast.culture).get(WISHES).status_code == 403


def test_a_withdrawn_idea_keeps_its_name_on_the_page_of_its_team(cast: Cast, browsers: Browsers) -> None:
    idea = an_idea(cast.programme, "Nattåg")
    cast.team.idea, idea.withdrawn_at = idea, clock.now()
    db.session.commit()
    page = browsers(cast.culture).get("/teams/sparet").get_data(as_text=True)
    assert ("Nattåg" in page, idea.key in page) == (True, False)


def test_ideas_are_found_from_the_menu_the_teams_and_the_finder(cast: Cast, browsers: Browsers) -> None:
    for path in ("/home", f"{PROGRAMME}/teams", f"{PROGRAMME}/people"):
        assert f'href="{IDEAS}"' in browsers(cast.culture).get(path).get_data(as_text=True)
