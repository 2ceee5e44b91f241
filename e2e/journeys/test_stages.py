"""A gate is refused, mended from its list and passed; another team is let through, and goes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from e2e import site as sites
from e2e.cast import HEAD_OF_CULTURE, STRATEGIST, TOURISM
from e2e.desk import Desk, Look
from e2e.pages.demonstration import Outbox, Stage
from e2e.pages.page import beginning
from e2e.pages.reviews import Reviews
from e2e.pages.stages import Stages
from e2e.site import Demonstration

HOURS = "Timmarna i planen finns i våra kalendrar"
MUSTS = ("Gör en kalkyl för ett föremål", "Avsnittet om vad som händer sedan är tomt")
WHY = "Ni behöver en tredje stad, och den hittar ni fortare med en plan i handen."


@pytest.fixture
def site(content: Path, tmp_path: Path) -> Iterator[Demonstration]:
    """A fresh one: projects go on for good."""
    running = sites.start(tmp_path, content)
    yield running
    running.stop()
    assert running.process.returncode == 0, running.words()


def test_a_gate_is_refused_mended_from_its_list_and_passed(desk: Desk) -> None:
    page = desk.browser()
    Stage.open(page).be(TOURISM)
    stages = Stages(page).open("under-fotterna").counts("För att gå vidare till Arbete: 3 av 6 klara")
    stages.stand_for(HOURS).go_on("Arbete").is_refused().stands_for(HOURS)
    stages.follow("Skriv vem som är informerad i Karlshamn")
    page.get_by_role("textbox", name=beginning("Vilka hemma som vet")).fill("Kulturchef")
    page.get_by_role("button", name="Spara förankringen").click()
    Stages(page).open("under-fotterna").counts("För att gå vidare till Arbete: 5 av 6 klara")
    stages.stands_for(HOURS)
    stages.follow("Svara på punkterna: Halvtidsgranskning")
    reviews = Reviews(page)
    for must in MUSTS:
        reviews.answer(must, "Det står i planen nu.")
    Stages(page).open("under-fotterna").counts("För att gå vidare till Arbete: 6 av 6 klara")
    stages.go_on("Arbete").tells("Projektet är nu i skedet Arbete.")
    expect(stages.history.first).to_contain_text(f"{TOURISM.sv} tog projektet vidare.")
    stages.history.first.get_by_text("Det som var på plats då").click()
    expect(stages.history.first).to_contain_text("Fyra krav var uppfyllda.")


def test_a_facilitator_lets_a_team_through_and_the_team_goes_back(desk: Desk) -> None:
    page = desk.browser(Look(width=1280))
    Stage.open(page).be(STRATEGIST)
    page.get_by_role("link", name="Alla projekt").first.click()
    page.get_by_role("link", name="Projektens skeden").click()
    page.get_by_role("row", name="Belägrad stad").get_by_role("link").click()
    stages = Stages(page).let_through("Plan", WHY)
    expect(stages.history.first).to_contain_text(WHY)
    letter = Outbox.open(page).read("Belägrad stad: vidare till skedet Plan", HEAD_OF_CULTURE.email)
    assert "/projects/belagrad-stad/stages" in letter.link("/projects/")
    Stage.open(page).be(HEAD_OF_CULTURE)
    stages.open("belagrad-stad").counts("För att gå vidare till Arbete: 1 av 6 klara")
    stages.go_back("Idé", "").says("Skriv varför projektet går tillbaka.")
    page.get_by_role("textbox", name="Varför projektet går tillbaka").fill("Vi är fortfarande tre.")
    page.get_by_role("button", name="Gå tillbaka", exact=True).click()
    stages.tells("Projektet är tillbaka i skedet Idé.")
    expect(stages.history.first).to_contain_text("Vi är fortfarande tre.")
