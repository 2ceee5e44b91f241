"""Ten instances of thirty people, and larger ones: made from seeds, the same on every machine."""

import random
from typing import Any

from collab import geography

SECTORS = ("culture", "business", "tourism")
THEMES = ("coast", "food", "heritage", "festival", "craft")
RULES = [
    {"rule": "size", "min": 4, "max": 6, "strength": "hard"},
    {"rule": "sectors", "min": 2, "strength": "hard"},
    {"rule": "each-sector", "sectors": ["culture"], "strength": "hard"},
    {"rule": "municipalities", "min": 3, "strength": "hard"},
    {"rule": "same-municipality", "max": 1, "strength": "advisory", "weight": 5},
    {"rule": "counties", "min": 2, "strength": "advisory", "weight": 3},
    {"rule": "travel", "max_km": 80, "strength": "advisory", "weight": 1},
]
SEEDS = tuple(range(1, 11))


def instance(seed: int, people: int = 30, teams: int = 6) -> dict[str, Any]:
    """An instance in the form of a file: a programme's managers with every kind of rule and wish."""
    chance = random.Random(seed)  # noqa: S311 - the same figures every time are the point
    codes = sorted(geography.municipalities())
    homes = chance.sample(codes, min(len(codes), max(12, people // 2)))
    crowd = [_person(chance, i, homes) for i in range(people)]
    for someone in crowd:
        _company(chance, someone, crowd)
    return {
        "seed": seed,
        "seconds": 60,
        "proposals": 3,
        "teams": {"count": teams},
        "themes": [{"id": theme, "teams_max": max(2, -(-teams // 3))} for theme in THEMES],
        "rules": RULES,
        "pins": [["p001", "p002"]],
        "people": crowd,
    }


def _person(chance: random.Random, number: int, homes: list[str]) -> dict[str, Any]:
    return {
        "id": f"p{number + 1:03}",
        "sector": SECTORS[number % 3],
        "municipality": chance.choice(homes),
        "wishes": chance.sample(THEMES, chance.choice((0, 1, 2, 3, 3))),
        "with": [],
        "apart": [],
    }


def _company(chance: random.Random, someone: dict[str, Any], crowd: list[dict[str, Any]]) -> None:
    """One in three names somebody to be with, one in ten somebody to be apart from."""
    others = [p["id"] for p in crowd if p is not someone and someone["id"] not in p["apart"]]
    if chance.random() < 1 / 3:
        someone["with"] = [chance.choice(others)]
    if chance.random() < 1 / 10:
        away = [o for o in others if o not in someone["with"] and {o, someone["id"]} != {"p001", "p002"}]
        someone["apart"] = [chance.choice(away)]
