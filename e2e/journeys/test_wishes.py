"""Somebody without a team says what they wish for, on a phone and without scripts; those who lead read it."""

from playwright.sync_api import expect

from e2e.cast import DEVELOPER, HEAD_OF_CULTURE, HEAD_OF_TOURISM, NEWCOMER
from e2e.desk import Desk, Look
from e2e.pages.demonstration import Stage
from e2e.pages.teams import Wishes

BOTH = "kan inte stå både bland dem du gärna och bland dem du helst inte vill vara med"


def test_wishes_are_said_without_scripts_and_read_by_those_who_lead_alone(desk: Desk) -> None:
    page = desk.browser(Look(has_scripts=False))
    desk.watch_of(page).expect(422)
    Stage.open(page).be(NEWCOMER)
    wishes = Wishes(page).open()
    wishes.field("Allra helst").select_option("Städer att spela")
    wishes.field("I tredje hand").select_option("En biljett till allt")
    wishes.field("Gärna med, första personen").select_option(HEAD_OF_TOURISM.sv)
    wishes.field("Helst inte med, första personen").select_option(HEAD_OF_TOURISM.sv)
    wishes.save()
    expect(page.get_by_role("alert").get_by_role("link")).to_contain_text(BOTH)
    wishes.has("Allra helst", "Städer att spela")
    wishes.field("Helst inte med, första personen").select_option(HEAD_OF_CULTURE.sv)
    wishes.save()
    wishes.tells("Dina önskemål är sparade.")
    wishes.open().has("I andra hand", "En biljett till allt")
    wishes.has("Helst inte med, första personen", HEAD_OF_CULTURE.sv)
    Stage.open(page).be(DEVELOPER)
    row = Wishes(page).of_everybody().filter(has_text=NEWCOMER.sv).first
    expect(row).to_contain_text(f"Helst inte med: {HEAD_OF_CULTURE.sv}")


def test_wishes_are_chosen_with_the_keyboard_alone(desk: Desk) -> None:
    page = desk.browser(Look(width=1280))
    Stage.open(page).be(HEAD_OF_TOURISM)
    wishes = Wishes(page).open()
    first = wishes.field("Allra helst")
    first.focus()
    page.keyboard.type("Kul")
    wishes.has("Allra helst", "Kulturarv att ta på")
    page.keyboard.press("Tab")
    expect(wishes.field("I andra hand")).to_be_focused()
    page.keyboard.type("Dela")
    save = page.get_by_role("button", name="Spara mina önskemål")
    for _ in range(12):
        page.keyboard.press("Tab")
        if save.evaluate("it => it === document.activeElement"):
            break
    expect(save).to_be_focused()
    page.keyboard.press("Enter")
    wishes.tells("Dina önskemål är sparade.")
    wishes.open().has("I andra hand", "Dela i stället för att äga")
