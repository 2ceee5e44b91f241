"""The page of a project's stages, and the list for those who lead the programme."""

import re

import pytest
from sqlalchemy import select

from collab import db
from collab.projects.models import Agreement, Milestone, Passage
from collab.reviews.models import Exclusion
from collab.stages import actions
from tests.conference import day
from tests.conftest import Browsers
from tests.reviews import road
from tests.stages.asked import ALL, HOURS, NEED, OWNER, ask, ask_usual, seen, stage, stage_of
from tests.support.cast import Cast
from tests.support.statements import statements_of

PAGE = "/projects/oppna-dorrar/stages"
LIST = "/programmes/kultur-pa-resande-fot/stages"


def test_a_member_sees_what_is_missing_as_links_and_what_the_team_answers_for(
    browsers: Browsers, cast: Cast
) -> None:
    ask_usual()
    browser = browsers(cast.culture)
    html = browser.get(PAGE).get_data(as_text=True)
    assert 'href="/projects/oppna-dorrar/plan/need">The plan: Need</a>' in html
    assert 'href="#said-hours">The hours are there</a>' in html
    text = browser.text(PAGE)
    assert "To go on to Work: 0 of 3 done" in text
    assert "The site has nothing to tell by whether this is so, so you answer for it." in text


def test_a_refused_gate_says_what_is_missing_and_keeps_what_was_ticked(
    browsers: Browsers, cast: Cast
) -> None:
    ask_usual()
    browser = browsers(cast.culture)
    answer = browser.post(PAGE + "/passage", {"seen": seen(cast.project), "agreed": ["hours"]})
    assert (answer.status_code, answer.location) == (303, PAGE + "?refused=1")
    html = browser.get(answer.location).get_data(as_text=True)
    box = html.split('id="errors"')[1].split("</div>")[0]
    assert "Two things need to be put right" in box
    assert "The project cannot go on yet. This is missing:" in box
    places = re.findall(r'<li><a href="#([\w-]+)">', box)
    assert len(places) == 2
    assert "said-hours" not in places
    assert [place for place in places if f'id="{place}"' not in html] == []
    assert 'name="agreed" value="hours" checked' in html
    assert 'name="agreed" value="owner" checked' not in html
    kept = db.session.scalars(select(Agreement)).all()
    assert [(one.code, one.by_id) for one in kept] == [("hours", cast.culture.id)]
    assert stage_of(cast) == "plan"


def test_the_page_of_a_refused_gate_says_no_more_once_nothing_is_missing(
    browsers: Browsers, cast: Cast
) -> None:
    ask([], [HOURS])
    browser = browsers(cast.culture)
    refused = browser.post(PAGE + "/passage", {"seen": seen(cast.project), "agreed": []}).location
    assert 'id="errors"' in browser.get(refused).get_data(as_text=True)
    browser.post(PAGE + "/agreements", {"seen": seen(cast.project), "agreed": ["hours"]})
    assert 'id="errors"' not in browser.get(refused).get_data(as_text=True)


def test_a_gate_that_is_mended_is_passed_and_stands_in_the_history(browsers: Browsers, cast: Cast) -> None:
    ask_usual()
    road.write_plan(cast.project)
    db.session.commit()
    browser, page = browsers(cast.culture), seen(cast.project)
    assert browser.post(PAGE + "/agreements", {"seen": page, "agreed": ["owner"]}).status_code == 303
    assert "Agreed: Head of culture, Kristianstad, 15 May" in browser.text(PAGE)
    assert browser.post(PAGE + "/passage", {"seen": page, "agreed": ALL}).status_code == 303
    assert stage_of(cast) == "work"
    text = browsers(cast.facilitator).text(PAGE)
    assert "From Plan to Work Monday 15 May 2017 Head of culture, Kristianstad took the team through" in text
    assert "One check was met." in text


def test_an_old_page_says_where_the_project_has_come_and_offers_the_page_as_it_is(
    browsers: Browsers, cast: Cast
) -> None:
    ask([], [HOURS])
    page = seen(cast.project)
    actions.proceed(cast.project, ["hours"], seen=page, by=cast.business)
    db.session.commit()
    answer = browsers(cast.culture).post(PAGE + "/passage", {"seen": page, "agreed": ["hours"]})
    assert answer.status_code == 422
    html = answer.get_data(as_text=True)
    assert "The project has come to the stage Work meanwhile. This is the page as it is now." in html
    assert f'value="{seen(cast.project)}"' in html
    assert len(db.session.scalars(select(Passage)).all()) == 1


