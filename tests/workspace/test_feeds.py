"""The feeds: what people have done, in words."""

from datetime import date

from collab import db
from collab.activity.actions import record
from collab.activity.models import Verb
from collab.projects.actions import Step, add_milestone
from tests.conftest import Browsers
from tests.support.cast import Cast


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
