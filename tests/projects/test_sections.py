"""Organisers say which sections every plan has; what teams have written stays."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from collab import db
from collab.programmes.models import PlanSection
from collab.projects import actions, queries
from collab.projects.actions import Writing
from tests.conftest import Browsers
from tests.support.cast import Cast

SECTIONS = "/programmes/kultur-pa-resande-fot/plan-sections"
SAID = {
    "name_sv": "Risker",
    "name_en": "Risks",
    "guidance_sv": "Vad kan gå fel?",
    "guidance_en": "What can go wrong?",
    "example_sv": "Tåget går inte.",
    "example_en": "",
    "min_words": "10",
    "max_words": "40",
    "by_goal": "text",
    "version": "0",
}


def codes() -> list[str]:
    return list(db.session.scalars(select(PlanSection.code).order_by(PlanSection.position)))


def test_a_section_is_added_and_every_plan_asks_for_it(browsers: Browsers, cast: Cast) -> None:
    before = codes()
    assert browsers(cast.organiser).post(f"{SECTIONS}/new", SAID).status_code == 303
    assert codes() == [*before, "risker"]
    page = browsers(cast.culture).text("/projects/oppna-dorrar/plan/risker")
    for words in ("Risks", "What can go wrong?", "An example Tåget går inte.", "10 to 40 words"):
        assert words in page


def test_what_is_missing_or_turned_round_is_said_and_what_was_typed_stays(
    browsers: Browsers, cast: Cast
) -> None:
    page = browsers(cast.organiser).post(f"{SECTIONS}/new", {**SAID, "name_sv": "", "max_words": "5"})
    html = page.get_data(as_text=True)
    assert page.status_code == 422
    assert "Write a name." in html
    assert "At most is below at least." in html
    assert "Vad kan gå fel?" in html


def test_a_section_is_changed_and_what_is_written_in_it_stays(browsers: Browsers, cast: Cast) -> None:
    actions.write_section(cast.project, "need", Writing("Doors are closed.", 0), by=cast.culture)
    db.session.commit()
    assert browsers(cast.organiser).post(f"{SECTIONS}/need", SAID).status_code == 303
    page = browsers(cast.culture).text("/projects/oppna-dorrar/plan")
    assert "Risks" in page
    assert "Doors are closed." in page


def test_sections_change_places(browsers: Browsers, cast: Cast) -> None:
    first, second, *others = codes()
    browsers(cast.organiser).post(f"{SECTIONS}/{first}/place", {"later": "1"})
    assert codes() == [second, first, *others]
    browsers(cast.organiser).post(f"{SECTIONS}/{first}/place", {"earlier": "1"})
    assert codes() == [first, second, *others]


def test_an_empty_section_is_taken_away_and_one_with_a_text_is_not(browsers: Browsers, cast: Cast) -> None:
    actions.write_section(cast.project, "need", Writing("Doors are closed.", 0), by=cast.culture)
    db.session.commit()
    organiser = browsers(cast.organiser)
    before = codes()
    organiser.post(f"{SECTIONS}/need/place", {"drop": "1"})
    assert codes() == before
    said = organiser.text(f"{SECTIONS}?at=need")
    assert "Somebody has written in Need, or about it, so the section stays and nothing is lost." in said
    assert "You can instead move it last" in said
    organiser.post(f"{SECTIONS}/idea/place", {"drop": "1"})
    assert codes() == [code for code in before if code != "idea"]


def test_a_section_that_stays_can_ask_for_nothing_and_no_plan_lacks_it(
    browsers: Browsers, cast: Cast
) -> None:
    assert browsers(cast.organiser).post(f"{SECTIONS}/need", {**SAID, "min_words": "0"}).status_code == 303
    assert queries.get_section(cast.project, "need").progress is queries.Progress.DONE


def test_taking_away_is_asked_about_on_a_page_of_its_own(browsers: Browsers, cast: Cast) -> None:
    organiser = browsers(cast.organiser)
    assert 'name="drop"' not in organiser.get(SECTIONS).get_data(as_text=True)
    assert "Take the section away?" in organiser.text(f"{SECTIONS}/idea")


def test_whoever_moves_a_section_stays_at_it(browsers: Browsers, cast: Cast) -> None:
    organiser = browsers(cast.organiser)
    first, second = codes()
    moved = organiser.post(f"{SECTIONS}/{second}/place", {"earlier": "1"}).headers["Location"]
    assert moved.endswith(f"#{second}")
    html = organiser.get(moved.partition("#")[0]).get_data(as_text=True)
    assert re.findall(r'name="(\w+)" value="1" autofocus', html) == ["later"]
    moved = organiser.post(f"{SECTIONS}/{first}/place", {"later": "1"}).headers["Location"]  # the end
    html = organiser.get(moved.partition("#")[0]).get_data(as_text=True)
    assert re.findall(r'name="(\w+)" value="1" autofocus', html) == ["earlier"]


def test_two_sections_never_have_one_name(browsers: Browsers, cast: Cast) -> None:
    organiser, before = browsers(cast.organiser), codes()
    refused = organiser.post(f"{SECTIONS}/new", {**SAID, "name_sv": "behov", "name_en": ""})
    assert refused.status_code == 422
    assert "Another section is called behov already." in refused.get_data(as_text=True)
    assert codes() == before
    assert organiser.post(f"{SECTIONS}/idea", {**SAID, "name_en": "Need"}).status_code == 422


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-5", "At least so many words: write a number from 0 to 5,000."),
        ("12,5", "At least so many words: write a whole number, such as 12."),
        ("99999999999999999999", "At least so many words: write a number from 0 to 5,000."),
        ("", "Write how many words are the least."),
    ],
)
def test_a_number_that_is_none_is_said_once_and_with_its_field(
    browsers: Browsers, cast: Cast, typed: str, said: str
) -> None:
    page = browsers(cast.organiser).post(f"{SECTIONS}/new", {**SAID, "min_words": typed})
    html = page.get_data(as_text=True)
    assert page.status_code == 422
    assert "One thing needs to be put right" in html
    assert html.count(said) == 2
    assert f'value="{typed}"' in html


def test_an_organiser_goes_from_a_plan_to_the_sections_of_all(browsers: Browsers, cast: Cast) -> None:
    page = "/projects/oppna-dorrar/plan"
    assert f'href="{SECTIONS}"' in browsers(cast.organiser).get(page).get_data(as_text=True)
    assert f'href="{SECTIONS}"' not in browsers(cast.culture).get(page).get_data(as_text=True)


def test_only_organisers_change_sections(browsers: Browsers, cast: Cast) -> None:
    for person in (cast.culture, cast.facilitator, cast.outsider):
        assert browsers(person).get(SECTIONS).status_code == 404
        assert browsers(person).post(f"{SECTIONS}/new", SAID).status_code == 404


def test_what_two_organisers_change_in_different_fields_is_kept_of_both(
    browsers: Browsers, cast: Cast
) -> None:
    browser = browsers(cast.organiser)
    browser.post(f"{SECTIONS}/need", SAID)
    page = browser.get(f"{SECTIONS}/need").get_data(as_text=True)
    began = unescape(re.findall(r'name="began"[^>]* value="([^"]*)"', page)[0])
    browser.post(f"{SECTIONS}/need", {**SAID, "began": began, "guidance_sv": "Ny vägledning."})
    assert (
        browser.post(f"{SECTIONS}/need", {**SAID, "began": began, "example_sv": "Nytt."}).status_code == 303
    )
    section = db.session.scalars(select(PlanSection).where(PlanSection.code == "need")).one()
    assert (section.guidance.sv, section.example.sv) == ("Ny vägledning.", "Nytt.")
    clashing = browser.post(f"{SECTIONS}/need", {**SAID, "began": began, "example_sv": "Ett annat."})
    assert clashing.status_code == 409
    assert f"{cast.organiser.name.en} saved while you wrote" in clashing.get_data(as_text=True)
    assert "Nytt.</dd>" in clashing.get_data(as_text=True)


def test_who_only_looked_at_a_section_keeps_it_from_nobody(browsers: Browsers, cast: Cast) -> None:
    actions.be_at(cast.project, "idea", by=cast.culture)
    db.session.commit()
    browsers(cast.organiser).post(f"{SECTIONS}/idea/place", {"drop": "1"})
    assert "idea" not in codes()


@pytest.mark.parametrize("name", ["", "   "])
def test_a_name_of_spaces_is_none(name: str, browsers: Browsers, cast: Cast) -> None:
    page = browsers(cast.organiser).post(f"{SECTIONS}/new", {**SAID, "name_sv": name})
    assert page.status_code == 422
    assert "Write a name." in page.get_data(as_text=True)
