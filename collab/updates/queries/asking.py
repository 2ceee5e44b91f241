"""Questions that wait for a participant: those that mention somebody, and one's own that got comments."""

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from collab import db
from collab.accounts.models import Anybody, Person
from collab.programmes.models import Membership
from collab.projects.models import Project
from collab.statements import built_once
from collab.teams.models import Team, TeamMember
from collab.text import Localised
from collab.together import Reading, askable, asked
from collab.updates import mentions, policy
from collab.updates.mentions import Quoted
from collab.updates.models import Comment, Mention, Update
from collab.updates.queries.settled import is_unanswered, of_programme


class Asked(Quoted, Struct, frozen=True):
    """A question that mentions the person, or from another team somebody of the person's team."""

    key: str
    html: str
    since: datetime
    who: Localised | None
    is_mine: bool
    is_to_team: bool
    """Whether it calls on the team by its name."""


class Unmarked(Quoted, Struct, frozen=True):
    """A question of one's own with comments of others, and when the first of them came."""

    key: str
    html: str
    since: datetime
    comments: int


@askable
def questions_to(person: Person, programme_id: int, project: Project | None) -> Reading[list[Asked]]:
    """The open questions to the person, and to the project where it is given, the oldest first.

    Without those that the person has answered, and of those to the team what somebody in it has.
    """
    of = {"person_id": person.id, "programme_id": programme_id}
    of |= {"project_id": project.id} if project is not None else {}
    rows = yield from asked(_asked(person.is_site_organiser, **of))
    return [Asked(*row) for row in rows]


@built_once
def _asked(
    is_site_organiser: bool, *, person_id: Any, programme_id: Any, project_id: Any = None
) -> Select[*tuple[Any, ...]]:
    viewer, author = Anybody(person_id, is_site_organiser), aliased(Person)
    own = select(Person.handle).where(Person.id == viewer.id)
    is_mine = _asks(own)
    others = or_(Update.author_id.is_(None), Update.author_id != viewer.id)
    wanted = [of_programme(programme_id), policy.visible_to(viewer), others]
    wanted.append(~_answered_by(Comment.author_id == viewer.id))
    if project_id is None:
        is_to_team: ColumnElement[bool] = literal(False)
        wanted.append(is_mine)
    else:
        team, people = _handles_of(project_id)
        is_to_team = _names(team)
        of_team = and_(
            Update.project_id != project_id, ~_answered_by(Comment.author_id.in_(_people_of(project_id)))
        )
        wanted += [_asks(union_all(own, team, people)), or_(is_mine, of_team)]
    return (
        select(
            *(Update.key, mentions.beginning(Update.html).label("html"), Update.posted_at.label("since")),
            *(author.name.label("who"), is_mine.label("is_mine"), is_to_team.label("is_to_team")),
        )
        .outerjoin(author, author.id == Update.author_id)
        .where(*wanted)
        .order_by(Update.posted_at, Update.id)
    )


def _asks(handles: Any) -> ColumnElement[bool]:
    """SQL: whether an update is an open question that mentions one of these.

    Each that mentions them is looked up: a database that may choose goes through all questions first.
    """
    is_open = db.refers(Mention.update_id, Update, is_unanswered())
    return Update.id.in_(select(Mention.update_id).where(Mention.handle.in_(handles), is_open))


def _names(handle: Any) -> ColumnElement[bool]:
    """SQL: whether an update calls on that one."""
    return exists().where(Mention.update_id == Update.id, Mention.handle.in_(handle))


def _handles_of(project_id: Any) -> tuple[Select[str], Select[str]]:
    """The slug of the team that runs the project, and the handles of those in it."""
    team = select(Team.slug).join(Project, Project.team_id == Team.id).where(Project.id == project_id)
    return team, select(Person.handle).where(Person.id.in_(_people_of(project_id)))


def _people_of(project_id: Any) -> Select[int]:
    return (
        select(Membership.person_id)
        .join(TeamMember, TeamMember.membership_id == Membership.id)
        .join(Project, Project.team_id == TeamMember.team_id)
        .where(Project.id == project_id)
    )


def _answered_by(them: ColumnElement[bool]) -> ColumnElement[bool]:
    """SQL: whether an update has a comment of theirs; who has answered once is not asked by it any more."""
    return exists().where(Comment.update_id == Update.id, policy.given(), them)


@askable
def unmarked_questions(person: Person, programme_id: int) -> Reading[list[Unmarked]]:
    """The person's own questions that others commented and nobody marked an answer to, in one statement."""
    rows = yield from asked(
        _unmarked(person.is_site_organiser, person_id=person.id, programme_id=programme_id)
    )
    return [Unmarked(*row) for row in rows]


@built_once
def _unmarked(is_site_organiser: bool, *, person_id: Any, programme_id: Any) -> Select[*tuple[Any, ...]]:
    told = policy.told_to(Anybody(person_id, is_site_organiser))
    return (
        select(Update.key, mentions.beginning(Update.html), func.min(Comment.at), func.count(Comment.id))
        .join(Comment, and_(_by_others(), told))
        .where(Update.author_id == person_id, of_programme(programme_id), is_unanswered())
        .group_by(Update.id)
        .order_by(func.min(Comment.at), Update.id)
    )


def comments_by_others() -> ScalarSelect[int]:
    """SQL, over Update: how many comments others than its author have given."""
    return select(func.count(Comment.id)).where(_by_others()).correlate(Update).scalar_subquery()


def _by_others() -> ColumnElement[bool]:
    others = or_(Comment.author_id.is_(None), Comment.author_id != Update.author_id)
    return and_(Comment.update_id == Update.id, policy.given(), others)