def test_a_facilitator_without_a_tie_lets_the_team_through_and_one_with_a_tie_does_not(
    browsers: Browsers, cast: Cast
) -> None:
    ask_usual()
    db.session.add(Exclusion(project_id=cast.project.id, person_id=cast.colleague.id, reason="A friend"))
    db.session.commit()
    sent = {"seen": seen(cast.project), "let_through_reason": "The decision comes in June."}
    tied = browsers(cast.colleague)
    assert tied.post(PAGE + "/exception", sent).status_code == 403
    assert "You do not let this team through: you have a tie to the project." in tied.text(PAGE)
    browser = browsers(cast.facilitator)
    without = browser.post(PAGE + "/exception", {**sent, "let_through_reason": ""})
    assert without.status_code == 422
    assert "Say why you let the team through. It reads it." in without.get_data(as_text=True)
    assert browser.post(PAGE + "/exception", sent).status_code == 303
    assert "let the team through: The decision comes in June." in browsers(cast.culture).text(PAGE)
    feed = browsers(cast.other).text("/projects/oppna-dorrar/feed")
    assert "Process leader, Region let Open doors through to the stage Work" in feed


def test_the_team_goes_back_and_bad_input_keeps_what_was_typed(browsers: Browsers, cast: Cast) -> None:
    ask_usual()
    browser, page = browsers(cast.business), seen(cast.project)
    answer = browser.post(PAGE + "/return", {"seen": page, "back_to": "work", "back_reason": "Too early"})
    assert answer.status_code == 422
    assert "Too early</textarea>" in answer.get_data(as_text=True)
    sent = {"seen": page, "back_to": "idea", "back_reason": "Too early"}
    assert browser.post(PAGE + "/return", sent).status_code == 303
    assert stage_of(cast) == "idea"
    assert "took the project back: Too early" in browser.text(PAGE)


@pytest.mark.parametrize(("who", "status"), [("other", 404), ("outsider", 404), ("organiser", 200)])
def test_the_gate_is_for_the_team_and_those_who_lead(
    browsers: Browsers, cast: Cast, who: str, status: int
) -> None:
    assert browsers(getattr(cast, who)).get(PAGE).status_code == status


def test_a_stage_says_which_occasion_or_conference_it_leads_to(browsers: Browsers, cast: Cast) -> None:
    day.plan(cast)
    stage("plan").occasion = "conference"
    ask_usual()
    assert "Before the conference, Tuesday 13 June 2017" in browsers(cast.culture).text(PAGE)


def test_those_who_lead_see_where_every_project_is(browsers: Browsers, cast: Cast) -> None:
    ask_usual()
    road.write_plan(cast.project)
    db.session.commit()
    text = browsers(cast.facilitator).text(LIST)
    assert "Open doors Spåret Plan 13 January Passed 1 of 3" in text
    assert f'href="{PAGE}"' in browsers(cast.organiser).get(LIST).get_data(as_text=True)
    assert browsers(cast.culture).get(LIST).status_code == 404


def test_pages_ask_constantly_much(browsers: Browsers, cast: Cast) -> None:
    ask([NEED, OWNER], [HOURS])
    actions.let_through(cast.project, "Ja.", seen=seen(cast.project), by=cast.facilitator)
    actions.go_back(cast.project, "plan", "Nej.", seen=seen(cast.project), by=cast.facilitator)
    actions.agree(cast.project, ALL, seen=seen(cast.project), by=cast.culture)
    db.session.commit()
    asked = (
        (browsers(cast.culture), PAGE),
        (browsers(cast.facilitator), PAGE),
        (browsers(cast.facilitator), LIST),
    )
    for browser, page in asked:
        browser.get(page)
    few = [statements_of(lambda b=b, p=p: b.get(p)) for b, p in asked]
    db.session.add(Milestone(project=cast.project, title="Keys", due_on=road.on(5, 20).date()))
    actions.agree(cast.project, ALL, seen=seen(cast.project), by=cast.business)
    actions.let_through(cast.project, "Ja.", seen=seen(cast.project), by=cast.facilitator)
    db.session.commit()
    many = [statements_of(lambda b=b, p=p: b.get(p)) for b, p in asked]
    assert few == many == [7, 9, 10]
