"""Proposals for an instance: the best division, and others that differ clearly from it and each other."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from collab.proposals import clashes, columns, large, solvable
from collab.proposals.answer import NOTHING_PROVEN, Answer, Proposal, Status
from collab.proposals.columns import Columns
from collab.proposals.instance import Instance
from collab.proposals.judging import Judged, judge_division
from collab.proposals.levels import Found, Levels
from collab.proposals.masks import Numbers, count
from collab.proposals.relaxing import Limit, Unsolved

Tell = Callable[[str], None]
STEPS = 600
"""For each person, of the local search that tells how dear a team may be."""
DEARER = 8
"""By how much more than twice that a team may be dearer when another proposal needs it."""


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
    if len(instance.people) > columns.MOST_PEOPLE:
        return large.propose(instance, watch, tell)
    tell("Searching for a division to begin with")
    start = _begun(instance)
    if start is None and solvable.is_solvable(instance) is False:
        tell("There is no division: looking for what clashes")
        return clashes.explain(instance, watch)
    tell(f"Looking at every team that {len(instance.people)} people could form")
    try:
        answer = _proven(instance, start, watch, tell)
    except Unsolved:
        answer = None
    return answer or large.propose(instance, watch, tell)


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
    for limit in limits:
        every = columns.every_team(instance, limit)
        if every is None:
            break
        if _extend(made, instance, every, watch, tell):
            return _answer(made or _unproven([start]), watch)
    else:
        return _answer(made, watch, are_all=True) if made else clashes.explain(instance, watch)
    if not made:
        return None
    others = large.others(instance, [proposal.judged for proposal in made], watch, tell)
    return _answer([*made, *_unproven(others)], watch)


def _unproven(divisions: Sequence[Judged | None]) -> list[Proposal]:
    return [Proposal(judged, NOTHING_PROVEN) for judged in divisions if judged is not None]


def _extend(made: list[Proposal], instance: Instance, every: Columns, watch: Watch, tell: Tell) -> bool:
    """Add proposals made of these teams; whether nothing more is wanted."""
    while len(made) < instance.proposals:
        if made and watch():
            return True
        tell(f"Proposal {len(made) + 1}: choosing among {len(every.masks)} teams")
        found = Levels(instance, every, watch).best(differing(instance, every, [p.judged for p in made]))
        if found is None:
            return False
        if not found.division:
            return True
        made.append(Proposal(_surely(instance, found), found.bounds))
    return True


def _answer(made: Sequence[Proposal], watch: Watch, *, are_all: bool = False) -> Answer:
    bounds = made[0].bounds if made else NOTHING_PROVEN
    return Answer(_status(made, watch), tuple(made), are_all=are_all, bounds=bounds)


def _surely(instance: Instance, found: Found) -> Judged:
    """The division as the judge sees it, who knows nothing of columns."""
    judged = judge_division(instance, found.division)
    if judged.broken:
        raise AssertionError(f"a proposal breaks what is hard: {', '.join(judged.broken)}")
    return judged


def _status(made: Sequence[Proposal], watch: Watch) -> Status:
    if made and all(proposal.is_optimal for proposal in made):
        return Status.OPTIMAL
    return Status.STOPPED if watch.has_rung else Status.FEASIBLE


def differing(instance: Instance, every: Columns, others: Sequence[Judged]) -> list[Limit]:
    """No more than 80 % of the pairs of either may be shared with any of these divisions."""
    bit = {person.id: 1 << i for i, person in enumerate(instance.people)}
    everybody = (1 << len(instance.people)) - 1
    own = _pairs(count(every.masks, everybody))
    limits = []
    for other in others:
        shared, total = np.zeros_like(own), 0
        for judged in other.teams:
            members = judged.team.members
            shared += _pairs(count(every.masks, sum(bit[m] for m in members)))
            total += len(members) * (len(members) - 1) // 2
        limits += [Limit(shared, 4 * total // 5), Limit(5 * shared - 4 * own, 0)]
        if not total:
            limits.append(Limit(-own, -1))
    return limits


def _pairs(people: Numbers) -> Numbers:
    return people * (people - 1) // 2
