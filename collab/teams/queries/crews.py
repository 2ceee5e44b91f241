"""Reading teams: who is in them, whether they are whole, who would complete one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.memory import remembered, remembered_while_public
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.programmes.models import Membership, Organisation, Programme, Sector, TeamRule
from collab.statements import built_once
from collab.teams import composition, policy
from collab.teams.composition import Composition, Place, Rule, Suggestion
from collab.teams.models import Team, TeamChange, TeamMember
from collab.text import Localised, alphabetical


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a place in the programme, as a team shows them. A person is an office."""

    membership_id: int
    person_id: int
    code: str
    """What the programme calls the place."""
    name: Localised
    title: Localised
    place: str
    place_slug: str
    letters: str
    sector: str
    """The sector's code; empty where there is none."""
    sector_name: Localised
    seen_from: Place
    task: str = ""
    joined_on: date | None = None
    is_coordinator: bool = False


@dataclass(frozen=True, slots=True)
class TeamCard:
    """A team in a list."""

    id: int
    slug: str
    name: str
    members: tuple[Member, ...]
    composition: Composition
    is_open: bool

    @property
    def is_complete(self) -> bool:
        """Whether every hard rule is kept."""
        return self.composition.is_complete

    @property
    def places(self) -> list[str]:
        """The municipalities its members come from."""
        return alphabetical({m.place for m in self.members})

    @property
    def sectors(self) -> dict[str, Localised]:
        """The sectors its members come from: code → name."""
        return {m.sector: m.sector_name for m in self.members if m.sector}


def get_team(slug: str, *, viewer: Person) -> Team:
    """The team of that slug. Raises NotFound for a slug nobody has and for what the viewer may not see."""
    team = db.session.scalars(
        select(Team).options(joinedload(Team.programme)).where(Team.slug == slug)
    ).first()
    if team is None or not policy.read(viewer, team):
        raise NotFound(slug)
    return team


def list_teams(programme: Programme, *, viewer: Person) -> list[TeamCard]:
    """The programme's teams in Swedish order, each judged. Raises NotFound for who has no place in it."""
    if not programmes_policy.read(viewer, programme):
        raise NotFound(programme.slug)
    standing = Team.programme_id == programme.id, Team.dissolved_at.is_(None)
    teams = db.session.scalars(select(Team).where(*standing)).all()
    crews = _crews(teams)
    rules, sectors = rules_of(programme.id), _sector_codes(programme.id)
    return [
        TeamCard(t.id, t.slug, t.name, tuple(crews[t.id]), _judged(crews[t.id], rules, sectors), t.is_open)
        for t in alphabetical(teams, key=lambda t: t.name)
    ]


def broken_by(programme: Programme, rules: list[Rule], *, viewer: Person) -> list[TeamCard]:
    """The teams that these rules would leave incomplete, judged by them."""
    sectors = _sector_codes(programme.id)
    cards = [
        replace(card, composition=_judged(card.members, rules, sectors))
        for card in list_teams(programme, viewer=viewer)
    ]
    return [card for card in cards if not card.is_complete]


@remembered
def members(team: Team) -> list[Member]:
    """Who is in the team, its coordinators first, then by sector and municipality."""
    return _crews([team])[team.id]


def coordinators(team: Team) -> list[Membership]:
    """The places of those who coordinate the team, who came first first."""
    return list(
        db.session.scalars(
            select(Membership)
            .join(TeamMember, TeamMember.membership_id == Membership.id)
            .options(joinedload(Membership.person))
            .where(TeamMember.team_id == team.id, TeamMember.is_coordinator)
            .order_by(TeamMember.joined_on, TeamMember.id)
        )
    )


@remembered_while_public
def rules_of(programme_id: int) -> list[Rule]:
    """The programme's rules for teams."""
    found = programmes.defined(TeamRule, programme_id)
    return [composition.rule(r.kind, r.settings, is_hard=r.is_hard, weight=r.weight) for r in found]


def composition_of(team: Team, crew: Iterable[Member] | None = None) -> Composition:
    """The team judged by its programme's rules. `crew`: its members, when they are at hand already."""
    crew = members(team) if crew is None else crew
    return _judged(crew, rules_of(team.programme_id), _sector_codes(team.programme_id))


def suggestions(team: Team, crew: Sequence[Member]) -> list[tuple[Member, Suggestion[int]]]:
    """Who would complete the team: participants without a team, or in another one that is incomplete."""
    rules, sectors = rules_of(team.programme_id), _sector_codes(team.programme_id)
    taken = _taken(team, rules, sectors)
    free = {m.id: as_member(m) for m in programmes.participants(team.programme_id) if m.id not in taken}
    places = {key: member.seen_from for key, member in free.items()}
    found = composition.suggest([m.seen_from for m in crew], places, rules, sectors)
    return [(free[s.key], s) for s in found]


def history_of(team: Team) -> list[TeamChange]:
    """What happened to the team, the latest first; what another one gave or took as well."""
    return list(
        db.session.scalars(
            select(TeamChange)
            .options(
                joinedload(TeamChange.by),
                joinedload(TeamChange.team),
                joinedload(TeamChange.other_team),
                joinedload(TeamChange.membership).joinedload(Membership.person),
            )
            .where(or_(TeamChange.team_id == team.id, TeamChange.other_team_id == team.id))
            .order_by(TeamChange.at.desc(), TeamChange.id.desc())
        )
    )


