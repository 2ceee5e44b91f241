"""Two proposals side by side: what differs. Values only."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from collab.proposals.instance import Instance, rank_of
from collab.proposals.judging import Cost, Judged, Team, pairs
from collab.teams.composition import Rule


class Level(Struct, frozen=True):
    """A level of the cost in both; lower is better."""

    name: str
    """largest, sum or km."""
    one: int
    other: int

    @property
    def better(self) -> int:
        """-1 when the first is better, 1 when the other is, 0 when they are alike."""
        return (self.one > self.other) - (self.one < self.other)


class RuleKept(Struct, frozen=True):
    """In how many teams of each a rule is missed."""

    rule: Rule
    one: int
    other: int


class PersonMoved(Struct, frozen=True):
    """Somebody for whom the two differ: which of their wishes they work on, and whom they are with."""

    who: str
    ranks: tuple[int | None, int | None]
    has_wishes: bool
    teams: tuple[int, int]
    """At which place their team stands in each, from 0."""
    changes_team: bool
    """Whether the two teams are not each other's match."""


class Comparison(Struct, frozen=True):
    """Everything that differs between two proposals of one search."""

    levels: tuple[Level, ...]
    rules: tuple[RuleKept, ...]
    people: tuple[PersonMoved, ...]
    """Those for whom something differs, in the instance's order."""
    common: int
    """How many pairs of team-mates both have."""
    pairs: tuple[int, int]
    """How many each has."""
    matches: tuple[tuple[int, int], ...]
    """Teams that are each other's match, by place; most members in common first, each team once at most."""

    @property
    def share(self) -> int:
        """How many per cent of the pairs of the one with fewer are in both."""
        return round(100 * self.common / max(1, min(self.pairs)))


def compare(instance: Instance, one: Judged, other: Judged) -> Comparison:
    """What differs between two divisions of the instance's people."""
    mine, theirs = [t.team for t in one.teams], [t.team for t in other.teams]
    first, second = pairs(mine), pairs(theirs)
    matches = matched(mine, theirs)
    return Comparison(
        levels=tuple(Level(*level) for level in zip(Cost._fields, one.cost, other.cost, strict=True)),
        rules=tuple(_rules(instance, one, other)),
        people=tuple(_people(instance, mine, theirs, set(matches))),
        common=len(first & second),
        pairs=(len(first), len(second)),
        matches=matches,
    )


def matched(one: Sequence[Team], other: Sequence[Team]) -> tuple[tuple[int, int], ...]:
    """Which team is which: those with most members in common first; who shares nobody has no match."""
    overlaps = sorted(
        (-len(set(mine.members) & set(theirs.members)), i, j)
        for i, mine in enumerate(one)
        for j, theirs in enumerate(other)
    )
    mine_left, theirs_left = set(range(len(one))), set(range(len(other)))
    found: list[tuple[int, int]] = []
    for overlap, i, j in overlaps:
        if overlap and i in mine_left and j in theirs_left:
            mine_left.remove(i)
            theirs_left.remove(j)
            found.append((i, j))
    return tuple(found)


def _rules(instance: Instance, one: Judged, other: Judged) -> Iterator[RuleKept]:
    for at, rule in enumerate(instance.rules):
        missed = [
            sum(not team.composition.judgements[at].is_met for team in judged.teams)
            for judged in (one, other)
        ]
        yield RuleKept(rule, *missed)


def _people(
    instance: Instance, one: Sequence[Team], other: Sequence[Team], matches: set[tuple[int, int]]
) -> Iterator[PersonMoved]:
    homes = [{who: at for at, team in enumerate(teams) for who in team.members} for teams in (one, other)]
    for person in instance.people:
        here, there = homes[0][person.id], homes[1][person.id]
        ranks = rank_of(person, one[here].theme), rank_of(person, other[there].theme)
        found = PersonMoved(
            person.id, ranks, bool(person.wishes), (here, there), (here, there) not in matches
        )
        if found.changes_team or ranks[0] != ranks[1]:
            yield found
