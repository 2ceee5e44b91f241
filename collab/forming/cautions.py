"""What a mending made worse, for whoever leads the programme alone: it stands in no record and in no mail."""

from collections.abc import Iterator
from itertools import product

from msgspec import Struct

from collab.accounts.models import Person
from collab.ideas import policy as ideas_policy
from collab.ideas import queries as ideas
from collab.teams import queries as teams
from collab.teams.models import Team
from collab.teams.queries import Member
from collab.text import _, listed


class Seen(Struct, frozen=True):
    """Two teams before a step: the one that is mended, and the one that people come into by it."""

    team: Team
    was_complete: bool
    into: Team | None
    there: frozenset[int]
    """The ids of the places in the programme of those who were in `into`."""


def look(team: Team, into: Team | None) -> Seen:
    """The teams before the step. `into`: the team that somebody comes into, or None."""
    there = frozenset(place.membership_id for place in teams.places(into)) if into else frozenset()
    return Seen(team, teams.composition_of(team).is_complete, into, there)


def since(seen: Seen, *, viewer: Person) -> list[str]:
    """What to think of after the step, as sentences. That somebody would be apart, only facilitators read.

    To others not even a sentence without names: whoever comes to be beside one person alone would know whose
    wish it is.
    """
    may_know = ideas_policy.read_apart(viewer, seen.team.programme)
    told = [_named(pair) for pair in _unwilling(seen)] if may_know else []
    return [*told, *_incomplete(seen)]


def _named(pair: tuple[Member, Member]) -> str:
    return _(
        "%(people)s are in the same team now, and one of them wishes to be apart from the other. "
        "Only facilitators see this. Move one of them if it is not meant.",
        people=listed(str(member.name) for member in pair),
    )  # fmt: skip


def _unwilling(seen: Seen) -> Iterator[tuple[Member, Member]]:
    """Who came to be beside somebody although one of the two wishes to be apart from the other."""
    if seen.into is None:
        return
    wishes = ideas.wishes_of(seen.into.programme_id)
    apart = {frozenset((who, other)) for who, wanted in wishes.items() for other in wanted.apart}
    crew = teams.members(seen.into)
    newcomers = [member for member in crew if member.membership_id not in seen.there]
    for new, old in product(newcomers, (member for member in crew if member.membership_id in seen.there)):
        if frozenset((new.membership_id, old.membership_id)) in apart:
            yield new, old


def _incomplete(seen: Seen) -> Iterator[str]:
    if seen.was_complete and not seen.team.is_dissolved and not teams.composition_of(seen.team).is_complete:
        yield _(
            "%(team)s is no longer complete: the programme's rules ask for more than the team has now.",
            team=seen.team.name,
        )
