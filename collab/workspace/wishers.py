"""Who wishes for what, for those who lead the programme: by person, and for one idea."""

from collections import Counter

from msgspec import Struct

from collab.accounts.models import Person
from collab.errors import NotFound
from collab.forming import queries as forming
from collab.ideas import policy
from collab.ideas import queries as ideas
from collab.ideas.models import Idea
from collab.ideas.queries import Wishes
from collab.programmes import queries as programmes
from collab.programmes.models import Programme
from collab.teams import queries as teams
from collab.teams.models import Team
from collab.teams.queries import Member
from collab.text import Localised, alphabetical

FIRST_RANKS = 3
"""Ranks that are counted one by one; what comes after them is counted together."""


class Unwelcome(Struct, frozen=True):
    """Somebody whom a person would be apart from."""

    name: Localised
    is_beside: bool
    """Whether the two are in the same team all the same."""


class Wisher(Struct, frozen=True):
    """Somebody who takes part, and what they wish for."""

    member: Member
    team: Team | None
    ideas: tuple[Idea, ...]
    """The dearest first."""
    beside: tuple[Localised, ...]
    apart: tuple[Unwelcome, ...]
    """Nobody for a viewer who may not read it."""

    @property
    def has_wished(self) -> bool:
        """Whether they have said anything at all that the viewer may read."""
        return bool(self.ideas or self.beside or self.apart)

    def rank_of(self, idea: Idea) -> int | None:
        """Where the idea stands among their wishes, from 1; None when they did not wish for it."""
        return self.ideas.index(idea) + 1 if idea in self.ideas else None


class Longing(Struct, frozen=True):
    """How often an idea is wished for."""

    idea: Idea
    by_rank: tuple[int, ...]
    """First, second, third, and all after that."""
    teams: list[Team]


def wishers(programme: Programme, *, viewer: Person) -> list[Wisher]:
    """Everybody who takes part: who has not wished yet first, and of them who has no team; in Swedish order.

    Constantly many statements. Whom somebody would be apart from is told to facilitators alone. Raises
    NotFound for who does not lead the programme.
    """
    if not policy.read_wishes(viewer, programme):
        raise NotFound(programme.slug)
    standing = {idea.id: idea for idea in ideas.of_programme(programme.id)}
    wishes, taken = ideas.wishes_of(programme.id), forming.teams_by_place(programme)
    places = programmes.participants(programme.id)
    names = {place.id: place.person.name for place in places}
    tells_apart, found = policy.read_apart(viewer, programme), []
    for place in places:
        said = wishes.get(place.id, Wishes())
        found.append(
            Wisher(
                member=teams.as_member(place),
                team=taken.get(place.id),
                ideas=tuple(standing[number] for number in said.ideas),
                beside=_named(said.beside, names),
                apart=_unwelcome(place.id, said.apart, names, taken) if tells_apart else (),
            )
        )
    found = alphabetical(found, key=lambda one: str(one.member.name))
    return sorted(found, key=lambda one: (one.has_wished, one.team is not None))


def longings(programme: Programme, people: list[Wisher]) -> list[Longing]:
    """How often each idea is wished for, in Swedish order of the ideas."""
    working = teams.working_on_ideas(programme.id)
    return [
        Longing(idea, _counted(idea, people), working.get(idea.id, []))
        for idea in ideas.of_programme(programme.id)
    ]


def wishing_for(team: Team, *, viewer: Person) -> list[tuple[int, Wisher]]:
    """Who has no team and wishes for the idea of this one, with its rank among their wishes, dearest first.

    Nobody for a team without an idea, and for a viewer who does not lead the programme.
    """
    if team.idea is None or not policy.read_wishes(viewer, team.programme):
        return []
    free = [one for one in wishers(team.programme, viewer=viewer) if one.team is None]
    ranked = [(rank, one) for one in free if (rank := one.rank_of(team.idea)) is not None]
    return sorted(ranked, key=lambda pair: pair[0])


def _unwelcome(
    who: int, places: frozenset[int], names: dict[int, Localised], taken: dict[int, Team]
) -> tuple[Unwelcome, ...]:
    own = taken.get(who)
    found = [
        Unwelcome(names[number], own is not None and taken.get(number) == own)
        for number in places
        if number in names
    ]
    return tuple(alphabetical(found, key=lambda one: str(one.name)))


def _named(places: frozenset[int], names: dict[int, Localised]) -> tuple[Localised, ...]:
    return tuple(alphabetical([names[number] for number in places if number in names], key=str))


def _counted(idea: Idea, people: list[Wisher]) -> tuple[int, ...]:
    ranks = Counter(min(rank, FIRST_RANKS + 1) for one in people if (rank := one.rank_of(idea)))
    return tuple(ranks[rank] for rank in range(1, FIRST_RANKS + 2))
