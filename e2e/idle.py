"""A team that runs no project, as proposals may divide it: every team of the shipped programme runs one."""

from playwright.sync_api import Page

from e2e.cast import Player
from e2e.pages.demonstration import Stage
from e2e.pages.teams import FormingTeam, Mending, Start

NAME = "Försöket"
FOUNDER = Player("Kulturchef, Karlshamn", "Head of culture, Karlshamn", "kulturchef@karlshamn.example")
"""Leaves Stationsvakterna for a team of their own."""
OTHERS = {
    "stationsvakterna": "Kultur- och fritidschef, Höör",
    "bygglovet": "Kultur- och bibliotekschef, Östra Göinge",
    "hanobuktslaget": "Näringslivschef, Karlshamn",
}
"""Who is moved into it, by the address of the team that they come from."""
JOINABLE = ("Stationsvakterna", "Bygglovet", "Hanöbuktslaget", "Vallgraven")
"""Teams that have room then; the others keep who they have."""


def form(page: Page, leader: Player) -> None:
    """Let the founder start the team, and whoever leads the programme move the others into it."""
    Stage.open(page).be(FOUNDER)
    FormingTeam(page).open("stationsvakterna").leave("Vi är sex, och jag vill prova något eget.")
    Start(page).begin(NAME, "Vi provar.")
    Stage.open(page).be(leader)
    for team, who in OTHERS.items():
        Mending(page).move(team, who, NAME)
