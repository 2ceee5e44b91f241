"""Reading teams: who is in them, whether they are whole."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.ideas.models import Idea
from collab.memory import remembered_while_public
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.programmes.models import Membership, Organisation, Programme, Sector, TeamRule
from collab.statements import built_once
from collab.teams import composition, policy
from collab.teams.composition import Composition, Judgement, Rule, RuleKind
from collab.teams.models import Team, TeamChange, TeamMember
from collab.teams.queries.members import SHOWN, Member, member_of
from collab.text import Localised, alphabetical
from collab.together import Reading, askable, asked, kept, side_by_side


class TeamCard(Struct, frozen=True):
    """A team in a list."""

    id: int
    slug: str
    name: str
    members: tuple[Member, ...]
    composition: Composition
    is_open: bool
    formed_on: date
    idea: str = ""
    """The title of the idea that it has gathered around."""

    @property
    def is_complete(self) -> bool:
        """Whether every hard rule is kept."""
        return self.composition.is_complete

    @property
    def missed(self) -> list[Judgement]:
        """Wishes that are not kept."""
        return [j for j in self.composition.judgements if not j.rule.is_hard and not j.is_met]

    @property
    def room(self) -> int | None:
        """How many more the rule for a team's size allows; None where it says no most."""
        sizes = (j for j in self.composition.judgements if j.rule.kind is RuleKind.SIZE)
        return min((max(0, j.rule.most - j.actual) for j in sizes if j.rule.most is not None), default=None)

    @property
    def has_room(self) -> bool:
        """Whether somebody can ask to join and there is room for one more."""
        return self.is_open and self.room != 0

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
        select(Team).options(joinedload(Team.programme), joinedload(Team.idea)).where(Team.slug == slug)
    ).first()
    if team is None or not policy.read(viewer, team):
        raise NotFound(slug)
    return team


@askable
def list_teams(programme: Programme, *, viewer: Person) -> Reading[list[TeamCard]]:
    """The programme's teams in Swedish order, each judged. Raises NotFound for who has no place in it."""
    if not programmes_policy.read(viewer, programme):
        raise NotFound(programme.slug)
    found = yield from cards.part(programme)
    return found


@askable
def cards(programme: Programme) -> Reading[list[TeamCard]]:
    """The programme's teams in Swedish order, each judged, whoever asks."""
    teams, seats = yield from side_by_side(
        asked(_standing(programme_id=programme.id)), asked(_seats(programme_id=programme.id))
    )
    crews = by_team([team.id for team in teams], seats)
    rules, sectors = rules_of(programme.id), _sector_codes(programme.id)
    return [
        TeamCard(
            id=team.id,
            slug=team.slug,
            name=team.name,
            members=tuple(crews[team.id]),
            composition=_judged(crews[team.id], rules, sectors),
            is_open=team.is_open,
            formed_on=team.formed_on,
            idea=team.idea or "",
        )
        for team in alphabetical(teams, key=lambda t: t.name)
    ]


@built_once
def _standing(*, programme_id: Any) -> Select[*tuple[Any, ...]]:
    """The programme's teams that are not dissolved."""
    idea = Idea.title.label("idea")
    shown = select(Team.id, Team.slug, Team.name, Team.is_open, Team.formed_on, idea).outerjoin(Team.idea)
    return shown.where(Team.programme_id == programme_id, Team.dissolved_at.is_(None))


class Foreseen(Struct, frozen=True):
    """What rules would mean: teams judged by them."""

    broken: list[TeamCard]
    """Those that would be incomplete."""
    missed: list[TeamCard]
    """Those that would miss a wish; a team can be both."""


def foreseen_by(programme: Programme, rules: list[Rule], *, viewer: Person) -> Foreseen:
    """The teams that these rules would leave incomplete, or that would miss a wish of theirs."""
    sectors = _sector_codes(programme.id)
    judged = [
        replace(card, composition=_judged(card.members, rules, sectors))
        for card in list_teams(programme, viewer=viewer)
    ]
    return Foreseen(
        broken=[card for card in judged if not card.is_complete],
        missed=[card for card in judged if card.missed],
    )


@askable
@kept
def members(team: Team) -> Reading[list[Member]]:
    """Who is in the team, its coordinators first, then by sector and municipality."""
    seats = yield from asked(_places(team_id=team.id))
    return by_team([team.id], seats)[team.id]


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
    return judged(members(team) if crew is None else crew, team.programme_id)


def judged(crew: Iterable[Member], programme_id: int) -> Composition:
    """A crew judged by the programme's rules."""
    return _judged(crew, rules_of(programme_id), _sector_codes(programme_id))


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


def places(team: Team) -> list[TeamMember]:
    """The places of the team, who came first first."""
    return places_of([team])[team.id]


def people_in(team: Team) -> list[Person]:
    """Who is in the team, who came first first."""
    return [place.membership.person for place in places(team)]


def places_of(teams: Iterable[Team]) -> dict[int, list[TeamMember]]:
    """The places of each of these teams by its id, who came first first, in one statement."""
    ids = [team.id for team in teams]
    found: dict[int, list[TeamMember]] = {team: [] for team in ids}
    rows = db.session.scalars(
        select(TeamMember)
        .options(joinedload(TeamMember.membership).joinedload(Membership.person))
        .where(TeamMember.team_id.in_(ids))
        .order_by(TeamMember.joined_on, TeamMember.id)
    )
    for row in rows:
        found[row.team_id].append(row)
    return found


def by_team(teams: Iterable[int], seats: Iterable[Any]) -> dict[int, list[Member]]:
    """Who is in each of these teams, their coordinators first."""
    crews: dict[int, list[Member]] = {team: [] for team in teams}
    for seat in seats:
        if seat.team_id in crews:
            crews[seat.team_id].append(member_of(seat))
    return {team: sorted(crew, key=lambda m: not m.is_coordinator) for team, crew in crews.items()}


@built_once
def _places(*, team_id: Any) -> Select[*tuple[Any, ...]]:
    return seated().where(TeamMember.team_id == team_id)


@built_once
def _seats(*, programme_id: Any) -> Select[*tuple[Any, ...]]:
    return seated().where(Membership.programme_id == programme_id)


def seated() -> Select[*tuple[Any, ...]]:
    """SQL: the members of teams, by sector and municipality."""
    return (
        select(*SHOWN)
        .join(TeamMember.membership)
        .outerjoin(Membership.sector)
        .join(Membership.organisation)
        .join(Membership.person)
        .order_by(Sector.position, Organisation.code)
    )


def _judged(crew: Iterable[Member], rules: list[Rule], sectors: list[str]) -> Composition:
    return composition.judge([m.seen_from for m in crew], rules, sectors)


def _sector_codes(programme_id: int) -> list[str]:
    return [s.code for s in programmes.sectors(programme_id)]
