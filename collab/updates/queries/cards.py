"""Updates as pages show them, in a constant number of statements however many there are."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, and_, func, select, tuple_
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.files import queries as files
from collab.files.models import Picture
from collab.files.queries import PictureCard
from collab.programmes.models import Membership
from collab.projects.models import Project, Status
from collab.text import Localised
from collab.updates import policy
from collab.updates.models import Comment, Kind, Update, UpdatePicture, Visibility

PER_PAGE = 20
Selected = Row[Update, Person | None, Membership | None, int]


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote: an office, the two letters of its place, its sector's code (empty where there is none)."""

    name: Localised
    letters: str
    sector: str


@dataclass(frozen=True, slots=True)
class UpdateCard:
    """An update in a list and on its page."""

    key: str
    project_slug: str
    project_title: Localised
    author: Author | None
    """None where the person is gone."""
    kind: Kind
    status: Status | None
    visibility: Visibility
    text: str
    html: str
    next_step: str
    next_step_due_on: date | None
    posted_at: datetime | None
    edited_at: datetime | None
    withdrawn_at: datetime | None
    goals: tuple[Localised, ...]
    pictures: tuple[PictureCard, ...]
    comments: int
    is_demonstration: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Some updates, newest first, and the key to go on from (None at the end)."""

    cards: list[UpdateCard]
    older: str | None


def latest(project: Project, viewer: Person | None, limit: int = 3) -> list[UpdateCard]:
    """The project's newest posted updates that the viewer may read, in three statements."""
    return _cards(_newest(viewer).where(Update.project_id == project.id).limit(limit))


def cards_of(keys: Collection[str], viewer: Person | None) -> dict[str, UpdateCard]:
    """Those of the updates that are posted and the viewer may read, by key, in three statements."""
    if not keys:
        return {}
    return {card.key: card for card in _cards(_newest(viewer).where(Update.key.in_(keys)))}


def page(project: Project, viewer: Person | None, before: str = "") -> Page:
    """One page of the project's posted updates, those older than the update of key `before`.

    Raises NotFound for a key that the viewer may not know of.
    """
    statement = _newest(viewer).where(Update.project_id == project.id).limit(PER_PAGE + 1)
    if before:
        statement = statement.where(_older_than(before, viewer))
    cards = _cards(statement)
    more = len(cards) > PER_PAGE
    return Page(cards[:PER_PAGE], cards[PER_PAGE - 1].key if more else None)


def card_of(update: Update) -> UpdateCard:
    """One update as its page shows it."""
    return _cards(_selected().where(Update.id == update.id))[0]


def _older_than(key: str, viewer: Person | None) -> Any:
    found = db.session.execute(
        select(Update.posted_at, Update.id).where(Update.key == key, policy.visible_to(viewer))
    ).first()
    if found is None:
        raise NotFound(key)
    return tuple_(Update.posted_at, Update.id) < tuple_(found.posted_at, found.id)


def _newest(viewer: Person | None) -> Select[Any]:
    return (
        _selected()
        .where(policy.posted(), policy.visible_to(viewer))
        .order_by(Update.posted_at.desc(), Update.id.desc())
    )


def _selected() -> Select[Any]:
    answers = (
        select(func.count(Comment.id))
        .where(Comment.update_id == Update.id, policy.given())
        .correlate(Update)
        .scalar_subquery()
    )
    place = and_(Membership.person_id == Update.author_id, Membership.programme_id == Project.programme_id)
    return (
        select(Update, Person, Membership, answers)
        .join(Update.project)
        .outerjoin(Person, Person.id == Update.author_id)
        .outerjoin(Membership, place)
        .options(
            contains_eager(Update.project),
            selectinload(Update.goals),
            joinedload(Membership.organisation),
            joinedload(Membership.sector),
        )
    )


def _cards(statement: Select[Any]) -> list[UpdateCard]:
    rows = db.session.execute(statement).all()
    pictures = _pictures([row[0].id for row in rows])
    return [_card(row, pictures) for row in rows]


def _pictures(ids: Sequence[int]) -> dict[int, list[PictureCard]]:
    found: dict[int, list[PictureCard]] = defaultdict(list)
    if ids:
        rows = db.session.execute(
            select(UpdatePicture.update_id, Picture)
            .join(UpdatePicture.picture)
            .where(UpdatePicture.update_id.in_(ids))
            .order_by(UpdatePicture.position)
        )
        for update_id, picture in rows:
            found[update_id].append(files.card(picture))
    return found


def author_of(person: Person | None, place: Membership | None) -> Author | None:
    """How a page shows who wrote."""
    if person is None:
        return None
    sector = place.sector.code if place is not None and place.sector is not None else ""
    return Author(person.name, place.organisation.letters if place is not None else "", sector)


def _card(row: Selected, pictures: dict[int, list[PictureCard]]) -> UpdateCard:
    update, person, place, answers = row
    return UpdateCard(
        key=update.key,
        project_slug=update.project.slug,
        project_title=update.project.title,
        author=author_of(person, place),
        kind=update.kind,
        status=update.status,
        visibility=update.visibility,
        text=update.text,
        html=update.html,
        next_step=update.next_step,
        next_step_due_on=update.next_step_due_on,
        posted_at=update.posted_at,
        edited_at=update.edited_at,
        withdrawn_at=update.withdrawn_at,
        goals=tuple(goal.name for goal in update.goals),
        pictures=tuple(pictures[update.id]),
        comments=answers,
        is_demonstration=update.is_demonstration,
    )
