"""A milestone slips and says why; strands of work are moved along their hill in three ways."""

from playwright.sync_api import expect

from e2e.cast import HEAD_OF_TOURISM, TOURISM
from e2e.desk import Desk, Look
from e2e.pages.demonstration import Stage
from e2e.pages.hill import Dates, Hill, LaterDay

PROJECT, SLIPPING = "under-fotterna", "Höstens turlista satt"
WHY = "Två värdar har semester till mitten av augusti."


def test_strands_are_moved_by_pointer_by_keyboard_and_without_scripts(desk: Desk) -> None:
    page = desk.browser(Look(width=1280))
    Stage.open(page).be(TOURISM)
    hill = Hill(page).open(PROJECT)
    expect(hill.strand("Stenförråden").get_by_text("Står stilla: 111 dagar utan rörelse")).to_be_visible()
    hill.drag("Stenförråden", 0.7).save_with("Två förråd till är bokade.")
    expect(hill.strand("Stenförråden").get_by_text("Står stilla")).to_have_count(0)
    expect(hill.last_move("Stenförråden")).to_contain_text("Två förråd till är bokade.")
    expect(hill.last_move("Stenförråden")).to_contain_text(TOURISM.sv)

    phone = desk.browser()
    Stage.open(phone).be(TOURISM)
    hill = Hill(phone).open(PROJECT)
    hill.press("Föremålen", "ArrowRight", "Escape")
    expect(hill.dot("Föremålen")).to_have_attribute("aria-valuetext", "på väg upp, 20 av 100")
    hill.press("Föremålen", "PageUp", "ArrowRight", "ArrowRight")
    expect(hill.dot("Föremålen")).to_have_attribute("aria-valuetext", "på väg upp, 32 av 100")
    phone.keyboard.press("Enter")
    hill.leave_note("Escape")
    expect(hill.dot("Föremålen")).to_be_focused()
    expect(hill.dot("Föremålen")).to_have_attribute("aria-valuetext", "på väg upp, 20 av 100")
    hill.press("Föremålen", "PageUp", "ArrowRight", "ArrowRight", "Enter")
    hill.save_with("Juryn har fått sina uppgifter.")
    expect(hill.last_move("Föremålen")).to_contain_text("Juryn har fått sina uppgifter.")
    expect(hill.strand("Föremålen").get_by_text("på väg upp, 32 av 100")).to_be_visible()

    plain = desk.browser(Look(has_scripts=False))
    Stage.open(plain).be(TOURISM)
    hill = Hill(plain).open(PROJECT)
    hill.write("Föremålen", "55", "Juryn är vald.")
    expect(hill.strand("Föremålen").get_by_text("på väg ner, 55 av 100")).to_be_visible()
    expect(hill.last_move("Föremålen")).to_contain_text("Juryn är vald.")


def test_a_milestone_slips_and_says_why(desk: Desk) -> None:
    page = desk.browser(Look(width=1280))
    Stage.open(page).be(HEAD_OF_TOURISM)
    address = Dates(page).make()
    assert f"SUMMARY:{SLIPPING}\r\n" in Dates.fetch(address)
    Stage.open(page).choose_hour("2017-07-05T09:00")
    page.goto("/home")
    task = page.get_by_role("listitem").filter(has_text=SLIPPING)
    task.get_by_role("link", name="Ge den ett nytt datum").click()
    day = LaterDay(page).save("2017-08-18", "")
    expect(page.get_by_role("alert")).to_contain_text("Skriv med några ord varför milstolpen skjuts upp.")
    day.save("2017-08-18", WHY)
    day.tells("Milstolpen har fått sitt nya datum.")

    row = page.get_by_role("row", name=SLIPPING)
    expect(row).to_contain_text(f"Flyttad en gång, först 30 juni: {WHY}")
    expect(row.locator("time")).to_have_attribute("datetime", "2017-08-18")
    expect(page.locator(".timeline:visible .timeline__slip")).to_have_count(1)
    fetched = Dates.fetch(address)
    event = fetched[: fetched.index(f"SUMMARY:{SLIPPING}")].rsplit("BEGIN:VEVENT", 1)[1]
    event += fetched[fetched.index(f"SUMMARY:{SLIPPING}") :].split("END:VEVENT")[0]
    assert "DTSTART;VALUE=DATE:20170818" in event
    assert "Flyttad en gång" in event
