"""A facilitator asks for proposals, in Swedish on a phone: three are found; what is impossible gives way."""

from e2e import idle
from e2e.cast import STRATEGIST
from e2e.desk import Desk
from e2e.pages.demonstration import Stage
from e2e.pages.divisions import Proposals


def test_a_facilitator_asks_for_proposals_and_sees_three(desk: Desk) -> None:
    page = desk.browser()
    idle.form(page, STRATEGIST)
    proposals = Proposals(page).ask(anew=[idle.NAME], together=idle.JOINABLE).wait()
    proposals.are(3)
    proposals.says("bevisat: inget bättre finns")
    proposals.read(1)
    proposals.says("Alla team håller alla regler.")
    proposals.says("Stationsvakterna")


def test_what_is_impossible_is_explained_and_a_button_gives_way(desk: Desk) -> None:
    page = desk.browser()
    Stage.open(page).be(STRATEGIST)
    proposals = Proposals(page).ask(together=idle.JOINABLE, count=9, proposals=1).wait()
    proposals.is_headed("Inget teamförslag")
    proposals.says("Det här går inte ihop")
    proposals.give_way("Bilda").wait()
    proposals.are(1)
    proposals.says("Bara här: programmets regler är som förut.")
