"""What a proposal is asked for: people, rules, themes, and who stays with whom. Values only."""

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct, field

from collab.teams.composition import Place, Rule

WORTH = (3, 2, 1)
"""What the first, second and third wish are worth; any other theme costs as much as the first is worth."""


class Person(Struct, frozen=True):
    """Somebody who needs a team, by an id that only this instance knows."""

    id: str
    place: Place
    wishes: tuple[str, ...] = ()
    """Themes, the dearest first."""
    beside: frozenset[str] = frozenset()
    """Ids of those this person wants to be with."""
    apart: frozenset[str] = frozenset()
    """Ids of those this person must not be with."""


class Theme(Struct, frozen=True):
    """What a team can work on, and on how many teams it is at most shared; None: any number."""

    id: str
    teams_most: int | None = None


class Formed(Struct, frozen=True):
    """A team that exists already: these stay in it. Nobody joins one that is closed."""

    members: tuple[str, ...]
    theme: str | None = None
    is_closed: bool = False
    runs_project: bool = False
    """Its project keeps it together: no way out of a clash divides it."""
    name: str = ""
    """What it is called, where it has a name."""


class Teams(Struct, frozen=True):
    """How many teams there may be, both numbers allowed."""

    least: int
    most: int


class Instance(Struct, frozen=True, dict=True):
    """Everything that a proposal depends on. The same instance has the same answer."""

    people: tuple[Person, ...]
    rules: tuple[Rule, ...]
    teams: Teams
    themes: tuple[Theme, ...] = ()
    pins: tuple[tuple[str, ...], ...] = ()
    """Who stays together, wherever that is."""
    formed: tuple[Formed, ...] = ()
    sectors: tuple[str, ...] = ()
    """The programme's codes in its order."""
    seed: int = 0
    seconds: float = 60.0
    """The emergency stop."""
    proposals: int = 3
    sector_names: Mapping[str, object] = field(default_factory=dict)
    names: Mapping[str, object] = field(default_factory=dict)
    """What people and themes are called in sentences, by id; those without a name by their id."""
    rule_places: tuple[str, ...] = ()
    """Where each rule stands in a file, when it is not simply `rules[n]`."""

    @cached_property
    def by_id(self) -> dict[str, Person]:
        """The people by their ids."""
        return {person.id: person for person in self.people}

    def name_of(self, identity: str) -> str:
        """What somebody or a theme is called, in the language in use."""
        return str(self.names.get(identity, identity))

    @cached_property
    def apart(self) -> frozenset[frozenset[str]]:
        """Who must not be in one team: pairs."""
        return frozenset(frozenset((p.id, other)) for p in self.people for other in p.apart)


def wish_cost(person: Person, theme: str | None) -> int:
    """What it costs the team that the person works on this theme."""
    if not person.wishes:
        return 0
    rank = rank_of(person, theme)
    return WORTH[0] - WORTH[rank - 1] if rank is not None and rank <= len(WORTH) else WORTH[0]


def rank_of(person: Person, theme: str | None) -> int | None:
    """Which of the person's wishes the theme is, from 1; None when it is none of them."""
    return person.wishes.index(theme) + 1 if theme in person.wishes else None
