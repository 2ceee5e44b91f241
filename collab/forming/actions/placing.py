"""Many people into teams at once, each step recorded and by the same rules; who asks for it tells them.

Others whom it concerns are told here, as by the single steps: who waited for them and who coordinates.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from sqlalchemy import insert, select

from collab import clock, db
from collab.accounts.models import Person
from collab.forming.actions.leading import demand_free_names, free_slugs, own_day
from collab.forming.actions.places import vacate
from collab.ideas.models import Idea
from collab.programmes.models import Membership, Programme
from collab.search import actions as search
from collab.teams import queries as teams
from collab.teams.actions import seats
from collab.teams.actions.seats import Note, Waiting, Word
from collab.teams.models import Change, Team, TeamMember


class Comer(Struct, frozen=True):
    """Somebody who gets a place, and the team whose place they have left for it."""

    membership: Membership
    came_from: Team | None


class Crew(Struct, frozen=True):
    """A team, and who gets a place in it in this order."""

    team: Team
    comers: Sequence[Comer]
    is_new: bool
    """Whether nobody has ever been in it: the first who comes coordinates it."""


def form(programme: Programme, wanted: Sequence[tuple[str, Idea | None]]) -> list[Team]:
    """Form teams by name and idea on behalf of others. Nobody is in one before `place` puts them there.

    Raises RuleViolation for the name of another team.
    """
    names = [name for name, _ in wanted]
    demand_free_names(programme, names)
    slugs = free_slugs(names)
    rows = [
        {
            "programme_id": programme.id,
            "slug": slug,
            "name": name,
            "formed_on": clock.today(),
            "complete_by": own_day(programme),
            "idea_id": idea.id if idea is not None else None,
        }
        for slug, (name, idea) in zip(slugs, wanted, strict=True)
    ]
    if rows:
        db.session.execute(insert(Team), rows, execution_options={"render_nulls": True})
    formed = {team.slug: team for team in db.session.scalars(select(Team).where(Team.slug.in_(slugs)))}
    search.follow(formed.values())
    return [formed[slug] for slug in slugs]


def place(crews: Sequence[Crew], *, by: Person, reason: str) -> None:
    """Give everybody their places, in a constant number of statements.

    Raises RuleViolation for who is in a team, and where a hard rule forbids one more.
    """
    people = [comer.membership for crew in crews for comer in crew.comers]
    _demand_free(crews, teams.teams_of_memberships(people))
    _seat(crews)
    _close(crews, teams.waiting_of(people))
    db.session.flush()
    seats.record_all(list(_notes(crews, by, reason)))
    _demand_room(crews)


def _seat(crews: Sequence[Crew]) -> None:
    """The first who comes to a team without a coordinator is one."""
    there = teams.places_of(crew.team for crew in crews)
    rows = [
        {
            "team_id": crew.team.id,
            "membership_id": comer.membership.id,
            "joined_on": clock.today(),
            "is_coordinator": number == 0 and not any(one.is_coordinator for one in there[crew.team.id]),
        }
        for crew in crews
        for number, comer in enumerate(crew.comers)
    ]
    if rows:
        db.session.execute(insert(TeamMember), rows)


def _close(crews: Sequence[Crew], waiting: Mapping[int, Sequence[Waiting]]) -> None:
    """Withdraw what waits between those who come and teams; who coordinates another team is told of it."""
    closed = [
        (other, comer.membership)
        for crew in crews
        for comer in crew.comers
        for other in seats.close(waiting.get(comer.membership.id, []), crew.team, by=comer.membership.person)
        if other.team != crew.team
    ]
    there = teams.places_of(other.team for other, _ in closed)
    for other, whom in closed:
        leaders = [one.membership.person for one in there[other.team_id] if one.is_coordinator]
        seats.tell(leaders, Note(other.team, Word.ELSEWHERE, whom.person, whom=whom))


def _notes(crews: Iterable[Crew], by: Person, reason: str) -> Iterator[Note]:
    for crew in crews:
        if crew.is_new:
            yield Note(crew.team, Change.FORMED, by, said=reason)
        for comer in crew.comers:
            change = Change.ADDED if comer.came_from is None else Change.MOVED
            yield Note(crew.team, change, by, whom=comer.membership, other=comer.came_from, said=reason)


def _demand_free(crews: Sequence[Crew], taken: Mapping[int, list[Team]]) -> None:
    for crew in crews:
        for comer in crew.comers:
            own = taken[comer.membership.id]
            seats.demand_free(crew.team, comer.membership, own)
            own.append(crew.team)


def _demand_room(crews: Sequence[Crew]) -> None:
    """Whoever comes can only make a rule with a most worse: to look at the end is enough."""
    joined = {crew.team.id: crew.team for crew in crews if crew.comers}
    for programme in {team.programme for team in joined.values()}:
        for card in teams.cards(programme):
            if card.id in joined:
                seats.demand_room(card.composition)


def empty(leaving: Mapping[Team, set[int]], *, by: Person, reason: str) -> set[Team]:
    """Take the places of these memberships away. Who stays behind coordinates if nobody else does.

    Answers the teams where somebody does so from now on, which are told of it.
    """
    places = teams.places_of(leaving)
    gone = [one for team, ids in leaving.items() for one in places[team.id] if one.membership_id in ids]
    vacate(gone)
    appointed = []
    for team, ids in leaving.items():
        staying = [one for one in places[team.id] if one.membership_id not in ids]
        if staying and not any(one.is_coordinator for one in staying):
            staying[0].is_coordinator = True
            appointed.append(Note(team, Change.APPOINTED, by, whom=staying[0].membership, said=reason))
            seats.tell([one.membership.person for one in staying], appointed[-1])
    db.session.flush()
    seats.record_all(appointed)
    return {note.team for note in appointed}
