"""Proposals for instances whose possible teams are too many to look at: a local search, and a bound."""

import random
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from collab.proposals import bounding, clashes, columns, starting
from collab.proposals.answer import Answer, Bounds, Proposal, Status
from collab.proposals.climbing import Climb, how_many
from collab.proposals.instance import Instance, Person, Teams, Theme
from collab.proposals.judging import (
    Judged,
    Team,
    are_clearly_different,
    in_order,
    judge_division,
)
from collab.proposals.levels import Levels
from collab.proposals.progress import Progress, Step, Tell
from collab.proposals.relaxing import Unsolved
from collab.proposals.solvable import find, is_solvable

STEPS = 300_000
"""The deterministic limit of the local search for the first proposal; others take a third."""
ROUNDS = 16
"""How often a few teams are mixed anew as well as can be."""
MIXED_PEOPLE = 24
Stop = Callable[[], bool]


def propose(instance: Instance, stop: Stop, tell: Tell) -> Answer:
    """As good as the limits allow, with what no division can beat."""
    tell(Progress(Step.BEGINNING, {"people": len(instance.people)}))
    first = _first(instance, stop)
    if first is None and is_solvable(instance) is False:
        tell(Progress(Step.CLASHING))
        return clashes.explain(instance, stop)
    if first is None:
        return Answer(Status.STOPPED)  # neither found nor counted out
    tell(Progress(Step.BOUNDING))
    bound = bounding.least_sum(instance, [t.team for t in first.teams], seconds=20.0) or 0
    tell(Progress(Step.MIXING))
    first = _mixed(instance, first, stop)
    made = sorted([first, *others(instance, [first], stop, tell)], key=lambda judged: judged.cost)
    return _answer(instance, made, bound, stop)


def others(instance: Instance, made: Sequence[Judged], stop: Stop, tell: Tell) -> list[Judged]:
    """Further divisions that differ clearly from those made and each other, as many as are wanted."""
    found: list[Judged] = []
    while len(made) + len(found) < instance.proposals and not stop():
        tell(Progress(Step.ANOTHER, {"number": len(made) + len(found) + 1}))
        other = _another(instance, [*made, *found], stop)
        if other is None:
            break
        found.append(other)
    return found


def _answer(instance: Instance, made: Sequence[Judged], bound: int, stop: Stop) -> Answer:
    bounds: Bounds = (-(-bound // instance.teams.most), bound, None)
    status = Status.STOPPED if stop() else Status.FEASIBLE
    return Answer(status, tuple(Proposal(judged, bounds) for judged in made), bounds=bounds)


def _first(instance: Instance, stop: Stop) -> Judged | None:
    """The best of a climb; None when nothing keeps what is hard."""
    if bounding.is_impossible(instance):
        return None
    found = _climbed(instance, instance.seed, STEPS, stop)
    if found is None:
        division = find(instance)
        found = judge_division(instance, division) if division is not None else None
    return found


def _climbed(instance: Instance, seed: int, steps: int, stop: Stop) -> Judged | None:
    climb = Climb(instance, seed, how_many(instance))
    starting.greedily(climb)
    climb.improve(steps, stop)
    judged = judge_division(instance, climb.division())
    return None if judged.broken else judged


def _another(instance: Instance, made: Sequence[Judged], stop: Stop) -> Judged | None:
    """A division that differs clearly, by another seed; None when three seeds lead back to the same."""
    before = [[team.team for team in judged.teams] for judged in made]
    for attempt in range(3):
        seed = instance.seed + 1000 * len(made) + attempt
        other = _climbed(instance, seed, STEPS // 3, stop)
        if other is not None:
            teams = [team.team for team in other.teams]
            if all(are_clearly_different(teams, division) for division in before):
                return other
    return None


def _mixed(instance: Instance, judged: Judged, stop: Stop) -> Judged:
    """Take the dearest team and some others, divide their people as well as can be, and again."""
    chance = random.Random(instance.seed)  # noqa: S311 - the same answer every time is the point
    for turn in range(ROUNDS):
        if stop():
            break
        picked = _picked(judged, chance, turn)
        better = _remixed(instance, judged, picked, stop)
        judged = better if better is not None and better.cost < judged.cost else judged
    return judged


def _picked(judged: Judged, chance: random.Random, turn: int) -> list[int]:
    """Numbers of teams: one of the dearest, and others as chance has it, while they are few people."""
    by_cost = sorted(range(len(judged.teams)), key=lambda t: -judged.teams[t].cost)
    first = by_cost[turn % max(1, len(by_cost) // 4)]
    others = [team for team in by_cost if team != first]
    chance.shuffle(others)
    picked, people = [first], len(judged.teams[first].team.members)
    for team in others:
        size = len(judged.teams[team].team.members)
        if people + size <= MIXED_PEOPLE:
            picked.append(team)
            people += size
    return picked


def _remixed(instance: Instance, judged: Judged, picked: Sequence[int], stop: Stop) -> Judged | None:
    inside = [judged.teams[t].team for t in picked]
    part = _part(instance, judged, inside)
    every = columns.every_team(part, max(judged.teams[t].cost for t in picked))
    try:
        found = Levels(part, every, stop).best() if every is not None else None
    except Unsolved:
        return None
    if found is None or not found.division:
        return None
    rest = [team.team for t, team in enumerate(judged.teams) if t not in picked]
    again = judge_division(instance, in_order(instance, [*rest, *found.division]))
    return None if again.broken else again


def _part(instance: Instance, judged: Judged, inside: Sequence[Team]) -> Instance:
    """The instance of these teams' people alone, with the themes that the other teams leave."""
    members = {member for team in inside for member in team.members}
    outside = [team.team.theme for team in judged.teams if not members & set(team.team.members)]
    return replace(
        instance,
        people=tuple(_alone(person, members) for person in instance.people if person.id in members),
        teams=Teams(len(inside), len(inside)),
        themes=tuple(
            Theme(t.id, None if t.teams_most is None else t.teams_most - outside.count(t.id))
            for t in instance.themes
        ),
        pins=tuple(pin for pin in instance.pins if members.issuperset(pin)),
        formed=tuple(formed for formed in instance.formed if members.issuperset(formed.members)),
    )


def _alone(person: Person, members: set[str]) -> Person:
    return replace(person, beside=person.beside & members, apart=person.apart & members)
