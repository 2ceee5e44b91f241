"""Words that are made of words: turism stands in kulturturism, näring in besöksnäring, sal in väntsal.

A stem counts as a part when what stands before it, and what follows, are words that somebody has written: so
`kultur` and `besök` are what tell a compound from letters that only look alike. The last part counts as well
where nobody has written the first one alone, if no word that is known lies across the cut (decision 0027).
The first part counts when what follows is such a word: so restaurang is none of res. Behind four letters it
may be one that nobody has written alone, where it begins with a consonant, unlike -ation and -itet.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from collab.search.inflections import ONE_STEM, PREFIXES, VOWELS
from collab.search.stems import stems_of

SHORTEST = 3
"""Letters of a part that is looked for: "al" stands everywhere."""
SHORTEST_WITHIN = 4
"""Letters of one that may be followed by others, or stand behind a word that nobody knows: "ort" stands in
transport."""
SHORTEST_OTHER = 3
"""Letters of the other parts."""
ACROSS = 4
"""Letters by which a word may lie across a cut."""
JOINTS = ("", "s")
"""What may stand after the part of a compound: besök-s-näring."""
JOINTS_OF_FIRST = (*JOINTS, "e", "o", "u")
"""What may stand after the first one: rese-ersättning, kyrko-gård, gatu-konst."""
SHORTEST_UNKNOWN = 4
"""Letters of what follows the first part and is no known word."""
ENDINGS = frozenset({"t", "d", "er", "ell", "isk", "het", "bar", "ing", "sam"})
"""What makes another form or another word of one of four letters or more: beställt, planera, kulturell."""
_WHOLE = frozenset((*ONE_STEM.values(), "verkstad"))
"""Words that are not made of others, however they end: centrum; or mean no such thing any more."""
SUFFIXES = frozenset({"bar", "dom", "het", "sam", "ing", "skap", "ring", "kring", "ning", "samt"})
"""What makes a word of another and is no part of a compound: hållbar, parkering."""


def may_be_part(stem: str) -> bool:
    """Whether compounds are looked for that hold the stem."""
    return len(stem) >= SHORTEST


def others(compound: str, part: str) -> Iterator[tuple[str, str]]:
    """What stands before and after the part, for each place in the compound where it may stand."""
    at = compound.find(part, SHORTEST_OTHER)
    while at > 0:
        before, after = compound[:at], compound[at + len(part) :]
        if not after or (len(after) >= SHORTEST_OTHER and len(part) >= SHORTEST_WITHIN):
            yield before, after
        at = compound.find(part, at + 1)


def pieces(compound: str, part: str) -> set[str]:
    """The words that would have to be known, or unknown, for the part to be one."""
    found = set()
    for before, after in others(compound, part):
        found |= {*_without_joint(before), *_without_leading_joint(after)}
        if not after:
            found |= {word for pair in _tails(before, part) for word in pair} | _heads(before, part)
    return found


def rests(written: str, part: str) -> set[str]:
    """The words that one of which would have to be known for the part to be the first of what is written."""
    if not written.startswith(part):
        return set()
    cut = (written[len(part) :].removeprefix(joint) for joint in JOINTS_OF_FIRST)
    return {form for word in cut if len(word) >= SHORTEST_OTHER for form in (word, stems_of(word)[0])}


def begins(written: str, compound: str, part: str, known: AbstractSet[str]) -> bool:
    """Whether what is written, and kept as the compound, is a word of which the part is the first one."""
    after = compound[len(part) :]
    if not compound.startswith(part) or not after:
        return False
    if not known.isdisjoint(rests(written, part)) or after == "ning":
        return True
    is_long = len(part) >= SHORTEST_WITHIN
    is_unknown = len(written) >= len(part) + SHORTEST_UNKNOWN and len(after) >= SHORTEST_OTHER
    is_unknown = is_unknown and after[0] not in VOWELS
    return is_long and (is_unknown or after in ENDINGS)


def holds(compound: str, part: str, known: AbstractSet[str]) -> bool:
    """Whether the part is one of the compound, going by the words that are known."""
    return any(
        _is_between(before, after, part, known) or (not after and _is_last(before, part, known))
        for before, after in others(compound, part)
        if not _is_whole(before, part)
    )


def _is_whole(before: str, part: str) -> bool:
    return any((before + part).endswith(whole) for whole in _WHOLE if len(whole) > len(part))


def _is_between(before: str, after: str, part: str, known: AbstractSet[str]) -> bool:
    is_short = len(part) < SHORTEST_WITHIN
    if is_short and (before in PREFIXES or part in SUFFIXES or not known.isdisjoint(_heads(before, part))):
        return False
    is_before = not known.isdisjoint(_without_joint(before))
    return is_before and (not after or not known.isdisjoint(_without_leading_joint(after)))


def _is_last(before: str, part: str, known: AbstractSet[str]) -> bool:
    """Whether the part ends a compound of a word that nobody knows: nothing known lies across the cut."""
    if part in SUFFIXES or len(part) < SHORTEST_WITHIN or len(before) < SHORTEST_WITHIN or before[-1] == "i":
        return False
    crosses = any(
        tail in known and (len(start) < SHORTEST_OTHER or start not in known)
        for start, tail in _tails(before, part)
    )
    return not crosses and known.isdisjoint(_heads(before, part))


def _tails(before: str, part: str) -> list[tuple[str, str]]:
    """Longer endings of the compound, each with what stands in it before the part: an, ansvar."""
    return [(before[-more:], before[-more:] + part) for more in range(1, min(ACROSS, len(before) - 1) + 1)]


def _heads(before: str, part: str) -> set[str]:
    """Longer beginnings of the compound: turist in turisten."""
    return {before + part[:more] for more in range(1, min(ACROSS, len(part) - 1) + 1)}


def _without_joint(before: str) -> tuple[str, ...]:
    cut = (before.removesuffix(joint) for joint in JOINTS)
    return tuple({word for word in cut if len(word) >= SHORTEST_OTHER})


def _without_leading_joint(after: str) -> tuple[str, ...]:
    cut = (after.removeprefix(joint) for joint in JOINTS)
    return tuple({word for word in cut if len(word) >= SHORTEST_OTHER})