def others_than(team: Team) -> list[Team]:
    """The other teams of the programme, in Swedish order."""
    wanted = Team.programme_id == team.programme_id, Team.id != team.id, Team.dissolved_at.is_(None)
    return alphabetical(db.session.scalars(select(Team).where(*wanted)), key=lambda other: other.name)


def free_to_join(team: Team) -> list[Membership]:
    """Who takes part and could get a place in the team: without one, or where several are allowed."""
    programme = team.programme
    taken = select(TeamMember.membership_id).join(TeamMember.team).where(Team.programme_id == programme.id)
    if not programme.one_team_each:
        taken = taken.where(TeamMember.team_id == team.id)
    seated = set(db.session.scalars(taken))
    return [place for place in programmes.participants(programme.id) if place.id not in seated]


def team_of(person: Person, programme_id: int) -> Team | None:
    """The person's team in the programme, or None."""
    return db.session.scalars(
        select(Team)
        .join(TeamMember, TeamMember.team_id == Team.id)
        .join(TeamMember.membership)
        .where(Membership.person_id == person.id, Team.programme_id == programme_id)
    ).first()


def teams_of_membership(membership: Membership) -> list[Team]:
    """The teams that a place in the programme is taken in: one, unless the programme allows several."""
    return list(
        db.session.scalars(
            select(Team)
            .join(TeamMember, TeamMember.team_id == Team.id)
            .where(TeamMember.membership_id == membership.id)
            .order_by(TeamMember.id)
        )
    )


def place_in(team: Team, membership: Membership) -> TeamMember | None:
    """The person's place in the team, or None."""
    wanted = TeamMember.team_id == team.id, TeamMember.membership_id == membership.id
    return db.session.scalars(select(TeamMember).where(*wanted)).first()


def places(team: Team) -> list[TeamMember]:
    """The places of the team, who came first first."""
    return list(
        db.session.scalars(
            select(TeamMember)
            .options(joinedload(TeamMember.membership).joinedload(Membership.person))
            .where(TeamMember.team_id == team.id)
            .order_by(TeamMember.joined_on, TeamMember.id)
        )
    )


def as_member(membership: Membership, place: TeamMember | None = None) -> Member:
    """The membership as a team shows it; `place` is its place in a team, when it has one."""
    organisation, sector = membership.organisation, membership.sector
    return Member(
        membership_id=membership.id,
        person_id=membership.person_id,
        code=membership.code,
        name=membership.person.name,
        title=membership.title,
        place=organisation.short_name,
        place_slug=organisation.slug,
        letters=organisation.letters,
        sector=sector.code if sector else "",
        sector_name=sector.name if sector else Localised(""),
        seen_from=_place(organisation, sector),
        task=place.task if place else "",
        joined_on=place.joined_on if place else None,
        is_coordinator=place is not None and place.is_coordinator,
    )


def _place(organisation: Organisation, sector: Sector | None) -> Place:
    return Place(
        sector=sector.code if sector else "",
        municipality=organisation.short_name,
        county=organisation.county_code or "",
        latitude=organisation.latitude,
        longitude=organisation.longitude,
    )


def _crews(teams: Sequence[Team]) -> dict[int, list[Member]]:
    """The members of several teams in one statement, their coordinators first."""
    crews: dict[int, list[Member]] = defaultdict(list)
    for row in db.session.scalars(*_places(teams=[t.id for t in teams])):
        crews[row.team_id].append(as_member(row.membership, row))
    return {team.id: sorted(crews[team.id], key=lambda m: not m.is_coordinator) for team in teams}


@built_once
def _places(*, teams: Any) -> Select[TeamMember]:
    return (
        select(TeamMember)
        .join(TeamMember.membership)
        .outerjoin(Membership.sector)
        .join(Membership.organisation)
        .options(
            contains_eager(TeamMember.membership).contains_eager(Membership.sector),
            contains_eager(TeamMember.membership).contains_eager(Membership.organisation),
            contains_eager(TeamMember.membership).joinedload(Membership.person),
        )
        .where(TeamMember.team_id.in_(teams))
        .order_by(Sector.position, Organisation.code)
    )


def _judged(crew: Iterable[Member], rules: list[Rule], sectors: list[str]) -> Composition:
    return composition.judge([m.seen_from for m in crew], rules, sectors)


def _sector_codes(programme_id: int) -> list[str]:
    return [s.code for s in programmes.sectors(programme_id)]


def _taken(team: Team, rules: list[Rule], sectors: list[str]) -> set[int]:
    """Memberships that are not free: in this team, or in another one that is complete."""
    others = db.session.scalars(select(Team).where(Team.programme_id == team.programme_id)).all()
    crews = _crews(others)
    return {
        m.membership_id
        for t in others
        if t.id == team.id or _judged(crews[t.id], rules, sectors).is_complete
        for m in crews[t.id]
    }
