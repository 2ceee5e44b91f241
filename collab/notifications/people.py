"""Who is in an audience: the people around what the record speaks of, read for many of its rows at once."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import select

from collab import db, subjects
from collab.accounts.models import Person
from collab.activity.models import Activity
from collab.columns import among
from collab.notifications.audiences import Audience
from collab.programmes import queries as memberships
from collab.programmes.models import Membership, Role
from collab.projects import policy as projects
from collab.reviews.models import Point, Review
from collab.teams.models import Invitation, JoinRequest, Team, TeamMember
from collab.updates import queries as updates
from collab.updates.models import Comment, Kind, Update

LEADING = (Role.FACILITATOR, Role.ORGANISER)


class Matter(NamedTuple):
    """A row of the record, and the thing that it speaks of."""

    row: Activity
    thing: Any


class Seat(NamedTuple):
    """Somebody's place in a team."""

    person_id: int
    is_coordinator: bool


class Said(NamedTuple):
    """That somebody commented."""

    by_id: int | None
    at: datetime


class Around(Struct, frozen=True):
    """The people around some matters."""

    seats: dict[int | None, list[Seat]]
    """By team."""
    leading: dict[tuple[int | None, Role], list[int]]
    """By programme and role."""
    called: dict[tuple[int | None, str], list[Person]]
    """By programme and handle or team: those with a place in it who are mentioned."""
    crews: dict[tuple[int | None, str], int]
    """By programme and a team's name that nobody has as a handle: the team."""
    named: dict[int, updates.Named]
    """By row of the record: the handles that its text names first."""
    said: dict[int, list[Said]]
    """By update."""
    placed: dict[int, int]
    """By place in a programme: whose it is, for what is asked of somebody or by them."""
    judged: dict[int, int]
    """By review, where it is about a point: who has written it."""


def around(matters: Sequence[Matter]) -> Around:
    """Who is around these matters, in at most thirteen statements."""
    teams = {row.team_id for row, _ in matters if row.team_id is not None}
    of = {row.programme_id for row, _ in matters}
    programmes = {programme_id for programme_id in of if programme_id is not None}
    commented = {thing.update_id for _, thing in matters if isinstance(thing, Comment)}
    named = _named(matters)
    called, crews = _called(programmes, set[str]().union(*(one.everybody for one in named.values())))
    mentioned = {person for people in called.values() for person in people}
    if mentioned:
        memberships.foresee_places(mentioned, programmes)
        projects.foresee_projects(mentioned)
    leading = _leading(programmes) | (_leading_the_site() if None in of else {})
    whose = _placed(matters), _judged(matters)
    return Around(_seats(teams), leading, called, crews, named, _said(commented), *whose)


def people_of(audience: Audience, matter: Matter, near: Around) -> Iterable[int | None]:
    """The ids of the people in the audience; of a comment to the team those who may read it."""
    people = _PEOPLE[audience](matter, near)
    if not isinstance(matter.thing, Comment) or not matter.thing.is_inside:
        return people
    inside = {*_team(matter, near), *_facilitators(matter, near), *_organisers(matter, near)}
    return [person_id for person_id in people if person_id in inside]


def named_as_one_of(person_id: int, matter: Matter, near: Around) -> int | None:
    """The team by whose name the person is mentioned; None for who is mentioned by the own one."""
    named = near.named.get(matter.row.id)
    keys = [(matter.row.programme_id, handle) for handle in sorted(named.everybody if named else ())]
    names = [key for key in keys if person_id in {person.id for person in near.called.get(key, ())}]
    teams = [near.crews.get(key) for key in names]
    return None if None in teams else next(iter(teams), None)


def _named(matters: Sequence[Matter]) -> dict[int, updates.Named]:
    posted = {thing.id for _, thing in matters if isinstance(thing, Update)}
    answers = {thing.id for _, thing in matters if isinstance(thing, Comment)}
    before = {Update: updates.texts_before(posted), Comment: updates.words_before(answers)}
    return {
        row.id: updates.newly_mentioned(thing, row.at, before[type(thing)].get(thing.id, ()))
        for row, thing in matters
        if isinstance(thing, Update | Comment)
    }


def _seats(teams: set[int]) -> dict[int | None, list[Seat]]:
    rows = db.session.execute(
        select(TeamMember.team_id, Membership.person_id, TeamMember.is_coordinator)
        .join(Membership, TeamMember.membership_id == Membership.id)
        .where(among(TeamMember.team_id, sorted(teams)))
    )
    found: dict[int | None, list[Seat]] = defaultdict(list)
    for team_id, person_id, is_coordinator in rows:
        found[team_id].append(Seat(person_id, is_coordinator))
    return found


def _leading(programmes: set[int]) -> dict[tuple[int | None, Role], list[int]]:
    rows = db.session.execute(
        select(Membership.programme_id, Membership.role, Membership.person_id).where(
            among(Membership.programme_id, sorted(programmes)), Membership.role.in_(LEADING)
        )
    )
    found: dict[tuple[int | None, Role], list[int]] = defaultdict(list)
    for programme_id, role, person_id in rows:
        found[programme_id, role].append(person_id)
    return found


def _leading_the_site() -> dict[tuple[int | None, Role], list[int]]:
    """Who answers for what is of no programme."""
    organisers = db.session.scalars(select(Person.id).where(Person.is_site_organiser).order_by(Person.id))
    return {(None, Role.ORGANISER): list(organisers)}


