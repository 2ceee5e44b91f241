"""Whether an instance has any division at all: proven for small ones, found or counted out for large ones."""

from collab.proposals import bounding, modelling, starting
from collab.proposals.climbing import Climb
from collab.proposals.instance import Instance
from collab.proposals.judging import Division, judge_division

MOST_PLACES = 6_000
"""People times teams up to which CP-SAT looks at who is in which team."""
STEPS = 20_000


def is_solvable(instance: Instance) -> bool | None:
    """Whether there is any division; None when that was not found out within the limits."""
    if _is_small(instance):
        return modelling.is_solvable(instance)
    if bounding.is_impossible(instance):
        return False
    return True if climbed(instance, instance.seed, STEPS) is not None else None


def find(instance: Instance) -> Division | None:
    """Any division that keeps what is hard; None when none was found."""
    return modelling.find(instance) if _is_small(instance) else None


def climbed(instance: Instance, seed: int, steps: int) -> Division | None:
    """A division of a local search that keeps what is hard, or None."""
    climb = Climb(instance, seed, (instance.teams.least + instance.teams.most) // 2)
    starting.greedily(climb)
    climb.improve(steps, lambda: False)
    division = climb.division()
    return None if judge_division(instance, division).broken else division


def _is_small(instance: Instance) -> bool:
    return len(instance.people) * instance.teams.most <= MOST_PLACES
