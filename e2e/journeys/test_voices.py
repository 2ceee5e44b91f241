"""People call on others by keyboard, react by one press, and hear of news without losing their place."""

import re

from playwright.sync_api import Page, expect

from e2e.cast import DEVELOPER, HEAD_OF_CULTURE, HEAD_OF_TOURISM, TOURISM
from e2e.desk import Desk, Look
from e2e.pages.demonstration import Stage
from e2e.pages.notices import Notices
from e2e.pages.updates import Update, UpdateForm


def an_update(page: Page, happened: str) -> str:
    """Posted by the tourism officer; its address."""
    Stage.open(page).be(TOURISM)
    page.goto("/projects/under-fotterna/updates/new")
    form = UpdateForm(page).fill(
        status="Enligt plan", happened=happened, next_step="Ringa runt", due_on="2017-06-24"
    )
    form.show_to("alla i programmet").publish()
    return page.url


def test_arrows_go_through_the_names_and_escape_closes_them(desk: Desk) -> None:
    page = desk.browser()
    an_update(page, "Vi har en borr.")
    box = page.get_by_role("textbox", name="Din kommentar")
    box.press_sequentially("@kultur")
    expect(page.get_by_role("listbox", name="Personer och team")).to_be_visible()
    first = box.get_attribute("aria-activedescendant")
    box.press("ArrowDown")
    expect(box).not_to_have_attribute("aria-activedescendant", first or "")
    box.press("ArrowUp")
    expect(box).to_have_attribute("aria-activedescendant", first or "")
    box.press("Escape")
    expect(page.get_by_role("listbox", name="Personer och team")).to_be_hidden()
    expect(box).to_have_value("@kultur")


def test_a_person_and_a_team_are_called_on_by_keyboard_and_told(desk: Desk) -> None:
    page = desk.browser()
    address = an_update(page, "Vi har lånat en borr.")
    box = page.get_by_role("textbox", name="Din kommentar")
    names = page.get_by_role("listbox", name="Personer och team")
    box.press_sequentially("Hej @turistchef.kr")
    expect(names.get_by_role("option")).to_have_count(1)
    expect(page.get_by_text("Att välja mellan: 1.")).to_be_attached()
    box.press("Enter")
    expect(box).to_have_value("Hej @turistchef.kristianstad ")
    expect(names).to_be_hidden()
    box.press_sequentially("och @vallg")
    option = names.get_by_role("option", name="Vallgraven")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    box.press("Tab")
    expect(box).to_have_value("Hej @turistchef.kristianstad och @vallgraven ")
    page.get_by_role("button", name="Publicera kommentaren").click()
    Update(page).tells("Din kommentar är publicerad.")
    link = page.get_by_role("article").get_by_role("link", name="Vallgraven")
    assert link.get_attribute("href") == "/teams/vallgraven"

    told = desk.browser()
    Stage.open(told).be(HEAD_OF_TOURISM)
    Notices(told).until_told(f"{TOURISM.sv} nämnde dig i en kommentar", more="Under fötterna").click()
    expect(told).to_have_url(re.compile(re.escape(address)))
    team = desk.browser()
    Stage.open(team).be(HEAD_OF_CULTURE)
    named = f"{TOURISM.sv} nämnde ert team Vallgraven i en kommentar"
    Notices(team).until_told(named, more="Under fötterna")


def test_a_word_is_put_by_keyboard_and_the_focus_stays(desk: Desk) -> None:
    page = desk.browser()
    address = an_update(page, "Vi har lånat en borr till.")
    page.goto(address)
    page.get_by_role("button", name="Tack").first.focus()
    page.keyboard.press("Enter")
    mine = page.get_by_role("button", name="Tack 1")
    expect(mine).to_have_attribute("aria-pressed", "true")
    expect(mine).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Tack", exact=True).first).to_have_attribute(
        "aria-pressed", "false"
    )


def test_a_word_is_put_without_scripts_and_the_team_sees_who_has_opened_it(desk: Desk) -> None:
    page, reader = desk.browser(), desk.browser(Look(has_scripts=False))
    address = an_update(page, "Vi har lämnat tillbaka borren.")
    Stage.open(reader).be(DEVELOPER)
    reader.goto(address)
    reader.get_by_role("button", name="Bra!").first.click()
    expect(reader.get_by_role("button", name="Bra! 1")).to_have_attribute("aria-pressed", "true")
    page.goto(address)
    page.get_by_text("Öppnad av en person").click()
    expect(page.locator("#opened").get_by_text(DEVELOPER.sv)).to_be_visible()
    page.get_by_text("Visa vem som har reagerat").click()
    expect(page.get_by_role("definition").get_by_text(DEVELOPER.sv)).to_be_visible()


def test_what_is_new_is_said_without_moving_what_one_reads(desk: Desk) -> None:
    reader, writer = desk.browser(), desk.browser()
    Stage.open(reader).be(DEVELOPER)
    reader.goto("/programmes/nar-kultur-ar-resans-mal/feed")
    reader.evaluate("scrollTo(0, 600)")
    line = reader.get_by_role("main").get_by_role("listitem").nth(9)
    before = line.bounding_box()
    an_update(writer, "Borren är såld.")
    reader.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    bar = (
        reader.get_by_role("status")
        .get_by_role("link", name="nya – visa")
        .or_(reader.get_by_role("link", name="1 ny – visa"))
    )
    expect(bar).to_be_in_viewport()
    assert line.bounding_box() == before
    bar.click()
    first = reader.get_by_role("main").get_by_role("listitem").first
    expect(first).to_contain_text("Turismansvarig, Östra Göinge skrev en lägesrapport")
    expect(first).to_be_in_viewport()


def test_a_name_that_nobody_has_is_said_while_it_is_typed_and_when_it_is_published(desk: Desk) -> None:
    page = desk.browser()
    an_update(page, "Vi har en borr till.")
    box, nobody = page.get_by_role("textbox", name="Din kommentar"), page.get_by_text("Ingen heter så.")
    box.press_sequentially("Hej @xyzq")
    expect(nobody).to_be_visible()
    expect(page.get_by_role("listbox", name="Personer och team")).to_be_hidden()
    box.press_sequentially(".")
    expect(nobody).to_have_count(0)
    Update(page).comment("Hej @xyzq.").tells("Ingen heter @xyzq. Skriv @ och välj i listan.")
