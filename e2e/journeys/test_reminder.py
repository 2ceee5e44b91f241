"""On a phone: a reminder's link opens the update filled in and one button sends it; one with all there is."""

import re
from pathlib import Path

from playwright.sync_api import expect

from e2e.cast import TOURISM
from e2e.desk import Desk, Look
from e2e.pages.demonstration import Outbox, Stage
from e2e.pages.updates import Update, UpdateForm
from e2e.photograph import take_photograph

SHOWS = "Ett stenblock av svart diabas under grå himmel."
COMPANIES = "KKN-företag som fått nytt uppdrag eller ny kund genom ett projekt"


def test_a_reminder_leads_to_an_update_that_one_button_sends(desk: Desk) -> None:
    page = desk.browser(Look(width=375))
    Stage.open(page).be(TOURISM)
    Stage.open(page).choose_hour("2017-05-18T07:30")
    letter = Outbox.open(page).read("Dags att berätta hur det går: Under fötterna", TOURISM.email)
    expect(page.get_by_role("article")).to_contain_text("Vad har hänt sedan sist, och vad behöver ni?")
    page.goto(letter.link("/updates/new?reminded=1"))
    form = UpdateForm(page)
    expect(page.get_by_text("Dags för en ny lägesrapport: er senaste är från")).to_be_visible()
    expect(form.happened).to_have_value(re.compile(r"^Förra gången skrev vi att nästa steg var: "))
    form.publish().has_text("Förra gången skrev vi att nästa steg var:")


def test_an_update_with_a_picture_a_file_and_a_number(desk: Desk, tmp_path: Path) -> None:
    page = desk.browser(Look(width=375))
    Stage.open(page).be(TOURISM)
    page.goto("/projects/under-fotterna/updates/new")
    table = tmp_path / "knappar.csv"
    table.write_text("Kommun;Knappar\nÖstra Göinge;200\n", encoding="utf-8")
    form = UpdateForm(page)
    form.fill(status="Enligt plan", happened="Knapparna är här.", next_step="Sälj dem.", due_on="2017-06-05")
    form.add_picture(take_photograph(tmp_path / "sten.jpg"), SHOWS).add_file(table)
    form.count("Fler företagare", COMPANIES, 2)
    update: Update = form.publish()
    expect(update.picture(SHOWS)).to_be_visible()
    expect(page.get_by_role("link", name="knappar.csv")).to_be_visible()
    update.has_text(COMPANIES)
