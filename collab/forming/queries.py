"""Reading who takes part and who would fit where."""

from typing import Any

from msgspec import Struct
from sqlalchemy import Select, select

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.forming.finder import Seeker
from collab.ideas import queries as ideas
from collab.ideas.models import Idea
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.programmes.models import Membership, Programme, Role
from collab.projects import queries as running
from collab.projects.models import Project
from collab.statements import built_once
from collab.teams import queries as teams
from collab.teams.composition import Suggestion
from collab.teams.models import Team, TeamMember
from collab.teams.queries import TeamCard
from collab.text import Localised, alphabetical
from collab.together import Reading, askable, asked


class Leaving(Struct, frozen=True):
    """How it would be for somebody to leave a team."""

    others: tuple[Membership, ...]
    """Who stays."""
    leads_alone: bool
    """Whether nobody else coordinates it, though others stay."""
    projects: tuple[Project, ...]
    """What the team runs."""
    waiting: int
    """How many requests to it and invitations from it wait for an answer."""
    helpers: tuple[Localised, ...]
    """The programme's facilitators, who can mend it."""

    @property
    def is_last(self) -> bool:
        """Whether nobody stays."""
        return not self.others


def leaving(team: Team, place: Membership) -> Leaving:
    """How it would be for who has that place in the programme to leave the team, in which they are."""
    crew = teams.places(team)
    others = [seat for seat in crew if seat.membership_id != place.id]
    return Leaving(
        others=tuple(seat.membership for seat in others),
        leads_alone=bool(others) and not any(seat.is_coordinator for seat in others),
        projects=tuple(running.for_team(team)),
        waiting=len(teams.waiting_at([team]).get(team.id, [])),
        helpers=tuple(leader.person.name for leader in programmes.leading(team.programme_id)),
    )


def seekers(programme: Programme, *, viewer: Person) -> list[Seeker]:
    """Everybody who takes part, in Swedish order, in a constant number of statements.

    Raises NotFound for who has no place in the programme.
    """
    if not programmes_policy.read(viewer, programme):
        raise NotFound(programme.slug)
    taken = teams_by_place(programme)
    own = teams.team_of(viewer, programme.id)
    helpful = {} if own is None else _helpful(own)
    found = []
    for place in programmes.participants(programme.id):
        member, team = teams.as_member(place), taken.get(place.id)
        found.append(
            Seeker(
                member=member,
                branches=tuple(place.branches),
                topics=tuple(place.topics),
                can_offer=place.can_offer,
                seeks=place.seeks,
                team_slug=team.slug if team else "",
                team_name=team.name if team else "",
                completes=helpful.get(place.code),
            )
        )
    return alphabetical(found, key=lambda seeker: str(seeker.member.name))


def get_place(programme: Programme, code: str, *, viewer: Person) -> Membership:
    """The place of that code. Raises NotFound; for who has no place in the programme, too."""
    of_code = select(Membership).where(Membership.programme_id == programme.id, Membership.code == code)
    found = db.session.scalars(of_code).first()
    if found is None or not programmes_policy.read(viewer, programme):
        raise NotFound(code)
    return found


def correctable(programme: Programme, *, viewer: Person) -> set[str]:
    """The codes of the places of those whose address the viewer may correct: an organiser, or nobody's."""
    if not programmes_policy.organise(viewer, programme):
        return set()
    its = Membership.programme_id == programme.id, programmes_policy.address_correctable_by(viewer)
    return set(db.session.scalars(select(Membership.code).where(*its)))


def _helpful(team: Team) -> dict[str, Suggestion[int]]:
    """Who would make the team more complete, by code, and how; nobody where it is complete."""
    crew = teams.members(team)
    if teams.composition_of(team, crew).is_complete:
        return {}
    return {helper.member.code: helper.why for helper in teams.suggestions(team, crew)}


def teams_with_room(programme: Programme, *, viewer: Person) -> list[TeamCard]:
    """Teams that can be asked and are not full, the incomplete ones first, in Swedish order."""
    cards = [card for card in teams.list_teams(programme, viewer=viewer) if card.has_room]
    return sorted(cards, key=lambda card: card.is_complete)


@askable
def without_team(programme: Programme) -> Reading[list[Localised]]:
    """The names of those who take part and are in no team, in the order in which they came."""
    rows = yield from asked(_alone(programme_id=programme.id))
    return [row.name for row in rows]


@built_once
def _alone(*, programme_id: Any) -> Select[Localised]:
    return (
        select(Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.programme_id == programme_id,
            Membership.role == Role.PARTICIPANT,
            ~teams.has_team(),
        )
        .order_by(Membership.id)
    )


def ideas_with_room(programme: Programme) -> list[Idea]:
    """The ideas that one more team can gather around, in Swedish order."""
    working = teams.working_on_ideas(programme.id)
    found = ideas.of_programme(programme.id)
    return [idea for idea in found if idea.has_room_beside(len(working.get(idea.id, [])))]


def teams_by_place(programme: Programme) -> dict[int, Team]:
    """The team of each place in the programme that is taken in one; of several, the first."""
    rows = db.session.execute(
        select(TeamMember.membership_id, Team)
        .join(TeamMember.team)
        .where(Team.programme_id == programme.id)
        .order_by(TeamMember.id.desc())
    )
    return {row.membership_id: row.Team for row in rows}
