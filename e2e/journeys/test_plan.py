"""A team writes one plan together, and nobody loses a word."""

import re

from playwright.sync_api import Page, expect

from e2e.cast import TOURISM, Player
from e2e.desk import Desk, Look
from e2e.pages.demonstration import Stage
from e2e.pages.plan import SectionForm

PROJECT = "under-fotterna"
CULTURE = Player("Kulturchef, Höganäs", "Head of culture, Höganäs", "kulturchef@hoganas.example")
BUSINESS = Player(
    "Näringslivs- och etableringschef, Höganäs",
    "Head of business and establishment, Höganäs",
    "naringslivsochetableringschef@hoganas.example",
)
COORDINATOR = Player("Turismsamordnare, Höör", "Tourism coordinator, Höör", "turismsamordnare@hoor.example")
"""The others of the team Grundlaget."""
BEGUN = "Tre kommuner är med.\n\nVi börjar i Höör.\n\nSedan kommer Osby."


def at_section(desk: Desk, who: Player, section: str, *, width: int = 375) -> SectionForm:
    page = desk.browser(Look(width=width))
    Stage.open(page).be(who)
    return SectionForm(page).open(PROJECT, section)


def test_four_write_one_plan_and_two_of_them_the_same_words(desk: Desk) -> None:
    first = at_section(desk, TOURISM, "partners")
    first.write(BEGUN).save()
    first.open(PROJECT, "partners")
    second = at_section(desk, CULTURE, "partners")
    third = at_section(desk, BUSINESS, "partners", width=1280)
    fourth = at_section(desk, COORDINATOR, "partners")
    expect(fourth.page.get_by_text("har avsnittet öppet")).to_contain_text(TOURISM.sv)

    second.write(BEGUN.replace("i Höör", "i Höör och Hörby")).save()
    third.write(BEGUN.replace("Osby", "Osby och Bromölla")).save()
    expect(third.page.get_by_text("tillsammans med det som någon annan sparade")).to_be_visible()
    fourth.write(BEGUN.replace("Tre", "Fyra")).save()
    first.write(BEGUN.replace("Tre", "Fem"))
    two = first.save_in_vain()
    expect(two.page.get_by_role("group", name="Ställe 1")).to_contain_text("Fyra")
    two.page.reload()
    two.choose(1, "Min text").save()
    together = "Fem kommuner är med.\n\nVi börjar i Höör och Hörby.\n\nSedan kommer Osby och Bromölla."
    first.open(PROJECT, "partners")
    expect(first.text).to_have_value(together)

    versions = first.open_versions().compare(2, 6)
    expect(versions.compared.locator("ins").filter(has_text="Fem")).to_be_visible()
    versions.restore(2)
    first.open(PROJECT, "partners")
    expect(first.text).to_have_value(re.compile("^Tre kommuner"))


def test_who_loses_the_connection_in_the_middle_of_a_sentence_finds_it_again(desk: Desk) -> None:
    writer = at_section(desk, TOURISM, "resources")
    page = writer.page
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    writer.text.fill("Vi har ännu ingen")
    expect(writer.warning).to_have_text(
        "Det finns ingen förbindelse. Inte sparat på servern, men kvar i den här webbläsaren."
    )
    writer.press("Spara avsnittet")
    expect(writer.text).to_have_value("Vi har ännu ingen")
    kept_by(page, 1)
    page.close()
    writer = SectionForm(writer.page.context.new_page())
    page = writer.page
    page.context.set_offline(False)
    offered = page.locator(".unsent")
    for place in ("/home", f"/projects/{PROJECT}/plan"):
        page.goto(place)
        expect(offered).to_contain_text("kanske aldrig kom fram")
    offered.get_by_role("link", name=", Planen för Under fötterna").click()
    expect(page.get_by_text("text av dig som kanske aldrig kom fram")).to_be_visible()
    expect(page.get_by_label("Texten som kanske aldrig kom fram")).to_have_text("Text: Vi har ännu ingen")
    writer.press("Fortsätt med den")
    writer.write("Vi har ännu ingen budget.").save()
    kept_by(page, 0)
    expect(offered).to_be_hidden()
    expect(page.get_by_text("Vi har ännu ingen budget.")).to_be_visible()


def test_who_writes_in_two_windows_finds_both_texts(desk: Desk) -> None:
    one = at_section(desk, TOURISM, "research")
    desk.watch_of(one.page).expect_by_scripts(409)
    before = one.text.input_value()
    other = SectionForm(one.page.context.new_page()).open(PROJECT, "research")
    one.write(f"I TELEFONEN.\n\n{before}")
    other.text.fill(f"{before}\n\nVID DATORN.")
    expect(other.saved).to_have_text("Sammanfört med det du skrev i ett annat fönster.")
    expect(other.text).to_have_value(f"I TELEFONEN.\n\n{before}\n\nVID DATORN.")
    one.text.fill(f"NÅGOT ANNAT.\n\n{before}")
    expect(one.saved).to_contain_text("Inte sparat på servern, men kvar i den här webbläsaren")
    one.press("Lägg det efter min text")
    expect(one.text).to_have_value(re.compile("^NÅGOT ANNAT(.|\\n)*VID DATORN.$"))


def test_who_looks_at_a_text_or_leaves_at_once_has_it_kept(desk: Desk) -> None:
    writer = at_section(desk, TOURISM, "idea", width=1280)
    writer.text.fill("Förhandsgranskat genast.")
    writer.press("Förhandsgranska")
    expect(writer.saved).to_contain_text("Utkast sparat")
    writer.open(PROJECT, "idea")
    expect(writer.text).to_have_value("Förhandsgranskat genast.")


def test_who_was_signed_out_gets_the_text_back(desk: Desk) -> None:
    writer = at_section(desk, TOURISM, "target-group", width=1280)
    watch = desk.watch_of(writer.page)
    watch.expect(400)
    watch.expect_by_scripts(400)
    writer.page.context.clear_cookies(name="session")
    words = "En lång mening som ingen vill skriva en gång till, för den tog tid att få till."
    writer.text.fill(words)
    expect(writer.warning).to_contain_text("Inte sparat på servern, men kvar i den här webbläsaren")
    writer.press("Spara avsnittet")
    expect(writer.page.get_by_role("heading", name="Du är utloggad")).to_be_visible()
    expect(writer.page.get_by_role("textbox", name="Text")).to_have_value(words)
    expect(writer.page.get_by_text("den här webbläsaren har kvar det åt dig")).to_be_visible()


def kept_by(page: Page, number: int) -> None:
    """How many texts the browser keeps by itself."""
    assert (
        page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('typed ')).length") == number
    )
