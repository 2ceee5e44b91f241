"""Four managers form a team by themselves, in Swedish on a phone; a coordinator hands over and leaves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from e2e import site as sites
from e2e.cast import HEAD_OF_CULTURE, NEWCOMER, Player
from e2e.desk import Desk
from e2e.pages.demonstration import Outbox, Stage
from e2e.pages.teams import Finder, FormingTeam, Start
from e2e.pages.workspace import Home
from e2e.site import Demonstration

STRATEGIST = Player(
    "Kulturstrateg, Landskrona", "Culture strategist, Landskrona", "kulturstrateg@landskrona.example"
)
"""In the team Vallgraven, which the head of culture of Karlskrona coordinates."""
STAYS = "Näringslivschef, Landskrona"
HOOR = Player("Turismsamordnare, Höör", "Tourism coordinator, Höör", "turismsamordnare@hoor.example")
"""In the team Grundlaget, and wants to another one."""
KARLSHAMN = Player(
    "Chef för turism och evenemang, Karlshamn",
    "Head of tourism and events, Karlshamn",
    "turismochevenemangschef@karlshamn.example",
)


@pytest.fixture
def site(content: Path, tmp_path: Path) -> Iterator[Demonstration]:
    """A fresh one: people leave their teams for good."""
    running = sites.start(tmp_path, content)
    yield running
    running.stop()
    assert running.process.returncode == 0, running.words()


def _as(page: Page, player: Player) -> FormingTeam:
    Stage.open(page).be(player)
    return FormingTeam(page)


def test_a_coordinator_hands_over_and_leaves_and_four_managers_form_a_new_team(desk: Desk) -> None:
    page = desk.browser()
    _a_coordinator_leaves(page)
    for player in (HOOR, KARLSHAMN):
        _as(page, player).open("grundlaget").leave("Det har varit tyst sedan i vintras.")
    assert sorted(Finder(page).without_team()) == sorted(
        player.sv for player in (HEAD_OF_CULTURE, HOOR, KARLSHAMN, NEWCOMER)
    )
    Stage.open(page).be(HEAD_OF_CULTURE)
    team = Start(page).begin("Vårflod", "Vi följer vattnet från Höör till havet.")
    team.invite(NEWCOMER.sv, "Du har en borg, vi har vatten.")
    _as(page, HOOR).open("varflod").ask("Får jag vara med? Jag kan tåg.")
    _as(page, KARLSHAMN).open("varflod").ask("Jag har staket och en scen.")
    _as(page, NEWCOMER)
    assert any("Vårflod vill ha med dig" in title for title in Home(page).waiting())
    FormingTeam(page).open("varflod").accept_invitation("Gärna!")
    _as(page, HEAD_OF_CULTURE)
    for player in (HOOR, KARLSHAMN):
        FormingTeam(page).open("varflod").take_in(player.sv, "Ja, kom.")
    FormingTeam(page).open("varflod").has(HEAD_OF_CULTURE.sv, NEWCOMER.sv, HOOR.sv, KARLSHAMN.sv)
    FormingTeam(page).says("Fyra personer")
    letter = Outbox.open(page).read("Vårflod: du har fått svar", HOOR.email)
    assert "/teams/varflod" in letter.link("/teams/")


def _a_coordinator_leaves(page: Page) -> None:
    """Not before somebody else coordinates the team."""
    team = _as(page, HEAD_OF_CULTURE).open("vallgraven")
    team.leave("Jag vill prova något annat.")
    team.says("Välj vem som ska samordna teamet efter dig.")
    team.open("vallgraven").leave("Jag vill prova något annat.", STRATEGIST.sv)
    team.tells("Du har lämnat Vallgraven")
    _as(page, STRATEGIST).open("vallgraven").has(STRATEGIST.sv, STAYS)
    FormingTeam(page).says("”Jag vill prova något annat.”")
