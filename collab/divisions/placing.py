"""What applying a proposal does: who gets a place where, and which teams end. Values only."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, combinations, count
from typing import Any

from msgspec import Struct

from collab.divisions.asking import Asked, Pair, Stay
from collab.divisions.ground import Wanted
from collab.proposals.instance import Instance, rank_of
from collab.proposals.judging import Team
from collab.text import alphabetical

LONGEST_NAME = 120
"""Characters."""
MOST_PLACES = 3
"""A team is named by so many of its municipalities."""


class Target(Struct, frozen=True):
    """A team as it is to be."""

    slug: str | None
    """Of a team that exists; None: it is formed."""
    theme: str | None
    members: tuple[str, ...]


class Seat(Struct, frozen=True):
    """Somebody gets a place: who, in which target (from 0), and the team they leave for it."""

    who: str
    at: int
    came_from: str | None


class Plan(Struct, frozen=True):
    """Everything that applying does."""

    targets: tuple[Target, ...]
    seats: tuple[Seat, ...]
    left: Mapping[str, tuple[str, ...]]
    """Slug of a team that is divided anew → who leaves it."""
    ended: tuple[str, ...]
    """Slugs of those that nobody is in afterwards."""

    def of(self, at: int) -> list[Seat]:
        """Who gets a place in a target."""
        return [seat for seat in self.seats if seat.at == at]

    @property
    def changed(self) -> list[str]:
        """Slugs of existing teams that are others afterwards."""
        joined = {self.targets[seat.at].slug for seat in self.seats}
        return sorted({slug for slug in joined if slug is not None} | set(self.left))


def targets_of(teams: Sequence[Mapping[str, Any]]) -> tuple[Target, ...]:
    """A division's teams."""
    return tuple(Target(team["team"], team["theme"], tuple(team["members"])) for team in teams)


def as_teams(teams: Sequence[Mapping[str, Any]]) -> list[Team]:
    """A division's teams as the judge knows them."""
    return [Team(tuple(team["members"]), team["theme"]) for team in teams]


def anew(asked: Asked, teams: Mapping[str, Collection[str]]) -> set[str]:
    """The slugs of the teams that are divided anew."""
    return {slug for slug in teams if asked.stays.get(slug, Stay.CLOSED) is Stay.ANEW}


def plan(targets: Sequence[Target], teams: Mapping[str, Sequence[str]], divided: Collection[str]) -> Plan:
    """What is to be done. `teams`: slug → who is in each now; `divided`: slugs of those divided anew.

    Who is in a team that stays keeps the place; nobody leaves one but those divided anew.
    """
    anew = [slug for slug in teams if slug in divided]
    home = {who: slug for slug in anew for who in teams[slug]}
    seats = tuple(
        Seat(who, at, home.get(who))
        for at, target in enumerate(targets)
        for who in target.members
        if target.slug is None or who not in teams.get(target.slug, ())
    )
    leaving = {seat.who for seat in seats}
    left = {slug: tuple(who for who in teams[slug] if who in leaving) for slug in anew}
    ended = tuple(slug for slug in left if len(left[slug]) == len(teams[slug]))
    return Plan(tuple(targets), seats, {slug: gone for slug, gone in left.items() if gone}, ended)


def unwilling(
    targets: Sequence[Target], wishes: Mapping[str, Wanted], together: Collection[Pair]
) -> Iterator[Pair]:
    """Who would be in one team although one of them wishes to be apart from the other.

    `wishes`: code → what somebody wishes for; `together`: who may be in one team all the same.
    """
    allowed = {frozenset(pair) for pair in together}
    for target in targets:
        for one, other in combinations(target.members, 2):
            is_unwilling = other in _apart(wishes, one) or one in _apart(wishes, other)
            if is_unwilling and frozenset((one, other)) not in allowed:
                yield one, other


def _apart(wishes: Mapping[str, Wanted], who: str) -> tuple[str, ...]:
    return wishes[who].apart if who in wishes else ()


def suggested_names(instance: Instance, targets: Sequence[Target], taken: Collection[str]) -> dict[int, str]:
    """A name for each team to be formed, by its place: the theme's, or those of its municipalities.

    Teams of one theme have their municipalities behind it; no two have the same name, and none a `taken` one.
    """
    shared = Counter(target.theme for target in targets)
    used, found = set(taken), {}
    for at, target in enumerate(targets):
        if target.slug is None:
            theme = instance.name_of(target.theme) if target.theme else ""
            places = _places(instance, target)
            wish = theme if theme and shared[target.theme] == 1 else ", ".join(filter(None, (theme, places)))
            found[at] = _free(wish, used)
            used.add(found[at])
    return found


def suggested_leaders(
    instance: Instance, targets: Sequence[Target], proposers: Mapping[str, str], led: Collection[str]
) -> dict[int, str]:
    """Who could coordinate each team to be formed, by its place.

    The one who proposed the theme (`proposers`: theme → code), else one who `led` a team before, else who
    wished for the theme most; of several the first.
    """
    return {
        at: min(
            target.members,
            key=partial(_fitness, instance, target.theme, proposers.get(target.theme or ""), led),
        )
        for at, target in enumerate(targets)
        if target.slug is None
    }


def _fitness(
    instance: Instance, theme: str | None, proposer: str | None, led: Collection[str], who: str
) -> tuple[bool, bool, int]:
    rank = rank_of(instance.by_id[who], theme)
    return (who != proposer, who not in led, len(instance.themes) + 1 if rank is None else rank)


def _places(instance: Instance, target: Target) -> str:
    names = alphabetical({instance.by_id[who].place.municipality for who in target.members})
    return "–".join(names[:MOST_PLACES])


def _free(wish: str, used: Collection[str]) -> str:
    cut = wish[: LONGEST_NAME - 5].strip()
    return next(name for name in chain([cut], (f"{cut} {n}" for n in count(2))) if name not in used)
