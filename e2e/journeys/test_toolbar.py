"""Writing a section with the toolbar: what it does can be taken back, and what it makes can be seen."""

import pytest
from playwright.sync_api import expect

from e2e.cast import TOURISM
from e2e.desk import Desk, Look
from e2e.pages.demonstration import Stage
from e2e.pages.plan import SectionForm


def editor(desk: Desk, *, width: int = 1280) -> SectionForm:
    page = desk.browser(Look(width=width))
    Stage.open(page).be(TOURISM)
    return SectionForm(page).open("under-fotterna", "resources")


def test_what_a_button_did_and_what_was_typed_before_is_taken_back_by_keys(desk: Desk) -> None:
    form = editor(desk)
    form.text.fill("")
    form.text.press_sequentially("Ett ord")
    form.choose_words("ord")
    form.press("Fet")
    expect(form.text).to_have_value("Ett **ord**")
    form.text.press("Control+z")
    expect(form.text).to_have_value("Ett ord")
    form.text.press("Control+z")
    expect(form.text).not_to_have_value("Ett ord")


def test_a_second_press_takes_the_marks_away_and_keys_do_what_buttons_do(desk: Desk) -> None:
    form = editor(desk)
    form.text.fill("Ett ord")
    form.choose_words("ord")
    for key, made in (("b", "Ett **ord**"), ("i", "Ett ***ord***"), ("b", "Ett *ord*"), ("i", "Ett ord")):
        form.text.press(f"Control+{key}")
        expect(form.text).to_have_value(made)
    form.text.press("Control+k")
    expect(form.text).to_have_value("Ett [ord](https://)")
    form.text.press("Control+k")
    expect(form.text).to_have_value("Ett ord")


@pytest.mark.parametrize(
    ("button", "made"),
    [
        ("Lista", "- Ett\n- Två\n\n- Tre\n\nEfter"),
        ("Numrerad lista", "1. Ett\n2. Två\n\n3. Tre\n\nEfter"),
    ],
)
def test_a_list_marks_every_line_that_is_chosen(desk: Desk, button: str, made: str) -> None:
    form = editor(desk)
    form.text.fill("Ett\nTvå\n\nTre\nEfter")
    form.choose_words("Ett\nTvå\n\nTre")
    form.press(button)
    expect(form.text).to_have_value(made)
    form.press(button)
    expect(form.text).to_have_value("Ett\nTvå\n\nTre\n\nEfter")


def test_what_follows_a_table_is_no_row_of_it(desk: Desk) -> None:
    form = editor(desk)
    form.text.fill("Före\nEfter")
    form.choose_words("Före")
    form.text.press("ArrowRight")
    form.press("Tabell")
    form.press("Förhandsgranska")
    shown = form.preview
    expect(shown.locator("td").first).to_be_attached()
    expect(shown.locator("td", has_text="Efter")).to_have_count(0)
    expect(shown.locator("p", has_text="Efter")).to_be_visible()


def test_on_a_wide_screen_text_and_preview_stand_side_by_side(desk: Desk) -> None:
    form = editor(desk)
    form.text.fill("**Här** är det.")
    expect(form.preview.locator("strong")).to_have_text("Här")
    text, shown = form.text.bounding_box(), form.preview.bounding_box()
    assert text is not None
    assert shown is not None
    assert shown["x"] > text["x"] + text["width"]
    assert shown["y"] < 900


def test_on_a_phone_the_button_goes_to_the_preview_and_back_to_the_same_place(desk: Desk) -> None:
    form = editor(desk, width=375)
    form.text.fill("\n\n".join(f"Stycke {number}" for number in range(40)))
    before = form.press_in_place("Förhandsgranska")
    expect(form.preview).to_be_focused()
    expect(form.preview.get_by_role("heading")).to_be_in_viewport()
    form.page.get_by_role("link", name="Tillbaka till texten").click()
    expect(form.text).to_be_focused()
    form.page.wait_for_function("before => scrollY === before", arg=before)


def test_the_message_stands_where_the_page_lands(desk: Desk) -> None:
    form = editor(desk, width=375)
    form.write("Vi har en budget.").save()
    expect(form.page.get_by_text("Avsnittet är sparat.")).to_be_in_viewport()
