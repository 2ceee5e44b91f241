"""The form of an update on a phone asks by what is told of, is short, and says what becomes of the words."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from e2e.cast import TOURISM
from e2e.desk import Desk, Look
from e2e.pages.demonstration import Stage
from e2e.pages.updates import UpdateForm
from e2e.photograph import take_photograph

NEW = "/projects/under-fotterna/updates/new"
PHONE = Look("sv", 375, "light")
FARTHEST = 1300
"""Pixels from the top to the end of the button, under the bar of the demonstration."""
KEPT = """text => localStorage.setItem(
  "typed turismansvarig.ostragoinge /projects/under-fotterna/updates/new#other",
  JSON.stringify({ at: Date.now(), title: "", fields: [{ name: "text", type: "textarea", value: text }] }),
)"""

HELD = """() => {
  const sent = window.fetch;
  window.fetch = async (...request) => {
    const answer = await sent(...request);
    await new Promise((go) => (window.letGo = go));
    return answer;
  };
}"""
"""The server has taken what saves itself; the page hears of it once somebody lets it."""


def at_the_form(desk: Desk) -> Page:
    page = desk.browser(PHONE)
    Stage.open(page).be(TOURISM)
    page.goto(NEW)
    page.wait_for_load_state("networkidle")
    return page


def test_the_form_asks_by_what_is_told_of_and_names_the_time_that_is_chosen(desk: Desk) -> None:
    page = at_the_form(desk)
    form, button = UpdateForm(page), page.locator('button[name="publish"]')
    report = page.get_by_text("Hur det går och nästa steg (valfritt)")
    box = button.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < FARTHEST
    expect(report).to_be_hidden()

    form.tell_of("En fråga till de andra")
    expect(page.get_by_role("textbox", name="Vad vill ni fråga?")).to_be_visible()
    expect(page.get_by_role("radio", name="Enligt plan")).to_be_hidden()
    report.click()
    page.get_by_role("radio", name="Enligt plan").check()
    form.tell_of("En inbjudan att vara med")
    expect(page.get_by_role("textbox", name="Vad bjuder ni in till?")).to_be_visible()
    expect(page.get_by_role("radio", name="Enligt plan")).to_be_checked()
    expect(page.get_by_role("radio", name="Enligt plan")).to_be_visible()

    page.get_by_text("Publicera senare").click()
    page.get_by_label("Dag och klockslag").fill("2017-06-12T08:00")
    expect(button).to_have_text("Publicera 12 juni kl. 08.00")
    page.get_by_label("Dag och klockslag").fill("")
    expect(button).to_have_text("Publicera lägesrapporten")


def test_what_a_picture_shows_is_asked_once_there_is_one(desk: Desk, tmp_path: Path) -> None:
    form = UpdateForm(at_the_form(desk)).open_the_optional()
    expect(form.alternative).to_be_hidden()
    form.page.get_by_label("Välj en bild").set_input_files(take_photograph(tmp_path / "trappa.jpg"))
    expect(form.alternative).to_be_visible()


def test_what_was_wrong_with_a_file_is_not_said_of_the_next_one(desk: Desk, tmp_path: Path) -> None:
    page = at_the_form(desk)
    desk.watch_of(page).expect(422)
    none = tmp_path / "trappa.jpg"
    none.write_text("Ingen bild alls.")
    form = UpdateForm(page).add_picture(none, "En trappa.")
    form.fill(status="Enligt plan", happened="Vi är framme.", next_step="Vila.", due_on="2017-05-24").send()
    wrong = page.get_by_text("Fel: Filen är inte en bild")
    expect(wrong).to_be_visible()
    page.get_by_label("Välj en bild").set_input_files(take_photograph(tmp_path / "trappan.jpg"))
    expect(wrong).to_have_count(0)
    form.publish().has_text("Vi är framme.")


def test_a_draft_that_cannot_be_kept_says_what_is_wrong_with_it(desk: Desk) -> None:
    page = at_the_form(desk)
    desk.watch_of(page).expect_by_scripts(422)
    UpdateForm(page).happened.fill("o" * 4_003)
    said = page.get_by_text("Inte sparat på servern, men kvar i den här webbläsaren:")
    expect(said).to_contain_text("4 000")
    UpdateForm(page).happened.fill("o" * 4_000)
    expect(page.get_by_text("Utkast sparat")).to_be_visible()


def test_a_draft_says_that_it_is_saved_and_its_words_are_offered_once(desk: Desk) -> None:
    page = at_the_form(desk)
    UpdateForm(page).happened.fill("Vi har mätt trappan i kalkbrottet.")
    page.get_by_role("button", name="Spara utkast").click()
    expect(page.get_by_role("status").get_by_text("Utkastet är sparat. Bara du ser det.")).to_be_in_viewport()
    for text, is_offered in (("Vi har mätt\ntrappan i kalkbrottet. ", False), ("Vi har mätt trappan.", True)):
        page.evaluate(KEPT, text)
        page.goto(NEW)
        page.wait_for_load_state("networkidle")
        expect(page.get_by_role("link", name="Fortsätt skriva").first).to_be_visible()
        expect(page.get_by_text("text av dig som kanske aldrig kom fram")).to_be_visible(visible=is_offered)


def test_what_is_published_while_it_saves_itself_waits_for_that_and_is_one_update(desk: Desk) -> None:
    page = at_the_form(desk)
    page.evaluate(HELD)
    form = UpdateForm(page)
    form.fill(status="Enligt plan", happened="Vi är framme.", next_step="Vila.", due_on="2017-05-24")
    page.wait_for_function("() => window.letGo")
    form.happened.fill("Vi är framme vid kalkbrottet.")
    form.send().send()
    expect(page).to_have_url(desk.address + NEW)
    page.evaluate("() => window.letGo()")
    form.tells("Lägesrapporten är publicerad.")
    expect(page.get_by_role("article").get_by_text("Vi är framme vid kalkbrottet.")).to_be_visible()


def arrives(page: Page, text: str) -> None:
    """What a page sends as it is left arrives when the next one is there already."""
    for _ in range(100):
        if text in page.request.get(NEW).text():
            return
        page.wait_for_timeout(100)
    pytest.fail("The page that was left has saved nothing.")


@pytest.mark.parametrize("is_back", [True, False])
def test_whoever_comes_back_to_the_form_is_told_of_nobody_else(desk: Desk, is_back: bool) -> None:
    page, begun = at_the_form(desk), "Vi har mätt väggen." if is_back else "Vi har mätt dörren."
    form = UpdateForm(page)
    form.happened.fill(begun)
    page.goto("/home") if is_back else page.reload()
    arrives(page, begun)
    if is_back:
        page.go_back()
        expect(form.settle().happened).to_have_value(begun)
    form.fill(status="Enligt plan", happened="Vi har mätt taket.", next_step="Vila.", due_on="2017-05-24")
    form.publish().has_text("Vi har mätt taket.")
    page.goto(NEW)
    expect(page.get_by_role("main").get_by_text(begun)).to_be_visible(visible=not is_back)