def _placed(matters: Sequence[Matter]) -> dict[int, int]:
    ids = {thing.membership_id for _, thing in matters if isinstance(thing, JoinRequest | Invitation)}
    return _by_id(Membership.id, Membership.person_id, ids)


def _judged(matters: Sequence[Matter]) -> dict[int, int]:
    ids = {thing.review_id for _, thing in matters if isinstance(thing, Point)}
    return _by_id(Review.id, Review.reviewer_id, ids)


def _by_id(key: Any, value: Any, ids: Collection[int]) -> dict[int, int]:
    rows = db.session.execute(select(key, value).where(among(key, sorted(ids)))) if ids else ()
    return {row[0]: row[1] for row in rows}


def _called(
    programmes: set[int], handles: set[str]
) -> tuple[dict[tuple[int | None, str], list[Person]], dict[tuple[int | None, str], int]]:
    """By programme and handle the person, or by a team's that nobody has as a handle those in the team.

    And by the same the team, where it is a team's.
    """
    here = among(Membership.programme_id, sorted(programmes))
    placed = select(Membership.programme_id, Person).join(Person, Membership.person_id == Person.id)
    people = db.session.execute(placed.where(here, among(Person.handle, sorted(handles))))
    found: dict[tuple[int | None, str], list[Person]] = {
        (programme_id, person.handle): [person] for programme_id, person in people
    }
    teams = db.session.execute(
        placed.add_columns(Team.slug, Team.id)
        .join(TeamMember, TeamMember.membership_id == Membership.id)
        .join(TeamMember.team)
        .where(here, among(Team.slug, sorted(handles)))
    )
    called: dict[tuple[int | None, str], list[Person]] = defaultdict(list, found)
    crews: dict[tuple[int | None, str], int] = {}
    for programme_id, person, slug, team_id in teams:
        if (programme_id, slug) not in found:
            called[programme_id, slug].append(person)
            crews[programme_id, slug] = team_id
    return called, crews


def _said(updates: set[int]) -> dict[int, list[Said]]:
    rows = db.session.execute(
        select(Comment.update_id, Comment.author_id, Comment.at).where(
            among(Comment.update_id, sorted(updates)), Comment.withdrawn_at.is_(None)
        )
    )
    found: dict[int, list[Said]] = defaultdict(list)
    for update_id, by_id, at in rows:
        found[update_id].append(Said(by_id, at))
    return found


def _team(matter: Matter, near: Around) -> Iterable[int]:
    return [seat.person_id for seat in near.seats.get(matter.row.team_id, ())]


def _coordinators(matter: Matter, near: Around) -> Iterable[int]:
    return [seat.person_id for seat in near.seats.get(matter.row.team_id, ()) if seat.is_coordinator]


def _facilitators(matter: Matter, near: Around) -> Iterable[int]:
    return near.leading.get((matter.row.programme_id, Role.FACILITATOR), ())


def _organisers(matter: Matter, near: Around) -> Iterable[int]:
    return near.leading.get((matter.row.programme_id, Role.ORGANISER), ())


def _mentioned(matter: Matter, near: Around) -> Iterable[int]:
    """Of an update those whom this text of it names first to them; in any case only who may read it."""
    row, thing = matter
    read, named = subjects.of_kind(row.subject_kind).read, near.named.get(row.id)
    if named is None:
        return []
    return [
        person.id
        for handle in sorted(named.everybody)
        for person in near.called.get((row.programme_id, handle), ())
        if read(person, thing) and _is_named(person, handle, named, thing)
    ]


def _is_named(person: Person, handle: str, named: updates.Named, thing: Any) -> bool:
    """Whether the text is the first that names the handle to this person."""
    if handle in named.inside and handle in named.outside:
        return True
    is_inside = projects.read_inside(person, _update_of(thing).project)
    return handle in (named.inside if is_inside else named.outside)


def _update_of(thing: Any) -> Update:
    update: Update = thing.update if isinstance(thing, Comment) else thing
    return update


def _asked(matter: Matter, near: Around) -> Iterable[int]:
    if matter.thing.kind is not Kind.QUESTION:
        return ()
    return _facilitators(matter, near)


def _author(matter: Matter, _near: Around) -> Iterable[int | None]:
    return (_update_of(matter.thing).author_id,)


def _talkers(matter: Matter, near: Around) -> Iterable[int | None]:
    comment = matter.thing
    return [said.by_id for said in near.said.get(comment.update_id, ()) if said.at <= comment.at]


def _concerned(matter: Matter, near: Around) -> Iterable[int]:
    return (near.placed[matter.thing.membership_id],)


def _reviewer(matter: Matter, near: Around) -> Iterable[int]:
    thing = matter.thing
    return (near.judged[thing.review_id] if isinstance(thing, Point) else thing.reviewer_id,)


_PEOPLE: dict[Audience, Callable[[Matter, Around], Iterable[int | None]]] = {
    Audience.TEAM: _team,
    Audience.COORDINATORS: _coordinators,
    Audience.FACILITATORS: _facilitators,
    Audience.ORGANISERS: _organisers,
    Audience.MENTIONED: _mentioned,
    Audience.ASKED: _asked,
    Audience.AUTHOR: _author,
    Audience.TALKERS: _talkers,
    Audience.CONCERNED: _concerned,
    Audience.REVIEWER: _reviewer,
}
