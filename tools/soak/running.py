"""The run itself: writers, and a nemesis that kills every process as often as wanted."""

import time
from collections.abc import Callable
from pathlib import Path
from random import SystemRandom

from msgspec import Struct

from collab.config import Settings
from tools.soak.site import TEAM, Processes, build
from tools.soak.told import catch_up
from tools.soak.verdict import Verdict, judge
from tools.soak.writers import WRITERS, Ledger, Writer

MOST_OF_ONE = 60
"""How many comments, and how many pictures, somebody may send in an hour."""
JITTER = 0.1
"""Seconds at most by which a kill is late, so that it does not always strike right after an answer."""
LOOK_EVERY = 0.02


class Plan(Struct, frozen=True):
    """How many writes are to be acknowledged, and how often everything is killed on the way."""

    writes: int
    kills: int

    @property
    def people(self) -> int:
        """Enough that nobody comes near a limit, in whole teams for every writer."""
        wanted = 2 * self.writes / 3 / MOST_OF_ONE
        share = WRITERS * TEAM
        return share * max(1, -(-int(wanted) // share))


class Run(Struct, frozen=True):
    """What came of it: seconds of writing, processes killed in all, and what was found afterwards."""

    seconds: float
    killed: int
    ledger: Ledger
    verdict: Verdict

    @property
    def is_clean(self) -> bool:
        """Whether nothing was lost, doubled or damaged, and no write was refused."""
        return self.verdict.is_clean and not self.ledger.faults


def soak(settings: Settings, folder: Path, plan: Plan, say: Callable[[str], object]) -> Run:
    """Build a site in `folder`, write and kill, and look at what is left. `say` hears of the progress."""
    settings.files.mkdir(parents=True, exist_ok=True)
    authors = build(settings, plan.people)
    ledger, site = Ledger(plan.writes), Processes(settings, folder)
    writers = [Writer(site.port, authors[number::WRITERS], ledger) for number in range(WRITERS)]
    site.start()
    began = time.monotonic()
    try:
        for writer in writers:
            writer.start()
        killed = _kill_again_and_again(site, ledger, plan, say)
        for writer in writers:
            writer.join()
        seconds = time.monotonic() - began
    finally:
        site.kill()
    catch_up(settings)
    return Run(seconds, killed, ledger, judge(settings, ledger))


def _kill_again_and_again(site: Processes, ledger: Ledger, plan: Plan, say: Callable[[str], object]) -> int:
    killed = 0
    for number in range(1, plan.kills + 1):
        _wait_for(ledger, plan.writes * number // (plan.kills + 1))
        time.sleep(SystemRandom().uniform(0, JITTER))
        killed += site.kill()
        say(f"{len(ledger.acknowledged)} acknowledged, kill {number} of {plan.kills}")
        site.start()
    return killed


def _wait_for(ledger: Ledger, count: int) -> None:
    while len(ledger.acknowledged) < count and not ledger.faults:
        time.sleep(LOOK_EVERY)
