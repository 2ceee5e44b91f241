"""Making a proposal the programme's teams, in one transaction."""

from collections.abc import Mapping
from functools import partial

from msgspec import Struct

from collab import db
from collab.accounts.models import Person
from collab.divisions.actions.telling import News, Told, tell
from collab.divisions.models import Applied, Division
from collab.divisions.placing import Plan, Seat
from collab.divisions.queries import applying
from collab.divisions.queries.applying import Outlook
from collab.divisions.queries.pictures import picture_of
from collab.errors import RuleViolation
from collab.forming.actions import placing
from collab.forming.actions.places import dissolve_empty
from collab.ideas import queries as ideas
from collab.programmes.models import Membership, Programme
from collab.teams.models import Team
from collab.text import _


class NewTeam(Struct, frozen=True):
    """What a team to be formed is called, and the code of the member who coordinates it."""

    name: str
    leader: str


class Choice(Struct, frozen=True):
    """What somebody decided when they looked at a proposal, and what they had seen."""

    version: int
    """The proposal's."""
    seen: str
    """The ground's fingerprint."""
    reason: str
    new: Mapping[int, NewTeam]
    """By the place of the team in the proposal, from 0."""


class _Stage(Struct):
    """Everybody and every team that is touched."""

    programme: Programme
    places: dict[str, Membership]
    teams: dict[str, Team]
    targets: dict[int, Team]
    """By the place of the team in the proposal."""


def apply(division: Division, choice: Choice, *, by: Person) -> Applied:
    """Let the proposal be the programme's teams: everything or nothing, and write to those concerned.

    Raises RuleViolation when it is applied already, when it or the programme is not what was looked at, when
    people or teams are others than those it was made for, and where a rule for teams forbids a step.
    """
    db.hold(division.search.programme)
    db.hold(division)
    outlook = applying.outlook_of(division, viewer=by)
    _demand_as_seen(division, outlook, choice)
    stage = _stage(division.search.programme)
    touched = [stage.teams[slug] for slug in outlook.plan.changed]
    concerned = _concerned(outlook, stage)
    before = picture_of(touched, concerned)
    left = _leave(outlook.plan, stage, choice.reason, by)
    _place(outlook.plan, stage, choice, by)
    db.session.flush()
    touched += [team for team in stage.targets.values() if team not in touched]
    applied = Applied(division=division, applied_by=by, before=before, after=picture_of(touched, concerned))
    db.session.add(applied)
    db.session.flush()
    tell(News(Told.PLACED, by, choice.reason), [*_in_order(stage), *left])
    return applied


def _demand_as_seen(division: Division, outlook: Outlook, choice: Choice) -> None:
    if applying.applied_of(division) is not None:
        raise RuleViolation(_("The proposal is applied already."))
    if division.version != choice.version:
        raise RuleViolation(
            _("Somebody has moved people in the proposal since you opened this page. Look at it again.")
        )
    for hindrance in outlook.hindrances:
        raise RuleViolation(hindrance)
    if outlook.standing.ground.fingerprint != choice.seen:
        raise RuleViolation(
            _("The programme has changed since you opened this page. Read what is new, and decide again.")
        )


def _stage(programme: Programme) -> _Stage:
    return _Stage(programme, applying.everybody(programme), applying.teams_by_slug(programme), {})


def _concerned(outlook: Outlook, stage: _Stage) -> list[Membership]:
    """Whoever is or will be in a team that changes."""
    members = outlook.standing.ground.teams
    codes = {seat.who for seat in outlook.plan.seats}
    codes |= {who for slug in outlook.plan.changed for who in members[slug]}
    return [stage.places[code] for code in sorted(codes)]


def _leave(plan: Plan, stage: _Stage, reason: str, by: Person) -> list[Team]:
    """Empty the teams that are divided anew; those that nobody is left in end.

    Answers the others, but those that were told of a new coordinator.
    """
    places, there = stage.places, stage.teams
    leaving = {there[slug]: {places[code].id for code in gone} for slug, gone in plan.left.items()}
    told = placing.empty(leaving, by=by, reason=reason)
    ended = [there[slug] for slug in plan.ended]
    dissolve_empty(ended, by=by, reason=reason)
    return [team for team in leaving if team not in told and team not in ended]


def _place(plan: Plan, stage: _Stage, choice: Choice, by: Person) -> None:
    """Form what is to be formed and give everybody their place, whoever coordinates first."""
    joined = {at: target for at, target in enumerate(plan.targets) if plan.of(at)}
    new = {at: _chosen(choice, at, target.members) for at, target in joined.items() if target.slug is None}
    themes = {idea.key: idea for idea in ideas.of_programme(stage.programme.id)}
    wanted = [(chosen.name, themes.get(joined[at].theme or "")) for at, chosen in new.items()]
    formed = dict(zip(new, placing.form(stage.programme, wanted), strict=True))
    crews = []
    for at, target in joined.items():
        team = formed[at] if target.slug is None else stage.teams[target.slug]
        leader = new[at].leader if at in new else ""
        seats = sorted(plan.of(at), key=partial(_comes_later, leader))
        stage.targets[at] = team
        crews.append(placing.Crew(team, [_comer(stage, seat) for seat in seats], is_new=at in new))
    placing.place(crews, by=by, reason=choice.reason)


def _comer(stage: _Stage, seat: Seat) -> placing.Comer:
    return placing.Comer(stage.places[seat.who], stage.teams[seat.came_from] if seat.came_from else None)


def _comes_later(leader: str, seat: Seat) -> bool:
    return seat.who != leader


def _chosen(choice: Choice, at: int, members: tuple[str, ...]) -> NewTeam:
    new = choice.new.get(at)
    if new is None or not new.name or new.leader not in members:
        raise RuleViolation(_("Say what each new team is called, and who of it coordinates it."))
    return new


def _in_order(stage: _Stage) -> list[Team]:
    """The teams that somebody came into, in the proposal's order."""
    return [team for _at, team in sorted(stage.targets.items())]
