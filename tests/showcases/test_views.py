"""The team composes, previews, publishes and takes down; nobody else does."""

import re

import pytest
from msgspec.structs import replace

from collab import db
from collab.showcases import queries
from tests.conftest import Browsers
from tests.showcases import stage
from tests.support.cast import Cast

FORM = {
    "headline_sv": "Vi ställde klockan",
    "headline_en": "We set the clock",
    "story": stage.STORY,
    "state": "ongoing",
    "effects-0-text": "12",
    "effects-0-unit": "hus",
    "effects-0-label": "Hus som lyser",
    "effects-0-method": "counted",
    "takes": "En nyckel.",
    "pitfalls": "Frost\nMöss",
    "documents": "Avtal (mall)",
    "version": "0",
    **{f"effects-{row}-method": "counted" for row in range(1, 6)},
}


def test_a_team_member_composes_and_lands_on_the_preview(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.business)
    answer = browser.post("/projects/oppna-dorrar/showcase", {**FORM, "preview": "yes"})
    assert (answer.status_code, answer.location) == (303, "/projects/oppna-dorrar/showcase/preview")
    page = browser.text("/projects/oppna-dorrar/showcase/preview")
    assert "This is a preview" in page
    assert "A facilitator approves the project for showing" in page


def test_what_was_typed_comes_back_on_an_error(cast: Cast, browsers: Browsers) -> None:
    answer = browsers(cast.culture).post(
        "/projects/oppna-dorrar/showcase", {**FORM, "headline_sv": "x" * 200}
    )
    assert answer.status_code == 422
    html = answer.get_data(as_text=True)
    assert "<title>Error:" in html
    assert "En nyckel." in html


def test_the_form_keeps_lists_as_they_were_written(cast: Cast, browsers: Browsers) -> None:
    browsers(cast.culture).post("/projects/oppna-dorrar/showcase", FORM)
    showcase = queries.showcase_of(cast.project)
    assert showcase is not None
    assert showcase.pitfalls == ["Frost", "Möss"]
    assert showcase.documents == [{"title": "Avtal", "kind": "mall"}]
    assert [effect["text"] for effect in showcase.effects] == ["12"]


def test_publishing_too_early_says_so_where_the_team_was(cast: Cast, browsers: Browsers) -> None:
    stage.composed(cast)
    db.session.commit()
    browser = browsers(cast.culture)
    answer = browser.post(
        "/projects/oppna-dorrar/showcase/publication", {"back": "/projects/oppna-dorrar/showcase"}
    )
    assert (answer.status_code, answer.location) == (303, "/projects/oppna-dorrar/showcase")
    assert "Something is still missing" in browser.text("/projects/oppna-dorrar/showcase")


def test_the_team_publishes_an_approved_project(cast: Cast, browsers: Browsers) -> None:
    stage.approved(cast)
    stage.composed(cast)
    db.session.commit()
    answer = browsers(cast.tourism).post("/projects/oppna-dorrar/showcase/publication")
    assert (answer.status_code, answer.location) == (303, "/showcases/oppna-dorrar")
    assert browsers().get("/showcases/oppna-dorrar").status_code == 200


def test_a_page_that_says_what_the_working_copy_says_is_up_to_date(cast: Cast, browsers: Browsers) -> None:
    stage.published(cast)
    assert "The public page is up to date" in browsers(cast.culture).text("/projects/oppna-dorrar/showcase")


def test_a_page_that_was_taken_down_says_so_to_the_team(cast: Cast, browsers: Browsers) -> None:
    stage.published(cast)
    browser = browsers(cast.culture)
    browser.post("/projects/oppna-dorrar/showcase/withdrawal", {"reason": "Fel siffra"})
    assert "The public page Taken down" in browser.text("/projects/oppna-dorrar/showcase")


@pytest.mark.parametrize("who", ["facilitator", "organiser", "other"])
def test_nobody_outside_the_team_publishes(cast: Cast, browsers: Browsers, who: str) -> None:
    stage.approved(cast)
    stage.composed(cast)
    db.session.commit()
    answer = browsers(getattr(cast, who)).post("/projects/oppna-dorrar/showcase/publication")
    assert answer.status_code in (403, 404)
    assert browsers().get("/showcases/oppna-dorrar").status_code == 404


def test_an_organiser_takes_a_page_down_with_a_reason(cast: Cast, browsers: Browsers) -> None:
    stage.published(cast)
    answer = browsers(cast.organiser).post(
        "/projects/oppna-dorrar/showcase/withdrawal", {"reason": "Fel siffra"}
    )
    assert (answer.status_code, answer.location) == (303, "/projects/oppna-dorrar")
    assert browsers().get("/showcases/oppna-dorrar").status_code == 404


