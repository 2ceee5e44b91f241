"""Answering an update: whom a text calls on is offered while one types, and a word is put by one press."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from e2e.cast import HEAD_OF_CULTURE, TOURISM
from e2e.desk import Desk, Look
from e2e.pages.demonstration import Stage
from e2e.pages.updates import Update


@pytest.fixture
def update(desk: Desk) -> Page:
    """The page of an update of the reader's own team."""
    page = desk.browser(Look(width=1280))
    Stage.open(page).be(TOURISM)
    page.goto("/projects/under-fotterna/updates")
    page.get_by_role("article").first.get_by_role("link").first.click()
    page.wait_for_url(re.compile("/updates/[^/]+$"))
    return page


@pytest.fixture
def text(update: Page) -> Locator:
    """The field of a comment."""
    field = update.get_by_role("textbox", name="Din kommentar")
    field.click()
    return field


@pytest.mark.parametrize("key", ["ArrowLeft", "Home", "Shift+ArrowLeft"])
def test_the_list_closes_when_the_caret_leaves_the_word(update: Page, text: Locator, key: str) -> None:
    text.press_sequentially("Hej @kul")
    expect(update.get_by_role("option").first).to_be_visible()
    text.press(key)
    expect(update.get_by_role("listbox")).to_have_count(0)
    text.press("End")
    text.press("Enter")
    expect(text).to_have_value("Hej @kul\n")


def test_nobody_is_taken_who_was_found_for_other_letters(update: Page, text: Locator) -> None:
    text.press_sequentially("@kul")
    expect(update.get_by_role("option").first).to_be_visible()
    text.press("z")
    text.press("Enter")
    expect(text).to_have_value("@kulz\n")


def test_what_is_taken_stands_in_place_of_the_whole_word(update: Page, text: Locator) -> None:
    text.fill("@chef. Hej!")
    text.press("Home")
    text.press("ArrowRight")
    text.press_sequentially("kultur")
    first = update.get_by_role("option").first
    handle = first.get_by_text(re.compile("^@"))
    expect(handle).to_be_visible()
    said = handle.inner_text()
    text.press("Enter")
    expect(text).to_have_value(f"{said} . Hej!")


def test_one_press_goes_out_at_a_time_and_none_is_lost(update: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    update.route("**/words", hold)
    about = update.get_by_role("form", name=re.compile("^Reaktioner på")).first
    good, thanks = (about.get_by_role("button", name=word) for word in ("Bra!", "Tack"))
    good.click()
    thanks.click()
    assert len(held) == 1
    with update.expect_request("**/words"):
        held[0].continue_()
    expect(good).to_have_attribute("aria-pressed", "true")
    held[1].continue_()
    expect(thanks).to_have_attribute("aria-pressed", "true")
    update.reload()
    for word in (good, thanks):
        expect(word).to_have_attribute("aria-pressed", "true")


def test_an_answer_is_written_on_after_the_name_of_whom_it_answers(update: Page) -> None:
    address = update.url
    Update(update).comment("Har ni mätt?")
    Stage.open(update).be(HEAD_OF_CULTURE)
    update.goto(address)
    asked = update.get_by_role("article").filter(has_text="Har ni mätt?").last
    asked.get_by_role("link", name="Svara").click()
    expect(update.get_by_role("textbox", name="Din kommentar")).to_be_focused()
    update.keyboard.type("Ja, i går.")
    expect(update.get_by_role("textbox", name="Din kommentar")).to_have_value(
        "@turismansvarig.ostragoinge Ja, i går."
    )


@pytest.mark.parametrize("width", [375, 900])
def test_the_words_at_a_comment_stand_in_one_row_and_share_it_where_there_is_room(
    update: Page, width: int
) -> None:
    update.set_viewport_size({"width": width, "height": 900})
    Update(update).comment("Det har vi gjort.")
    said = update.get_by_role("article").filter(has_text="Det har vi gjort.").last
    words, answer = said.get_by_role("button"), said.get_by_role("link", name="Svara")
    expect(words).to_have_text(["Bra!", "Nyfiken", "Vi med", "Tack"])
    middles = [_middle(words.nth(place)) for place in range(4)]
    assert max(middles) - min(middles) < 3
    assert (abs(_middle(answer) - middles[0]) < 3) == (width > 400)


def _middle(one: Locator) -> float:
    box = one.bounding_box()
    assert box is not None
    return box["y"] + box["height"] / 2
