"""Choosing among the people of a programme: facets with counts, and words. Values in, values out."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from collab.teams.composition import Suggestion
from collab.teams.queries import Member, TeamCard

FACETS = ("team", "ours", "sector", "county", "place", "branch")
"""What people can be chosen by, in the order of the page."""
WITHOUT = "none"
"""The value of the facet `team` for who has none."""
COMPLETES, CLOSER = "completes", "closer"
"""The values of the facet `ours`: what the viewer's team would be with the person."""
OF_TEAMS = ("sector", "county", "place", "branch")
"""What teams can be chosen by, too: a team is of whatever one of its members is of."""


class Seeker(Struct, frozen=True):
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
            "ours": (self.ours,),
            "sector": (self.member.sector,),
            "county": (self.member.seen_from.county,),
            "place": (self.member.place_slug,),
        }[facet]

    @property
    def ours(self) -> str:
        """What the viewer's team would be with the person; empty where they would not help."""
        if self.completes is None:
            return ""
        return COMPLETES if self.completes.completes else CLOSER

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


def choose_teams(
    teams: Sequence[TeamCard], people: Sequence[Seeker], chosen: Mapping[str, str], query: str
) -> list[TeamCard]:
    """The teams of which every chosen value is true and every word is said: of them or of their members."""
    seekers = {person.member.membership_id: person for person in people}
    crews = {
        team.id: [seekers[m.membership_id] for m in team.members if m.membership_id in seekers]
        for team in teams
    }
    return [
        team
        for team in teams
        if all(_has(crews[team.id], facet, chosen[facet]) for facet in OF_TEAMS if facet in chosen)
        and all(word in _words(team, crews[team.id]) for word in query.casefold().split())
    ]


def _has(crew: Sequence[Seeker], facet: str, value: str) -> bool:
    return any(person.has(facet, value) for person in crew)


def _words(team: TeamCard, crew: Sequence[Seeker]) -> str:
    return " ".join((f"{team.name} {team.idea}".casefold(), *(person.words for person in crew)))


def counts(people: Sequence[Seeker], chosen: Mapping[str, str], query: str, facet: str) -> Counter[str]:
    """How many people each value of the facet would leave, the other choices kept."""
    others = {name: value for name, value in chosen.items() if name != facet}
    left = choose(people, others, query)
    return Counter(value for person in left for value in person.values(facet) if value)