@pytest.mark.parametrize(
    ("who", "origin"), [("organiser", "preview"), ("culture", "preview"), ("culture", "edit")]
)
def test_a_page_that_is_to_be_taken_down_without_a_reason_stays_and_the_field_says_why(
    cast: Cast, browsers: Browsers, who: str, origin: str
) -> None:
    stage.published(cast)
    browser = browsers(getattr(cast, who))
    here = "/projects/oppna-dorrar/showcase" + ("/preview" if origin == "preview" else "")
    page = browser.get(here).text
    assert 'action="/projects/oppna-dorrar/showcase/withdrawal"' in page
    assert f'name="origin" type="hidden" value="{origin}"' in page
    answer = browser.post("/projects/oppna-dorrar/showcase/withdrawal", {"reason": " \n ", "origin": origin})
    assert answer.status_code == 422
    assert "<title>Error: " in answer.text
    assert '<a href="#reason">Say why the page is taken down.' in answer.text
    assert '<details class="withdraw" open>' in answer.text
    assert re.search(
        r'<textarea aria-describedby="reason-hint reason-error" aria-invalid="true"', answer.text
    )
    assert ("This is a preview" in answer.text) == (origin == "preview")
    assert browsers().get("/showcases/oppna-dorrar").status_code == 200


def test_who_takes_a_page_down_second_is_told(cast: Cast, browsers: Browsers) -> None:
    stage.published(cast)
    browser = browsers(cast.organiser)
    browser.post("/projects/oppna-dorrar/showcase/withdrawal", {"reason": "Fel siffra"})
    answer = browser.post("/projects/oppna-dorrar/showcase/withdrawal", {"reason": "Fel siffra"})
    assert answer.status_code == 422
    assert "The page is not public now." in answer.text


@pytest.mark.parametrize(("who", "is_published"), [("facilitator", True), ("organiser", False)])
def test_the_preview_has_no_form_to_take_down_what_one_may_not_or_what_is_not_public(
    cast: Cast, browsers: Browsers, who: str, is_published: bool
) -> None:
    stage.published(cast) if is_published else stage.composed(cast)
    db.session.commit()
    page = browsers(getattr(cast, who)).get("/projects/oppna-dorrar/showcase/preview")
    assert "showcase/withdrawal" not in page.get_data(as_text=True)


@pytest.mark.parametrize(("who", "is_led"), [("organiser", True), ("culture", True), ("facilitator", False)])
def test_the_public_page_leads_those_who_may_take_it_down_to_the_form(
    cast: Cast, browsers: Browsers, who: str, is_led: bool
) -> None:
    stage.published(cast)
    link = 'href="/projects/oppna-dorrar/showcase/preview"'
    assert (link in browsers(getattr(cast, who)).get("/showcases/oppna-dorrar").text) == is_led
    assert link not in browsers().get("/showcases/oppna-dorrar").text


def test_a_facilitator_takes_nothing_down(cast: Cast, browsers: Browsers) -> None:
    stage.published(cast)
    answer = browsers(cast.facilitator).post(
        "/projects/oppna-dorrar/showcase/withdrawal", {"reason": "Fel siffra"}
    )
    assert answer.status_code == 403
    assert browsers().get("/showcases/oppna-dorrar").status_code == 200


def test_a_visitor_gets_kept_bytes_until_the_team_publishes_again(cast: Cast, browsers: Browsers) -> None:
    stage.published(cast)
    visitor = browsers()
    first = visitor.get("/showcases/oppna-dorrar")
    again = visitor.get("/showcases/oppna-dorrar", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    browsers(cast.culture).post("/projects/oppna-dorrar/showcase/publication")
    renewed = visitor.get("/showcases/oppna-dorrar", headers={"If-None-Match": first.headers["ETag"]})
    assert renewed.status_code == 200
    assert "Edition 2" in renewed.get_data(as_text=True)


def test_swedish_words_within_an_english_page_say_so(cast: Cast, browsers: Browsers) -> None:
    update, picture = stage.update_with_picture(cast, "one")
    picture.caption = "En dörr"
    effects = [{**stage.WHOLE.effects[0], "evidence": update.key}]
    stage.published(cast, replace(stage.WHOLE, effects=effects))
    page = browsers().get("/showcases/oppna-dorrar").text
    assert 'Read the report<span class="visually-hidden">: <span lang="sv">Besök i vår</span>' in page
    copy = browsers(cast.culture).get("/projects/oppna-dorrar/showcase").text
    assert '<p class="small soft" lang="sv">En dörr</p>' in copy
    assert ': <span lang="sv">Picture one</span>' in copy


def test_a_kept_page_holds_no_form_with_a_token(cast: Cast, browsers: Browsers) -> None:
    stage.published(cast)
    for path in ("/", "/showcases", "/showcases/oppna-dorrar"):
        assert "csrf_token" not in browsers().get(path).get_data(as_text=True)
