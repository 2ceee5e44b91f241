"""A facilitator sees why a team is listed, and nudges it."""

from e2e.cast import DEVELOPER
from e2e.desk import Desk
from e2e.pages.demonstration import Outbox, Stage
from e2e.pages.messages import StandingStill


def test_a_facilitator_sees_why_a_team_is_listed_and_nudges_it(desk: Desk) -> None:
    page = desk.browser()
    Stage.open(page).be(DEVELOPER)
    title, reasons = StandingStill(page).first()
    message = StandingStill(page).nudge(title)
    message.is_headed(f"Hur går det med {title}?")
    told = message.reasons()
    assert len(told) == len(reasons)
    message.send()
    Outbox.open(page).read(f"Hur går det med {title}?", ".example").says(told[0].removesuffix("."))
