"""A facilitator asks for a proposal, moves one person, applies it and undoes it, in Swedish on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from e2e import site as sites
from e2e.cast import HEAD_OF_CULTURE, NEWCOMER, STRATEGIST, Player
from e2e.desk import Desk
from e2e.journeys.test_forming import HOOR, KARLSHAMN
from e2e.pages.applying import Draft
from e2e.pages.demonstration import Outbox, Stage
from e2e.pages.divisions import Proposals
from e2e.pages.teams import Finder, FormingTeam
from e2e.site import Demonstration

OPEN = {"Grundlaget": "grundlaget", "Lågsäsong": "lagsasong", "Vallgraven": "vallgraven"}
"""Teams that stay together and may be joined, by name."""
ALONE = (HOOR, KARLSHAMN, NEWCOMER)
"""Those who have no team once two of them have left theirs."""


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


def _without_team(page: Page) -> list[str]:
    return sorted(Finder(page).without_team())


def _first_move(draft: Draft) -> tuple[str, str]:
    """Who can be moved where; which it is depends on what the solver chose among equally good teams."""
    moves = ((player.sv, team) for player in ALONE for team in OPEN)
    return next(move for move in moves if draft.may_move(*move))


def test_a_facilitator_moves_one_person_applies_the_proposal_and_undoes_it(desk: Desk) -> None:
    page = desk.browser()
    for player in (HOOR, KARLSHAMN):
        _as(page, player).open("grundlaget").leave("Det har varit tyst sedan i vintras.")
    Stage.open(page).be(STRATEGIST)
    alone = sorted(player.sv for player in ALONE)
    assert _without_team(page) == alone
    Proposals(page).ask(together=OPEN).wait().read(1)
    draft = Draft(page)
    draft.foresee(HEAD_OF_CULTURE.sv, "Grundlaget")
    draft.says("Kulturchef, Karlskrona är i ett team som hålls ihop")
    who, to = _first_move(draft.back())
    draft.move(who, to).back().open_apply()
    expect(draft.newcomers(to).filter(has_text=who)).to_have_count(1)
    draft.apply("Nu är alla med.")
    proposal = page.url
    team = FormingTeam(page).open(OPEN[to])
    team.says(who)
    team.says("”Nu är alla med.”")
    address = next(player.email for player in ALONE if player.sv == who)
    Outbox.open(page).read(f"Ditt team: {to}", address).says("Nu är alla med.")
    page.goto(proposal)
    draft.undo("Vi väntar en vecka.")
    assert _without_team(page) == alone
    Outbox.open(page).read("Teamen är som de var förut", address).says("Du är inte med i något team just nu.")
