"""Words that are made of words: turism stands in kulturturism, näring in besöksnäring.

A stem counts as a part when what stands before it, and what follows, are words that somebody has written: so
`kultur` and `besök` are what tell a compound from letters that only look alike (decision 0027).
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

SHORTEST = 4
"""Letters of a part that is looked for: "ort" stands in transport and "al" everywhere."""
SHORTEST_OTHER = 3
"""Letters of the other parts."""
JOINTS = ("", "s")
"""What may stand after the part of a compound: besök-s-näring."""


def may_be_part(stem: str) -> bool:
    """Whether compounds are looked for that hold the stem."""
    return len(stem) >= SHORTEST


def others(compound: str, part: str) -> Iterator[tuple[str, str]]:
    """What stands before and after the part, for each place in the compound where it may stand."""
    at = compound.find(part, SHORTEST_OTHER)
    while at > 0:
        before, after = compound[:at], compound[at + len(part) :]
        if not after or len(after) >= SHORTEST_OTHER:
            yield before, after
        at = compound.find(part, at + 1)


def pieces(compound: str, part: str) -> set[str]:
    """The words that would have to be known for the part to be one."""
    found = set()
    for before, after in others(compound, part):
        found |= {*_without_joint(before), *_without_leading_joint(after)}
    return found


def holds(compound: str, part: str, known: AbstractSet[str]) -> bool:
    """Whether the part is one of the compound, going by the words that are known."""
    return any(
        not known.isdisjoint(_without_joint(before))
        and (not after or not known.isdisjoint(_without_leading_joint(after)))
        for before, after in others(compound, part)
    )


def _without_joint(before: str) -> tuple[str, ...]:
    cut = (before.removesuffix(joint) for joint in JOINTS)
    return tuple({word for word in cut if len(word) >= SHORTEST_OTHER})


def _without_leading_joint(after: str) -> tuple[str, ...]:
    cut = (after.removeprefix(joint) for joint in JOINTS)
    return tuple({word for word in cut if len(word) >= SHORTEST_OTHER})
