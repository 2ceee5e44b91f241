"""Without JavaScript: what scripts make easier on the road can be done by hand."""

from pathlib import Path

from playwright.sync_api import expect

from e2e.cast import TOURISM
from e2e.desk import Desk, Look
from e2e.pages.demonstration import Stage
from e2e.pages.updates import UpdateForm
from e2e.photograph import take_photograph


def test_an_update_with_two_pictures_is_posted_without_scripts(desk: Desk, tmp_path: Path) -> None:
    page = desk.browser(Look(has_scripts=False))
    home = Stage.open(page).be(TOURISM)
    form = home.open_project("Under fötterna").write_update()
    form.fill(
        status="Enligt plan", happened="Utan skript.", next_step="Mer utan skript.", due_on="2017-06-01"
    )
    form.add_picture(take_photograph(tmp_path / "ett.jpg"), "Den första stenen.")
    page.get_by_role("button", name="Lägg till en bild till").click()
    expect(page.get_by_role("group", name="Bild 1")).to_be_visible()
    second = page.get_by_role("group", name="Bild 2")
    second.get_by_label("Välj en bild").set_input_files(take_photograph(tmp_path / "två.jpg"))
    second.get_by_role("textbox", name="Vad visar bilden?").fill("Den andra stenen.")
    update = UpdateForm(page).publish()
    update.has_text("Utan skript.")
    expect(update.picture("Den första stenen.")).to_be_visible()
    expect(update.picture("Den andra stenen.")).to_be_visible()


def test_a_draft_is_saved_and_taken_up_again(desk: Desk) -> None:
    page = desk.browser(Look(has_scripts=False))
    Stage.open(page).be(TOURISM)
    page.goto("/projects/under-fotterna/updates/new")
    UpdateForm(page).happened.fill("Ett utkast.")
    page.get_by_role("button", name="Spara utkast").click()
    page.wait_for_url("**/updates/*/edit")
    expect(page.get_by_role("status").get_by_text("Utkast sparat")).to_be_visible()
    page.goto("/projects/under-fotterna/updates")
    page.get_by_role("link", name="Ett utkast.").click()
    expect(UpdateForm(page).happened).to_have_value("Ett utkast.")
