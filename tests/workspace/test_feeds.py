"""The feeds: what people have done, in words."""

from datetime import date

import pytest
from msgspec.structs import replace

from collab import db
from collab.activity.actions import record
from collab.activity.models import Verb
from collab.projects.actions import Step, add_milestone
from collab.updates import actions as updates
from collab.updates.models import Kind
from tests.conftest import Browsers
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.updates.written import WHOLE, a_post, a_question


def test_a_feed_names_the_stage_that_was_reached(cast: Cast, browsers: Browsers) -> None:
    stage = cast.project.stage
    record(Verb.STAGE_REACHED, cast.project, by=cast.facilitator, stage=stage.code)
    db.session.commit()
    assert f"reached the stage {stage.name.en}" in browsers(cast.culture).text("/projects/oppna-dorrar/feed")


def test_names_in_a_feed_are_spoken_in_their_own_language(cast: Cast, browsers: Browsers) -> None:
    add_milestone(cast.project, Step("Dörrarna öppnas", date(2017, 5, 20), None), by=cast.culture)
    record(Verb.SUMMARY_EDITED, cast.project, by=cast.culture)
    db.session.commit()
    page = browsers(cast.culture).get("/projects/oppna-dorrar/feed").text
    assert ' lang="sv">Dörrarna öppnas</a>' in page
    assert ' lang="en">Open doors</a>' in page


def test_work_on_the_site_itself_stands_in_the_audit_alone(cast: Cast, browsers: Browsers) -> None:
    record(Verb.PROGRAMME_IMPORTED, cast.programme, by=None)
    db.session.commit()
    where = f"/programmes/{cast.programme.slug}"
    assert "was brought in" in browsers(cast.organiser).text(f"{where}/audit")
    assert "was brought in" not in browsers(cast.organiser).text(f"{where}/feed")
    assert "was brought in" not in browsers(cast.culture).text("/home")


def test_what_is_done_again_and_again_is_told_once(cast: Cast, browsers: Browsers) -> None:
    for by in (cast.culture, cast.culture, cast.business, cast.culture):
        record(Verb.SUMMARY_EDITED, cast.project, by=by)
    db.session.commit()
    assert browsers(cast.facilitator).text("/projects/oppna-dorrar/feed").count("changed the summary") == 3
    audit = browsers(cast.organiser).text(f"/programmes/{cast.programme.slug}/audit")
    assert audit.count("changed the summary") == 4


def test_a_feed_shows_how_it_goes_and_the_first_words(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, kind=Kind.SUCCESS))
    updates.comment(a_question(cast.project, cast.business, "**Who** has?"), "We, @business.", by=cast.other)
    db.session.commit()
    page = browsers(cast.facilitator).text(f"/programmes/{cast.programme.slug}/feed")
    for said in (
        "Simrishamn answered a question: Open doors, 15 May We, @Näringslivschef, Karlskrona.",
        "Karlskrona asked a question: Open doors, 15 May At risk A question to the others Who has?",
        "wrote that the project is at risk: Open doors, 15 May At risk A success The jury is done.",
    ):
        assert page.count(said) == 1, said


def test_who_writes_at_the_own_question_is_not_said_to_have_answered_it(
    cast: Cast, browsers: Browsers
) -> None:
    updates.comment(a_question(cast.project, cast.business), "Anybody?", by=cast.business)
    db.session.commit()
    page = browsers(cast.culture).text("/projects/oppna-dorrar/feed")
    assert "Karlskrona commented at the question of their own: Open doors, 15 May Anybody?" in page


def test_the_pages_of_project_and_team_lead_to_all_that_happens_there(cast: Cast, browsers: Browsers) -> None:
    browser, feeds = browsers(cast.culture), ("/projects/oppna-dorrar", f"/teams/{cast.team.slug}")
    assert [browser.get(where).text.count(f'href="{where}/feed"') for where in feeds] == [1, 1]


def test_home_says_in_a_line_what_does_not_stand_whole(cast: Cast, browsers: Browsers) -> None:
    updates.comment(a_post(cast.project, cast.culture), "We have.", by=cast.other)
    db.session.commit()
    assert "We have." not in browsers(cast.facilitator).text("/home")


@pytest.mark.parametrize("many", [1, 3])
def test_a_feed_with_words_takes_no_more_statements(cast: Cast, browsers: Browsers, many: int) -> None:
    for by in (cast.culture, cast.business, cast.tourism)[:many]:
        updates.comment(a_post(cast.project, by), "Good.", by=cast.other)
    db.session.commit()
    browser = browsers(cast.facilitator)
    browser.get("/projects/oppna-dorrar/feed")
    assert statements_of(lambda: browser.get("/projects/oppna-dorrar/feed")) == 7
