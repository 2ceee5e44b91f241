"""Proposals for an instance: the best division, and others that differ clearly from it and each other."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from msgspec import Struct, field
from msgspec.structs import replace

from collab.proposals import clashes, columns, differing, large, solvable
from collab.proposals.answer import NOTHING_PROVEN, Answer, CutOff, Proposal, Status, proven_by
from collab.proposals.columns import Columns
from collab.proposals.instance import Instance
from collab.proposals.judging import Judged, judge_division
from collab.proposals.levels import Levels
from collab.proposals.progress import Progress, Step, Tell
from collab.proposals.relaxing import Unsolved

STEPS = 600
"""For each person, of the local search that tells how dear a team may be."""
DEARER = 8
"""By how much more than twice that a team may be dearer when another proposal needs it."""


class Watch(Struct):
    """The emergency stop: after so many seconds, or when somebody asks for it."""

    seconds: float
    is_asked: Callable[[], bool] = lambda: False
    began: float = field(default_factory=time.monotonic)
    has_rung: bool = False

    def __call__(self) -> bool:
        """Whether to stop now."""
        self.has_rung = self.has_rung or time.monotonic() - self.began > self.seconds or self.is_asked()
        return self.has_rung


def propose(
    instance: Instance, *, tell: Tell = lambda _: None, is_stopped: Callable[[], bool] = lambda: False
) -> Answer:
    """Solve the instance. `tell` hears what is being done; `is_stopped` is asked often."""
    watch = Watch(instance.seconds, is_stopped)
    answer = _answered(instance, watch, tell)
    return replace(answer, cut_off=_cut_off(instance, answer, watch))


def _cut_off(instance: Instance, answer: Answer, watch: Watch) -> CutOff | None:
    """What ended the looking for as many proposals as are wanted, each the best that there is."""
    are_enough = answer.are_all or len(answer.proposals) >= instance.proposals
    is_done = are_enough and all(proposal.is_optimal for proposal in answer.proposals)
    if is_done or answer.conflict:
        return answer.cut_off
    return CutOff.STOP if watch.has_rung else CutOff.EFFORT


def _answered(instance: Instance, watch: Watch, tell: Tell) -> Answer:
    if len(instance.people) > columns.MOST_PEOPLE:
        return large.propose(instance, watch, tell)
    people = {"people": len(instance.people)}
    tell(Progress(Step.BEGINNING, people))
    start = _begun(instance)
    if start is None and solvable.is_solvable(instance) is False:
        tell(Progress(Step.CLASHING))
        return clashes.explain(instance, watch)
    tell(Progress(Step.COUNTING, people))
    return _proven(instance, start, watch, tell) or large.propose(instance, watch, tell)


def _begun(instance: Instance) -> Judged | None:
    """A division of a short local search: no better one has a dearer team."""
    division = solvable.climbed(instance, instance.seed, STEPS * len(instance.people))
    return None if division is None else judge_division(instance, division)


def _proven(instance: Instance, start: Judged | None, watch: Watch, tell: Tell) -> Answer | None:
    """Proposals with proofs, or None where the possible teams are too many to look at.

    Teams dearer than the dearest of a division that is known are looked at only when, for another proposal,
    no division without them differs clearly.
    """
    limits = [None] if start is None else [start.cost.largest, 2 * start.cost.largest + DEARER, None]
    made: list[Proposal] = []
    with suppress(Unsolved):
        for limit in limits:
            every = columns.every_team(instance, limit)
            if every is None:
                break
            if _extend(made, instance, every, watch, tell):
                return _answer(made or _unproven([start]), watch)
            if limit is None:
                return _all(made, instance, every, watch) if made else clashes.explain(instance, watch)
    if not made:
        return None
    others = large.others(instance, [proposal.judged for proposal in made], watch, tell)
    return _answer([*made, *_unproven(others)], watch)


def _all(made: list[Proposal], instance: Instance, every: Columns, watch: Watch) -> Answer:
    """Fewer than are wanted, after which nothing differs clearly: perhaps more do beside others as good."""
    more = differing.Equals(instance, every, watch).longest([]) if made[0].is_optimal else made
    return _answer(more if len(more) > len(made) else made, watch, are_all=True)


def _unproven(divisions: Sequence[Judged | None]) -> list[Proposal]:
    return [Proposal(judged, NOTHING_PROVEN) for judged in divisions if judged is not None]


def _extend(made: list[Proposal], instance: Instance, every: Columns, watch: Watch, tell: Tell) -> bool:
    """Add proposals made of these teams; whether nothing more is wanted."""
    while len(made) < instance.proposals:
        if made and watch():
            return True
        tell(Progress(Step.CHOOSING, {"number": len(made) + 1, "teams": len(every.masks)}))
        found = Levels(instance, every, watch).best(
            differing.limits(instance, every, [p.judged for p in made])
        )
        if found is None:
            return False
        if not found.division:
            return True
        made.append(Proposal(differing.surely(instance, found), found.bounds))
    return True


def _answer(made: Sequence[Proposal], watch: Watch, *, are_all: bool = False) -> Answer:
    bounds = made[0].bounds if made else NOTHING_PROVEN
    told = proven_by(bounds, made)
    return Answer(_status(told, watch), told, are_all=are_all, bounds=bounds)


def _status(made: Sequence[Proposal], watch: Watch) -> Status:
    if made and all(proposal.is_optimal for proposal in made):
        return Status.OPTIMAL
    return Status.STOPPED if watch.has_rung else Status.FEASIBLE
