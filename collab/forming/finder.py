"""Choosing among the people of a programme: facets with counts, and words. Values in, values out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from collab.teams.composition import Suggestion
from collab.teams.queries import Member

FACETS = ("team", "sector", "county", "place", "branch")
"""What people can be chosen by, in the order of the page."""
WITHOUT = "none"
"""The value of the facet `team` for who has none."""


@dataclass(frozen=True, slots=True)
class Seeker:
    """Somebody who takes part, as the finder shows them."""

    member: Member
    branches: tuple[str, ...]
    topics: tuple[str, ...]
    can_offer: str
    seeks: str
    team_slug: str = ""
    team_name: str = ""
    completes: Suggestion[int] | None = None
    """How the person would complete the viewer's team, where they would."""

    def has(self, facet: str, value: str) -> bool:
        """Whether the person is of that value."""
        return value in self.values(facet)

    def values(self, facet: str) -> tuple[str, ...]:
        """The person's values of a facet."""
        if facet == "branch":
            return self.branches
        return {
            "team": ("" if self.team_slug else WITHOUT,),
            "sector": (self.member.sector,),
            "county": (self.member.seen_from.county,),
            "place": (self.member.place_slug,),
        }[facet]

    @property
    def words(self) -> str:
        """All that can be searched in, in small letters."""
        said = (self.member.name.sv, self.member.name.en, self.member.place, *self.topics)
        return " ".join((*said, self.can_offer, self.seeks)).casefold()


def choose(people: Sequence[Seeker], chosen: Mapping[str, str], query: str) -> list[Seeker]:
    """Those who are of every chosen value and of whom every word of the query is said; helpful ones first."""
    words = query.casefold().split()
    found = [
        person
        for person in people
        if all(person.has(facet, value) for facet, value in chosen.items())
        and all(word in person.words for word in words)
    ]
    return sorted(found, key=lambda person: (person.completes is None, bool(person.team_slug)))


def counts(people: Sequence[Seeker], chosen: Mapping[str, str], query: str, facet: str) -> Counter[str]:
    """How many people each value of the facet would leave, the other choices kept."""
    others = {name: value for name, value in chosen.items() if name != facet}
    left = choose(people, others, query)
    return Counter(value for person in left for value in person.values(facet) if value)
