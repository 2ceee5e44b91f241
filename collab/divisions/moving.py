"""Moving one person in a proposal: what changes, and what may not. Values only; nothing is solved."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from collab.proposals import facts, wording
from collab.proposals.facts import Fact, Item
from collab.proposals.instance import Instance, rank_of
from collab.proposals.judging import Judged, JudgedTeam, Team, judge_division
from collab.teams import sentences
from collab.teams.composition import Judgement
from collab.text import _, listed

Teams = Sequence[Team]


class NoSuchMove(ValueError):
    """Somebody is not in the proposal, or there is no such team."""


class Change(Struct, frozen=True):
    """A team before and after. `at` is its place in the proposal, from 0."""

    at: int
    before: JudgedTeam
    after: JudgedTeam

    @property
    def told(self) -> list[tuple[Judgement, Judgement]]:
        """Before and after of the rules whose number or judgement changes."""
        return [(one, other) for one, other in self.rules if _heart(one) != _heart(other)]

    @property
    def rules(self) -> list[tuple[Judgement, Judgement]]:
        """Every rule before and after."""
        both = zip(self.before.composition.judgements, self.after.composition.judgements, strict=True)
        return list(both)


def _heart(judgement: Judgement) -> tuple[bool, int, int]:
    return judgement.is_met, judgement.actual, judgement.amount


class Foreseen(Struct, frozen=True):
    """What would come of a move."""

    teams: tuple[Team, ...]
    before: Judged
    after: Judged
    source: int
    target: int
    ranks: tuple[int | None, int | None]
    """Which of the person's wishes they work on, before and after; None: none of them."""
    refusals: tuple[str, ...]
    """Why it may not be, as sentences; empty when it may."""

    @property
    def changes(self) -> list[Change]:
        """The team that is left, and the one that is joined."""
        return [Change(at, self.before.teams[at], self.after.teams[at]) for at in (self.source, self.target)]


def moved(teams: Teams, who: str, to: int) -> tuple[Team, ...]:
    """The teams with somebody moved to the team at `to`. Raises NoSuchMove."""
    source = where(teams, who)
    if not 0 <= to < len(teams):
        raise NoSuchMove(f"there is no team {to}")
    left = tuple(member for member in teams[source].members if member != who)
    found = list(teams)
    found[source] = replace(teams[source], members=left)
    found[to] = replace(found[to], members=(*found[to].members, who))
    return tuple(found)


def where(teams: Teams, who: str) -> int:
    """At which place somebody's team stands. Raises NoSuchMove for who is in none."""
    for at, team in enumerate(teams):
        if who in team.members:
            return at
    raise NoSuchMove(f"nobody is called {who}")


def foresee(instance: Instance, teams: Teams, who: str, to: int, *, called: Sequence[str]) -> Foreseen:
    """What would come of moving somebody to the team at `to`; `called`: the names of the teams.

    Raises NoSuchMove.
    """
    source, then = where(teams, who), moved(teams, who, to)
    before, after = judge_division(instance, teams), judge_division(instance, then)
    person = instance.by_id[who]
    found = Foreseen(
        teams=then,
        before=before,
        after=after,
        source=source,
        target=to,
        ranks=(rank_of(person, teams[source].theme), rank_of(person, teams[to].theme)),
        refusals=(),
    )
    return replace(found, refusals=tuple(_refusals(instance, found, who, called)))


def moved_by_hand(teams: Teams, made: Teams) -> dict[str, tuple[int, int]]:
    """Who is elsewhere than the solver put them: where it did, and where they are now."""
    home = {member: at for at, team in enumerate(made) for member in team.members}
    return {
        member: (home[member], at)
        for at, team in enumerate(teams)
        for member in team.members
        if home.get(member, at) != at
    }


def _refusals(instance: Instance, foreseen: Foreseen, who: str, called: Sequence[str]) -> Iterator[str]:
    source, target = foreseen.source, foreseen.target
    if source == target:
        yield _("%(who)s is in %(team)s already.", who=instance.name_of(who), team=called[target])
        return
    if not foreseen.teams[source].members:
        yield _("Nobody would be left in %(team)s.", team=called[source])
        return
    for change in foreseen.changes:
        yield from _broken_rules(change, called[change.at], instance.sector_names)
    yield from _broken_facts(instance, foreseen, who, called)


def _broken_rules(change: Change, team: str, sectors: Mapping[str, object]) -> Iterator[str]:
    """Hard rules that the team would miss, or miss by more than it does."""
    for before, after in change.rules:
        if after.rule.is_hard and not after.is_met and (before.is_met or after.amount > before.amount):
            yield _("%(team)s: %(rule)s", team=team, rule=sentences.sentence(after, sectors))


def _broken_facts(instance: Instance, foreseen: Foreseen, who: str, called: Sequence[str]) -> Iterator[str]:
    beside = set(foreseen.teams[foreseen.target].members)
    for at, pair in enumerate(facts.apart(instance)):
        if who in pair and beside.issuperset(pair):
            yield wording.sentence(instance, Item(Fact.APART, at))
    for at, pin in enumerate(instance.pins):
        if who in pin and not beside.issuperset(pin):
            yield wording.sentence(instance, Item(Fact.PIN, at))
    for formed in instance.formed:
        if who in formed.members:
            yield _("%(who)s is in a team that stays together: %(people)s.",
                    who=instance.name_of(who),
                    people=listed(instance.name_of(member) for member in formed.members))  # fmt: skip
        if formed.is_closed and beside.issuperset(formed.members):
            yield _("%(team)s stays as it is: nobody comes in.", team=called[foreseen.target])
