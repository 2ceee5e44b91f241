"""Proposals for an instance: the best division, and others that differ clearly from it and each other."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from collab.proposals import clashes, columns, large
from collab.proposals.answer import Answer, Proposal, Status
from collab.proposals.columns import Columns
from collab.proposals.instance import Instance
from collab.proposals.judging import Judged, judge_division
from collab.proposals.levels import Found, Levels
from collab.proposals.relaxing import Limit, Unsolved

Tell = Callable[[str], None]


@dataclass(slots=True)
class Watch:
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
    tell(f"Looking at every team that {len(instance.people)} people could form")
    every = columns.every_team(instance)
    if every is None:
        return large.propose(instance, watch, tell)
    try:
        return _of_columns(instance, every, watch, tell)
    except Unsolved:
        return large.propose(instance, watch, tell)


def _of_columns(instance: Instance, every: Columns, watch: Watch, tell: Tell) -> Answer:
    made: list[Proposal] = []
    are_all = False
    while len(made) < instance.proposals and not are_all and not (made and watch()):
        tell(f"Proposal {len(made) + 1}: choosing among {len(every.masks)} teams")
        found = Levels(instance, every, watch).best(differing(instance, every, [p.judged for p in made]))
        are_all = found is None
        if found is not None and found.division:
            made.append(Proposal(_surely(instance, found), found.bounds))
        elif found is not None:
            break
    if not made and are_all:
        tell("There is no division: looking for what clashes")
        return clashes.explain(instance, watch)
    return Answer(_status(made, watch), tuple(made), are_all=are_all, bounds=_first_bounds(made))


def _surely(instance: Instance, found: Found) -> Judged:
    """The division as the judge sees it, who knows nothing of columns."""
    judged = judge_division(instance, found.division)
    if judged.broken:
        raise AssertionError(f"a proposal breaks what is hard: {', '.join(judged.broken)}")
    return judged


def _first_bounds(made: Sequence[Proposal]) -> tuple[int | None, int | None, int | None]:
    return made[0].bounds if made else (None, None, None)


def _status(made: Sequence[Proposal], watch: Watch) -> Status:
    if made and all(proposal.is_optimal for proposal in made):
        return Status.OPTIMAL
    return Status.STOPPED if watch.has_rung else Status.FEASIBLE


def differing(instance: Instance, every: Columns, others: Sequence[Judged]) -> list[Limit]:
    """No more than 80 % of the pairs of either may be shared with any of these divisions."""
    bit = {person.id: 1 << i for i, person in enumerate(instance.people)}
    everybody = (1 << len(instance.people)) - 1
    own = _pairs(columns.count(every.masks, everybody))
    limits = []
    for other in others:
        shared, total = np.zeros_like(own), 0
        for judged in other.teams:
            members = judged.team.members
            shared += _pairs(columns.count(every.masks, sum(bit[m] for m in members)))
            total += len(members) * (len(members) - 1) // 2
        limits += [Limit(shared, 4 * total // 5), Limit(5 * shared - 4 * own, 0)]
        if not total:
            limits.append(Limit(-own, -1))
    return limits


def _pairs(people: columns.Numbers) -> columns.Numbers:
    return people * (people - 1) // 2
