"""Whether an instance has any division at all: proven for small ones, found or counted out for large ones."""

from collab.proposals import bounding, modelling, starting
from collab.proposals.climbing import Climb, how_many
from collab.proposals.instance import Instance
from collab.proposals.judging import Division, judge_division

MOST_PLACES = 6_000
"""People times teams up to which CP-SAT looks at who is in which team."""
STEPS = 20_000


def is_solvable(instance: Instance, *, effort: float = 20.0, seconds: float = 30.0) -> bool | None:
    """Whether there is any division; None when that was not found out within the limits."""
    if _is_hopeless(instance):
        return False
    if _is_small(instance):
        return modelling.is_solvable(instance, effort=effort, seconds=seconds)
    if bounding.is_impossible(instance):
        return False
    return True if climbed(instance, instance.seed, STEPS) is not None else None


def find(instance: Instance) -> Division | None:
    """Any division that keeps what is hard; None when none was found."""
    return modelling.find(instance) if _is_small(instance) and not _is_hopeless(instance) else None


def any_division(instance: Instance) -> Division | None:
    """Any division that keeps what is hard, however it is found; None when none was."""
    if _is_small(instance):
        return find(instance)
    return climbed(instance, instance.seed, STEPS)


def climbed(instance: Instance, seed: int, steps: int) -> Division | None:
    """A division of a local search that keeps what is hard, or None."""
    if _is_hopeless(instance):
        return None
    climb = Climb(instance, seed, how_many(instance))
    starting.greedily(climb)
    climb.improve(steps, lambda: False)
    division = climb.division()
    return None if judge_division(instance, division).broken else division


def _is_hopeless(instance: Instance) -> bool:
    """Whether the numbers of people and teams alone say that there is no division."""
    least, most = instance.teams.least, instance.teams.most
    return not max(1, least) <= most or max(least, len(instance.formed)) > min(most, len(instance.people))


def _is_small(instance: Instance) -> bool:
    return len(instance.people) * instance.teams.most <= MOST_PLACES
