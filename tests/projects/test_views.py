"""The pages of projects: who reaches them, what they say, what they keep."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from collab import db
from collab.activity.models import Activity
from collab.programmes.models import Membership
from collab.projects import actions
from collab.projects.actions import Step
from collab.projects.models import Milestone, PlanText, Project
from tests.conftest import Browsers
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.updates.sent import summary_of, value_of

PROJECT = "/projects/oppna-dorrar"
WRITING = ("/plan/need", "/summary", "/milestones/new", "/cover")


def jpeg() -> BytesIO:
    data = BytesIO()
    Image.new("RGB", (900, 600), "green").save(data, "JPEG")
    data.seek(0)
    return data


def milestone(cast: Cast) -> Milestone:
    made = actions.add_milestone(cast.project, Step("Doors open", date(2017, 5, 20), None), by=cast.culture)
    db.session.commit()
    return made


def the_text() -> PlanText:
    db.session.rollback()
    return db.session.scalars(select(PlanText)).one()


def recorded() -> int:
    db.session.rollback()
    return len(db.session.scalars(select(Activity)).all())


@pytest.mark.parametrize("path", WRITING)
def test_only_the_team_writes(browsers: Browsers, cast: Cast, path: str) -> None:
    statuses = {
        name: browsers(getattr(cast, name)).get(PROJECT + path).status_code
        for name in ("culture", "second", "other", "facilitator", "organiser", "outsider")
    }
    assert statuses == {
        "culture": 200, "second": 200, "other": 403, "facilitator": 403, "organiser": 403, "outsider": 404,
    }  # fmt: skip
    assert browsers(cast.other).post(PROJECT + path, {"title_sv": "Kapad"}).status_code == 403
    assert browsers(cast.outsider).post(PROJECT + path, {"title_sv": "Kapad"}).status_code == 404
    assert recorded() == 0


@pytest.mark.parametrize("path", ["/programmes/kultur-pa-resande-fot/projects", f"{PROJECT}/plan"])
def test_everybody_in_the_programme_reads_and_nobody_else(browsers: Browsers, cast: Cast, path: str) -> None:
    for reader in (cast.culture, cast.other, cast.facilitator, cast.organiser):
        assert browsers(reader).get(path).status_code == 200
    assert browsers(cast.outsider).get(path).status_code == 404
    assert browsers().get(path).status_code == 302


def test_the_list_names_projects_with_team_stage_and_silence(browsers: Browsers, cast: Cast) -> None:
    text = browsers(cast.other).text("/programmes/kultur-pa-resande-fot/projects")
    assert "Two projects, none of which a municipality could have run alone." in text
    assert "Open doors Höganäs, Karlskrona, Kristianstad, Simrishamn Spåret Plan On track None yet" in text


def test_a_section_is_written_and_the_plan_shows_it(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    saved = browser.post(f"{PROJECT}/plan/need", {"source": "| a | b |\n|---|---|\n| 1 | 2 |", "version": 0})
    assert (saved.status_code, saved.headers["Location"]) == (303, f"{PROJECT}/plan?saved=need#need")
    html = browser.get(f"{PROJECT}/plan").get_data(as_text=True)
    assert '<section class="scroll" tabindex="0" aria-label="Table 1">' in html
    assert "1 of 2 done" in words_of(html)
    assert recorded() == 1


def test_a_preview_shows_the_text_and_saves_nothing(browsers: Browsers, cast: Cast) -> None:
    page = browsers(cast.culture).post(
        f"{PROJECT}/plan/need", {"source": "# Why\n\n**Because**", "version": 0, "preview": "1"}
    )
    html = page.get_data(as_text=True)
    assert page.status_code == 200
    assert "<h3>Why</h3>\n<p><strong>Because</strong></p>" in html
    assert "# Why" in html
    assert recorded() == 0


def test_a_section_that_the_programme_does_not_have_is_not_found(browsers: Browsers, cast: Cast) -> None:
    assert browsers(cast.culture).get(f"{PROJECT}/plan/poetry").status_code == 404


def summary(cast: Cast, **changed: object) -> dict[str, object]:
    return {
        "title_sv": "Nya dörrar",
        "title_en": "New doors",
        "promise_sv": "Ett nytt löfte.",
        "promise_en": "",
        "municipalities": [m.id for m in cast.project.municipalities],
        "version": 1,
        **changed,
    }


def test_the_summary_is_changed(browsers: Browsers, cast: Cast) -> None:
    place = cast.project.municipalities[0].id
    saved = browsers(cast.second).post(f"{PROJECT}/summary", summary(cast, municipalities=[place]))
    assert saved.status_code == 303
    db.session.expire_all()
    project = db.session.scalars(select(Project).where(Project.slug == "oppna-dorrar")).one()
    assert (project.title.sv, project.title.en, project.version) == ("Nya dörrar", "New doors", 2)
    assert [m.id for m in project.municipalities] == [place]
    assert project.branches == []


def test_a_promise_of_more_than_140_characters_is_sent_back(browsers: Browsers, cast: Cast) -> None:
    page = browsers(cast.culture).post(f"{PROJECT}/summary", summary(cast, promise_sv="x" * 141))
    assert page.status_code == 422
    assert f"{'x' * 141}</textarea>" in page.get_data(as_text=True)


def test_an_old_summary_does_not_overwrite_a_newer_one(browsers: Browsers, cast: Cast) -> None:
    browsers(cast.culture).post(f"{PROJECT}/summary", summary(cast))
    page = browsers(cast.business).post(f"{PROJECT}/summary", summary(cast, title_sv="Andra dörrar"))
    text = page.get_data(as_text=True)
    assert page.status_code == 409
    assert "Nya dörrar" in text
    assert 'value="Andra dörrar"' in text


def test_a_milestone_is_added_with_an_owner_of_the_team(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    owner, stranger = (
        db.session.scalars(select(Membership.id).where(Membership.person_id == person.id)).one()
        for person in (cast.tourism, cast.other)
    )
    fields = {"title": "Doors open", "due_on": "2017-05-20"}
    assert browser.post(f"{PROJECT}/milestones/new", {**fields, "owner": stranger}).status_code == 422
    added = browser.post(f"{PROJECT}/milestones/new", {**fields, "owner": owner})
    assert (added.status_code, added.headers["Location"]) == (303, f"{PROJECT}#milestones")
    db.session.rollback()
    made = db.session.scalars(select(Milestone)).one()
    assert (made.title, made.due_on, made.owner_id) == ("Doors open", date(2017, 5, 20), owner)


def test_a_milestone_lies_within_the_projects_time_and_what_was_typed_stays(
    browsers: Browsers, cast: Cast
) -> None:
    browser = browsers(cast.culture)
    typed = {"title": "Doors open", "due_on": "2015-01-01", "owner": 0}
    said = "The project started on Saturday 1\u00a0October 2016. Choose that day or a later one."
    new = browser.post(f"{PROJECT}/milestones/new", typed)
    assert (new.status_code, summary_of(new)) == (422, [("due_on", said)])
    assert (value_of(new, "title"), value_of(new, "due_on")) == ("Doors open", "2015-01-01")
    path = f"{PROJECT}/milestones/{milestone(cast).key}"
    changed = browser.post(path, {**typed, "done_on": "2015-02-02", "version": 1})
    assert (changed.status_code, summary_of(changed)) == (422, [("due_on", said), ("done_on", said)])


def test_a_milestone_that_lies_before_the_start_already_can_be_changed(
    browsers: Browsers, cast: Cast
) -> None:
    made = milestone(cast)
    made.due_on = date(2015, 1, 1)
    db.session.commit()
    fields = {"title": "All doors", "due_on": "2015-01-01", "owner": 0, "version": 1}
    assert browsers(cast.culture).post(f"{PROJECT}/milestones/{made.key}", fields).status_code == 303


def test_a_milestone_is_changed_marked_as_done_and_opened_again(browsers: Browsers, cast: Cast) -> None:
    path = f"{PROJECT}/milestones/{milestone(cast).key}"
    browser = browsers(cast.culture)
    assert browser.get(path).status_code == 200
    fields = {"title": "All doors open", "due_on": "2017-05-21", "owner": 0, "version": 1}
    changed = browser.post(path, {**fields, "why": "The hinges are late."})
    assert changed.status_code == 303
    assert browser.post(f"{path}/completion").status_code == 303
    db.session.rollback()
    made = db.session.scalars(select(Milestone)).one()
    assert (made.title, made.done_on) == ("All doors open", date(2017, 5, 15))
    browser.post(f"{path}/completion", {"undo": "1"})
    db.session.rollback()
    assert db.session.scalars(select(Milestone)).one().done_on is None
    old = browser.post(path, {"title": "Old", "due_on": "2017-05-21", "owner": 0, "version": 1})
    assert old.status_code == 409


def test_a_day_to_come_is_sent_back_with_what_was_typed(browsers: Browsers, cast: Cast) -> None:
    path = f"{PROJECT}/milestones/{milestone(cast).key}"
    fields = {"title": "Doors", "due_on": "2017-05-20", "owner": 0, "done_on": "2017-05-30", "version": 1}
    page = browsers(cast.culture).post(path, fields)
    assert page.status_code == 422
    assert "A milestone can be done today or earlier" in words_of(page.get_data(as_text=True))
    assert 'value="2017-05-30"' in page.get_data(as_text=True)


def test_others_do_not_reach_a_milestone_of_the_team(browsers: Browsers, cast: Cast) -> None:
    path = f"{PROJECT}/milestones/{milestone(cast).key}"
    assert browsers(cast.other).get(path).status_code == 403
    assert browsers(cast.other).post(f"{path}/completion").status_code == 403
    assert browsers(cast.outsider).post(f"{path}/completion").status_code == 404


def test_the_drawn_cover_is_public_and_kept_for_a_year(browsers: Browsers, cast: Cast) -> None:
    drawing = browsers().get(f"{PROJECT}/cover.svg")
    assert (drawing.status_code, drawing.mimetype) == (200, "image/svg+xml")
    assert drawing.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_cover_is_chosen_with_words_seen_in_the_programme_and_taken_back(
    browsers: Browsers, cast: Cast
) -> None:
    browser = browsers(cast.culture)
    without = browser.post(f"{PROJECT}/cover", {"picture-alternative": "A door", "version": "1"})
    assert without.status_code == 422
    silent = browser.post(f"{PROJECT}/cover", {"picture-file": (jpeg(), "door.jpg"), "version": "1"})
    assert silent.status_code == 422
    assert "Tell what the picture shows" in words_of(silent.get_data(as_text=True))
    assert browser.post(f"{PROJECT}/cover", door(version=1)).status_code == 303
    shown = browsers(cast.other).get(f"{PROJECT}/cover/480.webp")
    assert (shown.status_code, shown.mimetype) == (200, "image/webp")
    assert browsers(cast.outsider).get(f"{PROJECT}/cover/480.webp").status_code == 404
    assert browsers().get(f"{PROJECT}/cover/480.webp").status_code == 302
    assert f"{PROJECT}/cover/480.webp?v=" in browser.get(PROJECT).get_data(as_text=True)
    assert browser.get(f"{PROJECT}/cover").status_code == 200
    assert browser.post(f"{PROJECT}/cover", {"remove": "1", "version": "2"}).status_code == 303
    assert browser.get(f"{PROJECT}/cover/480.webp").status_code == 404


def door(version: int) -> dict[str, object]:
    return {"picture-file": (jpeg(), "door.jpg"), "picture-alternative": "A door", "version": str(version)}


def test_of_a_cover_that_the_page_let_go_of_it_is_said_that_it_was_too_large(
    browsers: Browsers, cast: Cast
) -> None:
    browser = browsers(cast.culture)
    said = {"picture-alternative": "A door", "version": "1", "picture-file-too-large": "1"}
    refused = browser.post(f"{PROJECT}/cover", said)
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert "The picture is larger than 25 MB." in page
    assert 'value="A door"' in page
    assert (
        browser.post(f"{PROJECT}/cover", door(version=1) | {"picture-file-too-large": "1"}).status_code == 303
    )


def test_an_old_page_neither_replaces_nor_removes_the_cover(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    assert browser.post(f"{PROJECT}/cover", door(version=1)).status_code == 303
    for fields in (door(version=1), {"remove": "1", "version": "1"}):
        refused = browser.post(f"{PROJECT}/cover", fields)
        assert refused.status_code == 409
        assert "Somebody else saved while you wrote" in words_of(refused.get_data(as_text=True))
    assert browser.get(f"{PROJECT}/cover/480.webp").status_code == 200


def test_what_is_no_picture_is_sent_back(browsers: Browsers, cast: Cast) -> None:
    page = browsers(cast.culture).post(
        f"{PROJECT}/cover", door(version=1) | {"picture-file": (BytesIO(b"<svg/>"), "door.jpg")}
    )
    assert page.status_code == 422
