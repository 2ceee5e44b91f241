"""What a division into teams costs, and what it breaks: the one judge of every proposal, whoever made it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from msgspec import Struct

from collab.proposals.instance import Instance, Person, wish_cost
from collab.teams.composition import Composition, Judgement, farthest, judge


class Cost(NamedTuple):
    """What is minimised, in this order: the first level outweighs everything below it."""

    largest: int
    sum: int
    km: int


class Team(Struct, frozen=True):
    """Who is in a team, by id, and what it works on."""

    members: tuple[str, ...]
    theme: str | None = None


Division = tuple[Team, ...]


class JudgedTeam(Struct, frozen=True):
    """A team with what the rules say of it."""

    team: Team
    composition: Composition
    wishes: int
    """What wishes for themes that were not met cost."""
    parted: int
    """How many wishes to be with somebody were not met."""
    km: int
    """The greatest distance between two members' municipalities."""

    @property
    def cost(self) -> int:
        """Advisory rules, themes and company."""
        return sum(j.cost for j in self.composition.judgements) + self.wishes + self.parted

    @property
    def met(self) -> list[Judgement]:
        """Rules that are kept."""
        return [j for j in self.composition.judgements if j.is_met]

    @property
    def missed(self) -> list[Judgement]:
        """Rules that are not kept, hard ones too."""
        return [j for j in self.composition.judgements if not j.is_met]


class Judged(Struct, frozen=True):
    """A whole division, judged."""

    teams: tuple[JudgedTeam, ...]
    broken: tuple[str, ...]
    """What is hard and not kept, each as a name with whom it concerns; empty for a proposal."""

    @property
    def cost(self) -> Cost:
        """The largest cost of a team, the sum of all, and the sum of the teams' greatest distances."""
        costs = [team.cost for team in self.teams]
        return Cost(max(costs, default=0), sum(costs), sum(team.km for team in self.teams))


def judge_division(instance: Instance, division: Iterable[Team]) -> Judged:
    """Judge any division of the instance's people, also one that breaks what is hard."""
    teams = tuple(judge_team(instance, team) for team in division)
    return Judged(teams, tuple(_broken(instance, teams)))


def judge_team(instance: Instance, team: Team) -> JudgedTeam:
    """Judge one team by itself."""
    crew = [instance.by_id[member] for member in team.members]
    places = [person.place for person in crew]
    inside = set(team.members)
    return JudgedTeam(
        team=team,
        composition=judge(places, instance.rules, instance.sectors),
        wishes=sum(wish_cost(person, team.theme) for person in crew),
        parted=sum(len(person.beside - inside) for person in crew),
        km=farthest(places)[0],
    )


def pairs(division: Iterable[Team]) -> set[frozenset[str]]:
    """Who is with whom."""
    return {frozenset(pair) for team in division for pair in combinations(team.members, 2)}


def are_clearly_different(one: Iterable[Team], other: Iterable[Team]) -> bool:
    """Whether neither shares more than 80 % of its pairs with the other."""
    mine, theirs = pairs(one), pairs(other)
    return mine != theirs and 5 * len(mine & theirs) <= 4 * min(len(mine), len(theirs))


def _broken(instance: Instance, teams: Sequence[JudgedTeam]) -> list[str]:
    where = {member: i for i, judged in enumerate(teams) for member in judged.team.members}
    placed = Counter(member for judged in teams for member in judged.team.members)
    return [
        *(f"one team each: {p.id}" for p in instance.people if placed[p.id] != 1),
        *(f"nobody in team {i}" for i, judged in enumerate(teams) if not judged.team.members),
        *([] if instance.teams.least <= len(teams) <= instance.teams.most else ["number of teams"]),
        *(f"{j.rule.kind} in team {i}" for i, t in enumerate(teams) for j in t.composition.unmet),
        *(f"apart: {' '.join(sorted(p))}" for p in instance.apart if len({where.get(m) for m in p}) == 1),
        *(f"together: {' '.join(p)}" for p in instance.pins if len({where.get(m) for m in p}) != 1),
        *_broken_themes(instance, teams),
        *_broken_formed(instance, teams),
    ]


def _broken_themes(instance: Instance, teams: Sequence[JudgedTeam]) -> list[str]:
    worked_on = Counter(judged.team.theme for judged in teams)
    known: set[str | None] = {theme.id for theme in instance.themes} or {None}
    return [
        *(f"theme of a team: {theme}" for theme in worked_on if theme not in known),
        *(
            f"theme: {theme.id}"
            for theme in instance.themes
            if theme.teams_most is not None and worked_on[theme.id] > theme.teams_most
        ),
    ]


def _broken_formed(instance: Instance, teams: Sequence[JudgedTeam]) -> list[str]:
    broken: list[str] = []
    used: set[int] = set()
    for i, formed in enumerate(instance.formed):
        homes = [n for n, t in enumerate(teams) if set(formed.members) & set(t.team.members)]
        if len(homes) != 1 or homes[0] in used:
            broken.append(f"formed team {i}")
            continue
        used.add(homes[0])
        home = teams[homes[0]].team
        is_same = not formed.is_closed or set(home.members) == set(formed.members)
        if not is_same or (formed.theme is not None and formed.theme != home.theme):
            broken.append(f"formed team {i}")
    return broken


def in_order(instance: Instance, division: Iterable[Team]) -> Division:
    """The same division in one order: members as in the instance, teams by their first member."""
    position = {person.id: i for i, person in enumerate(instance.people)}
    sorted_teams = [Team(tuple(sorted(t.members, key=position.__getitem__)), t.theme) for t in division]
    return tuple(sorted(sorted_teams, key=lambda team: [position[m] for m in team.members]))


def together(instance: Instance) -> list[tuple[Person, ...]]:
    """The people in groups that stay together, by pins and formed teams; most are alone."""
    leader = {person.id: person.id for person in instance.people}

    def find(member: str) -> str:
        while leader[member] != member:
            member = leader[member]
        return member

    for group in [*instance.pins, *(formed.members for formed in instance.formed)]:
        for member in group[1:]:
            leader[find(member)] = find(group[0])
    groups: dict[str, list[Person]] = {}
    for person in instance.people:
        groups.setdefault(find(person.id), []).append(person)
    return [tuple(group) for group in groups.values()]
