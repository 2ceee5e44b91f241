"""Who is in an audience: the people around what an activity speaks of."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from sqlalchemy import select

from collab import db, subjects
from collab.accounts.models import Person
from collab.activity.models import Activity
from collab.notifications.audiences import Audience
from collab.programmes.models import Membership, Role
from collab.reviews.models import Point
from collab.teams.models import Team, TeamMember
from collab.updates import queries as updates
from collab.updates.mentions import handles_in
from collab.updates.models import Comment, Kind, Update


def people_of(audience: Audience, row: Activity, thing: Any) -> Iterable[int | None]:
    """The ids of the people in the audience. `thing` is what the activity speaks of."""
    return _PEOPLE[audience](row, thing)


def _team(row: Activity, _thing: Any) -> Iterable[int]:
    return db.session.scalars(_placed(row))


def _coordinators(row: Activity, _thing: Any) -> Iterable[int]:
    return db.session.scalars(_placed(row).where(TeamMember.is_coordinator))


def _placed(row: Activity) -> Any:
    placed = select(Membership.person_id).join(TeamMember, TeamMember.membership_id == Membership.id)
    return placed.where(TeamMember.team_id == row.team_id)


def _facilitators(row: Activity, _thing: Any) -> Iterable[int]:
    return _leading(row, Role.FACILITATOR)


def _organisers(row: Activity, _thing: Any) -> Iterable[int]:
    return _leading(row, Role.ORGANISER)


def _leading(row: Activity, role: Role) -> Iterable[int]:
    return db.session.scalars(
        select(Membership.person_id).where(
            Membership.programme_id == row.programme_id, Membership.role == role
        )
    )


def _mentioned(row: Activity, thing: Update | Comment) -> Iterable[int]:
    """Of an update those whom this text of it names first; in any case only who may read it."""
    handles = _named_by(row, thing)
    read = subjects.of_kind(row.subject_kind).read
    return [person.id for person in _called(handles, row) if read(person, thing)] if handles else ()


def _named_by(row: Activity, thing: Update | Comment) -> set[str]:
    if isinstance(thing, Comment):
        return handles_in(thing.text)
    return updates.newly_mentioned(thing, row.at)


def _called(handles: Collection[str], row: Activity) -> Iterable[Person]:
    """The people of the programme whose handles these are, or their teams' that nobody has as a handle."""
    here = Membership.programme_id == row.programme_id
    placed = select(Person).join(Membership, Membership.person_id == Person.id).where(here)
    people = db.session.scalars(placed.where(Person.handle.in_(handles))).all()
    slugs = set(handles) - {person.handle for person in people}
    teams = (
        placed.join(TeamMember, TeamMember.membership_id == Membership.id)
        .join(TeamMember.team)
        .where(Team.slug.in_(slugs))
    )
    return [*people, *(db.session.scalars(teams) if slugs else ())]


def _asked(row: Activity, thing: Update) -> Iterable[int]:
    if thing.kind is not Kind.QUESTION:
        return ()
    return [*_team(row, thing), *_facilitators(row, thing)]


def _author(_row: Activity, thing: Comment) -> Iterable[int | None]:
    return (thing.update.author_id,)


def _talkers(_row: Activity, thing: Comment) -> Iterable[int | None]:
    earlier = select(Comment.author_id).where(Comment.update_id == thing.update_id, Comment.at <= thing.at)
    return db.session.scalars(earlier.distinct())


def _concerned(_row: Activity, thing: Any) -> Iterable[int]:
    return (thing.membership.person_id,)


def _reviewer(_row: Activity, thing: Any) -> Iterable[int]:
    return (thing.review.reviewer_id if isinstance(thing, Point) else thing.reviewer_id,)


_PEOPLE: dict[Audience, Callable[[Activity, Any], Iterable[int | None]]] = {
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
