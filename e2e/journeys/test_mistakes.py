"""A form with a mistake comes back: it says what is wrong and keeps what was written."""

from pathlib import Path

from playwright.sync_api import expect

from e2e.cast import TOURISM
from e2e.desk import Desk
from e2e.pages.demonstration import Stage
from e2e.pages.updates import UpdateForm
from e2e.photograph import take_photograph

HAPPENED = "Vi har räknat knappar hela förmiddagen."


def test_an_update_without_status_comes_back_with_text_and_picture(desk: Desk, tmp_path: Path) -> None:
    page = desk.browser()
    Stage.open(page).be(TOURISM)
    page.goto("/projects/under-fotterna/updates/new")
    form = UpdateForm(page)
    form.happened.fill(HAPPENED)
    form.add_picture(take_photograph(tmp_path / "knappar.jpg"))
    with page.expect_response("**/updates/new") as answer:
        form.send()
    assert answer.value.status == 422

    expect(page).to_have_title("Fel: Skriv lägesrapport – Collab")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text(
        [
            "Säg hur det går",
            "Skriv vad ni gör härnäst",
            "Välj vilken dag nästa steg är klart",
            "Berätta vad bilden visar, eller säg att den är dekor",
        ]
    )
    expect(form.happened).to_have_value(HAPPENED)
    expect(
        page.get_by_role("group", name="Bild 1").get_by_role("button", name="Ta bort bilden")
    ).to_be_visible()

    summary.get_by_role("link", name="Skriv vad ni gör härnäst").click()
    expect(page.get_by_role("textbox", name="Vad gör ni härnäst?")).to_be_focused()
    form.alternative.fill("Två händer sorterar svarta knappar.")
    form.fill(status="Enligt plan", happened=HAPPENED, next_step="Räkna om.", due_on="2017-05-20").publish()
    expect(page.get_by_role("img", name="Två händer sorterar svarta knappar.")).to_be_visible()


def test_an_update_is_not_published_without_the_picture_that_was_too_large(
    desk: Desk, tmp_path: Path
) -> None:
    large = tmp_path / "stor.jpg"
    large.write_bytes(bytes(25_000_001))
    page = desk.browser()
    desk.watch_of(page).expect(422)
    Stage.open(page).be(TOURISM)
    page.goto("/projects/under-fotterna/updates/new")
    form = UpdateForm(page)
    form.add_picture(large)
    expect(page.get_by_text("Bilden är större än 25 MB.")).to_be_visible()
    form.fill(status="Enligt plan", happened=HAPPENED, next_step="Räkna om.", due_on="2017-05-20").send()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text(
        [
            "Bilden är större än 25 MB. Välj en mindre eller förminska den först.",
            "Berätta vad bilden visar, eller säg att den är dekor",
        ]
    )
    expect(form.happened).to_have_value(HAPPENED)
    form.publish()
