"""Instances so small that every division can be looked at, and the looking."""

import random
from collections.abc import Iterator
from itertools import product
from typing import Any

from collab.proposals.facts import Item, items, only
from collab.proposals.instance import Instance
from collab.proposals.judging import Cost, Team, judge_division

PLACES = ("1290", "1283", "1080", "1081", "1272", "1291")


def file(seed: int, people: int = 6) -> dict[str, Any]:
    """A file's values with some of every kind of rule and wish."""
    chance = random.Random(seed)
    ids = [f"p{i}" for i in range(people)]
    themes = ["coast", "food"][: chance.choice((0, 1, 2))]
    return {
        "seed": seed,
        "teams": {"count": chance.choice((2, 2, 3))},
        "themes": [{"id": t, "teams_max": chance.choice((1, 2, 3))} for t in themes],
        "rules": chance.sample(_rules(chance), chance.choice((2, 3, 4))),
        "pins": [chance.sample(ids, 2)] if chance.random() < 0.3 else [],
        "sectors": ["culture", "business", "tourism"],
        "people": [_person(chance, i, ids, themes) for i in ids],
    }


def _rules(chance: random.Random) -> list[dict[str, Any]]:
    settings: list[dict[str, Any]] = [
        {"rule": "size", "min": 2, "max": 3},
        {"rule": "sectors", "min": 2},
        {"rule": "each-sector", "sectors": ["culture"]},
        {"rule": "municipalities", "min": 2},
        {"rule": "same-municipality", "max": 1},
        {"rule": "counties", "min": 2},
        {"rule": "travel", "max_km": chance.choice((30, 80, 110))},
    ]
    weigh: list[dict[str, Any]] = [
        {"strength": "hard"}, {"strength": "advisory", "weight": 2}, {"strength": "advisory"}
    ]  # fmt: skip
    return [{**rule, **chance.choice(weigh)} for rule in settings]


def _person(chance: random.Random, own: str, ids: list[str], themes: list[str]) -> dict[str, Any]:
    others = [i for i in ids if i != own]
    chance.shuffle(others)
    return {
        "id": own,
        "sector": chance.choice(("culture", "business", "tourism")),
        "municipality": chance.choice(PLACES),
        "wishes": chance.sample(themes, chance.randint(0, len(themes))),
        "with": others[:1] if chance.random() < 0.4 else [],
        "apart": others[1:2] if chance.random() < 0.2 else [],
    }


def divisions(instance: Instance) -> Iterator[tuple[Team, ...]]:
    """Every way to divide the people into allowed numbers of teams, with every theme."""
    ids = [person.id for person in instance.people]
    themes = [theme.id for theme in instance.themes] or [None]
    for crews in _partitions(ids, instance.teams.most):
        if len(crews) >= instance.teams.least:
            for chosen in product(themes, repeat=len(crews)):
                yield tuple(Team(tuple(c), t) for c, t in zip(crews, chosen, strict=True))


def _partitions(ids: list[str], most: int) -> Iterator[list[list[str]]]:
    if not ids:
        yield []
        return
    *rest, last = ids
    for crews in _partitions(rest, most):
        for i, crew in enumerate(crews):
            yield [*crews[:i], [*crew, last], *crews[i + 1 :]]
        if len(crews) < most:
            yield [*crews, [last]]


def best_cost(instance: Instance) -> Cost | None:
    """The best cost on all three levels by looking at everything; None when nothing keeps what is hard."""
    judged = (judge_division(instance, division) for division in divisions(instance))
    return min((j.cost for j in judged if not j.broken), default=None)


def can_keep(instance: Instance, kept: set[Item]) -> bool:
    """Whether some division keeps these, by looking at everything."""
    asked = only(instance, kept)
    return any(not judge_division(asked, division).broken for division in divisions(asked))


def everything(instance: Instance) -> set[Item]:
    """All that is hard."""
    return set(items(instance))
