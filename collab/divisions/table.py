"""A proposal as its page shows it: how good it is, and what each team and person got. Values only."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from collab.programmes.models.organisations import letters_of
from collab.proposals.answer import Proposal
from collab.proposals.instance import WORTH, Instance, Person, rank_of
from collab.proposals.judging import Judged, JudgedTeam
from collab.teams.composition import Composition, Judgement
from collab.text import alphabetical

LEVELS = ("largest", "sum", "km")


class Level(Struct, frozen=True):
    """One of the three numbers that are made small."""

    name: str
    """largest, sum or km."""
    reached: int
    bound: int | None
    """What no division can beat; None where nothing is proven."""
    gap: float | None
    """By which part of `reached` it could still be better, from 0."""

    @property
    def is_best(self) -> bool:
        """Whether nothing better exists."""
        return self.bound is not None and self.bound >= self.reached


class Seat(Struct, frozen=True):
    """One person of a team, and what they got of what they wished for."""

    code: str
    name: str
    sector: str
    """Its code."""
    place: str
    letters: str
    has_wishes: bool
    rank: int | None
    """Which of the wishes the theme is, from 1; None when it is none of them."""
    missed: tuple[str, ...]
    """The names of those whom the person wished to be with and is not."""
    apart: tuple[str, ...]
    """The names of those whom the person wished to be apart from."""

    @property
    def got_another_theme(self) -> bool:
        """Whether the theme is none that was wished for."""
        return self.has_wishes and (self.rank is None or self.rank > len(WORTH))


class Place(Struct, frozen=True):
    """A municipality in the picture of a team."""

    name: str


class Crew(Struct, frozen=True):
    """A team of the proposal."""

    number: int
    """From 1, as in the division."""
    slug: str
    """Of the team that was formed before; empty for a new one."""
    name: str
    theme: str
    """What the theme is called; empty where teams work on none."""
    seats: tuple[Seat, ...]
    composition: Composition
    cost: int
    wishes: int
    parted: int
    km: int
    is_closed: bool

    @property
    def met(self) -> list[Judgement]:
        """Rules that are kept."""
        return [judgement for judgement in self.composition.judgements if judgement.is_met]

    @property
    def missed(self) -> list[Judgement]:
        """Rules that are not kept."""
        return [judgement for judgement in self.composition.judgements if not judgement.is_met]

    @property
    def places(self) -> list[Place]:
        """The municipalities across the picture, in Swedish order."""
        return [Place(name) for name in alphabetical({seat.place for seat in self.seats})]

    @property
    def cells(self) -> dict[tuple[str, str], str]:
        """(sector, municipality) → the letters of who is there, with their number where they are several."""
        counts = Counter((seat.sector, seat.place, seat.letters) for seat in self.seats)
        return {
            (sector, place): letters if count == 1 else f"{letters} {count}"
            for (sector, place, letters), count in counts.items()
        }


class Ranks(Struct, frozen=True):
    """How many of those with wishes got their first, second, third, and another theme."""

    first: int
    second: int
    third: int
    other: int

    @property
    def wished(self) -> int:
        """How many had wishes for themes."""
        return self.first + self.second + self.third + self.other


class Table(Struct, frozen=True):
    """The whole proposal."""

    levels: tuple[Level, ...]
    crews: tuple[Crew, ...]

    @property
    def ranks(self) -> Ranks:
        """What those with wishes got."""
        ranks = Counter(
            0 if seat.got_another_theme else seat.rank
            for crew in self.crews
            for seat in crew.seats
            if seat.has_wishes
        )
        return Ranks(ranks[1], ranks[2], ranks[3], ranks[0])

    @property
    def missed(self) -> int:
        """How many rules are missed in all teams together."""
        return sum(len(crew.missed) for crew in self.crews)

    @property
    def parted(self) -> int:
        """How many wishes to be with somebody were not met."""
        return sum(crew.parted for crew in self.crews)


def table(
    instance: Instance, judged: Judged, teams: Sequence[Mapping[str, Any]], *, bounds: Sequence[int | None]
) -> Table:
    """The table of a judged division. `teams`: as the division keeps them, in the same order."""
    proposal = Proposal(judged, (bounds[0], bounds[1], bounds[2]))
    levels = zip(LEVELS, judged.cost, bounds, proposal.gap, strict=True)
    slugs = [str(team["team"] or "") for team in teams]
    return Table(
        levels=tuple(Level(*level) for level in levels),
        crews=tuple(
            _crew(instance, number, slug, one)
            for number, (slug, one) in enumerate(zip(slugs, judged.teams, strict=True), 1)
        ),
    )


def _crew(instance: Instance, number: int, slug: str, judged: JudgedTeam) -> Crew:
    theme, inside = judged.team.theme, frozenset(judged.team.members)
    return Crew(
        number=number,
        slug=slug,
        name=instance.name_of(slug) if slug else "",
        theme=instance.name_of(theme) if theme else "",
        seats=tuple(_seat(instance, instance.by_id[code], theme, inside) for code in judged.team.members),
        composition=judged.composition,
        cost=judged.cost,
        wishes=judged.wishes,
        parted=judged.parted,
        km=judged.km,
        is_closed=any(formed.is_closed and inside == set(formed.members) for formed in instance.formed),
    )


def _seat(instance: Instance, person: Person, theme: str | None, inside: frozenset[str]) -> Seat:
    return Seat(
        code=person.id,
        name=instance.name_of(person.id),
        sector=person.place.sector,
        place=person.place.municipality,
        letters=letters_of(person.place.municipality),
        has_wishes=bool(person.wishes),
        rank=rank_of(person, theme),
        missed=tuple(alphabetical(instance.name_of(other) for other in person.beside - inside)),
        apart=tuple(alphabetical(instance.name_of(other) for other in person.apart)),
    )
