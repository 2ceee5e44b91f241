"""Updates as pages show them, in a constant number of statements however many there are."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Row, Select, String, and_, case, cast, func, or_, select

from collab import db
from collab.accounts.models import Anybody, Person, Viewer
from collab.columns import among
from collab.errors import NotFound
from collab.files import queries as files
from collab.files.queries import PictureCard
from collab.programmes import policy as programmes
from collab.programmes import queries as programme_queries
from collab.programmes.models import Membership, Organisation, Sector, letters_of
from collab.projects.models import Project, Status
from collab.statements import at_most, built_once
from collab.text import Localised
from collab.together import Reading, askable, asked
from collab.updates import policy
from collab.updates.models import (
    Comment,
    Kind,
    MarkedAnswer,
    Reaction,
    Update,
    UpdatePicture,
    Visibility,
    update_goal,
)
from collab.updates.queries.figures import Figure, counted, figures_of

PER_PAGE = 20
BY = (
    Person.name.label("author"),
    Organisation.short_name.label("place"),
    Sector.code.label("sector"),
)
"""SQL: what a page shows of who wrote."""
Selected = Row[*tuple[Any, ...]]


class Author(Struct, frozen=True):
    """Who wrote: an office, the two letters of its place, its sector's code (empty where there is none)."""

    name: Localised
    letters: str
    sector: str


class UpdateCard(Struct, frozen=True):
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
    figures: tuple[Figure, ...]
    pictures: tuple[PictureCard, ...]
    comments: int
    words: int
    """How many words were put to it by one press."""
    answer: str | None
    """The key of the comment that is marked as the answer; empty for who may not read it."""
    takes_comments: bool
    is_demonstration: bool

    @property
    def is_open_question(self) -> bool:
        """Whether it asks something that has no marked answer."""
        return self.kind is Kind.QUESTION and self.answer is None


class Page(Struct, frozen=True):
    """Some updates, newest first, and the key to go on from (None at the end)."""

    cards: list[UpdateCard]
    older: str | None


@askable
def latest(project: Project, viewer: Person | None, limit: int = 3) -> Reading[list[UpdateCard]]:
    """The project's newest posted updates that the viewer may read, in two statements."""
    cards = yield from _newest(viewer, limit, project_id=project.id)
    return cards


@askable
def cards_of(keys: Collection[str], viewer: Person | None) -> Reading[dict[str, UpdateCard]]:
    """Those of the updates that are posted and the viewer may read, by key, in two statements."""
    if not keys:
        return {}
    cards = yield from _newest(viewer, len(keys), keys=list(keys))
    return {card.key: card for card in cards}


@askable
def page(project: Project, viewer: Person | None, before: str = "") -> Reading[Page]:
    """One page of the project's posted updates, those older than the update of key `before`.

    Raises NotFound for a key that none of the project's has.
    """
    older = _older_than(before, project) if before else {}
    cards = yield from _newest(viewer, PER_PAGE + 1, project_id=project.id, **older)
    more = len(cards) > PER_PAGE
    return Page(cards[:PER_PAGE], cards[PER_PAGE - 1].key if more else None)


@askable
def card_of(update: Update, viewer: Person | None) -> Reading[UpdateCard]:
    """One update as its page shows it to the viewer, in two statements."""
    if viewer is None:
        rows = yield from asked(_one(None, update_id=update.id))
    else:
        rows = yield from asked(_one(viewer.is_site_organiser, update_id=update.id, viewer_id=viewer.id))
    (card,) = yield from _cards(rows)
    return card


def _older_than(key: str, project: Project) -> dict[str, Any]:
    """The moment that a page ended with: it says nothing else, also of what was withdrawn meanwhile."""
    that = Update.key == key, Update.project_id == project.id, Update.posted_at.is_not(None)
    found = db.session.execute(select(Update.posted_at, Update.id).where(*that)).first()
    if found is None:
        raise NotFound(key)
    return {"last_at": found.posted_at, "last_id": found.id}


def _newest(viewer: Person | None, limit: int, **of: Any) -> Reading[list[UpdateCard]]:
    if viewer is None:
        rows = yield from asked(_posted(None, limit, **of))
    else:
        rows = yield from asked(_posted(viewer.is_site_organiser, limit, viewer_id=viewer.id, **of))
    cards = yield from _cards(rows)
    return cards


@built_once
def _posted(is_site_organiser: bool | None, limit: int, **of: Any) -> Select[*tuple[Any, ...]]:
    """The newest posted updates that `viewer_id` (nobody where `is_site_organiser` is None) may read.

    Of a `project_id` or with `keys`; older than `last_at` and `last_id` where they are given.
    """
    viewer = _viewer(is_site_organiser, of)
    wanted = [policy.posted(), policy.visible_to(viewer)]
    if "project_id" in of:
        wanted.append(Update.project_id == of["project_id"])
    if "keys" in of:
        wanted.append(among(Update.key, of["keys"]))
    if "last_id" in of:
        same = and_(Update.posted_at == of["last_at"], Update.id < of["last_id"])
        wanted.append(or_(Update.posted_at < of["last_at"], same))
    return (
        _selected(viewer)
        .where(*wanted)
        .order_by(Update.posted_at.desc(), Update.id.desc())
        .limit(at_most(limit))
    )


@built_once
def _one(is_site_organiser: bool | None, *, update_id: Any, **of: Any) -> Select[*tuple[Any, ...]]:
    return _selected(_viewer(is_site_organiser, of)).where(Update.id == update_id)


def _viewer(is_site_organiser: bool | None, of: Mapping[str, Any]) -> Viewer | None:
    return None if is_site_organiser is None else Anybody(of["viewer_id"], is_site_organiser)


_SHOWN = (
    Update.id,
    Update.key,
    Update.kind,
    Update.status,
    Update.visibility,
    Update.text,
    Update.html,
    Update.next_step,
    Update.next_step_due_on,
    Update.posted_at,
    Update.edited_at,
    Update.withdrawn_at,
    Update.is_demonstration,
    Project.programme_id,
    Project.slug.label("project_slug"),
    Project.title.label("project_title"),
    programmes.writable(Project.programme_id).label("takes_comments"),
    *BY,
)


def _selected(viewer: Viewer | None) -> Select[*tuple[Any, ...]]:
    place = and_(Membership.person_id == Update.author_id, Membership.programme_id == Project.programme_id)
    return (
        select(*_SHOWN, *_around(viewer), counted())
        .join(Update.project)
        .outerjoin(Person, Person.id == Update.author_id)
        .outerjoin(Membership, place)
        .outerjoin(Membership.organisation)
        .outerjoin(Membership.sector)
    )


def _around(viewer: Viewer | None) -> list[ColumnElement[Any]]:
    """What hangs on an update: how many comments the viewer may read, reactions, the answer, the goals."""
    told = policy.told_to(viewer)
    goals = func.aggregate_strings(cast(update_goal.c.goal_id, String), ",")
    hanging = {
        "answers": select(func.count(Comment.id)).where(Comment.update_id == Update.id, policy.given(), told),
        "words": select(func.count(Reaction.id)).where(
            Reaction.update_id == Update.id, Reaction.comment_id.is_(None)
        ),
        "answer": (
            select(case((told, Comment.key), else_=""))
            .join(MarkedAnswer, MarkedAnswer.comment_id == Comment.id)
            .where(MarkedAnswer.update_id == Update.id)
        ),
        "goals": select(goals).where(update_goal.c.update_id == Update.id),
    }
    return [found.correlate(Update).scalar_subquery().label(name) for name, found in hanging.items()]


def _cards(rows: Sequence[Selected]) -> Reading[list[UpdateCard]]:
    ids = [row.id for row in rows]
    if not ids:
        return []
    pictures: dict[int, list[PictureCard]] = defaultdict(list)
    for picture in (yield from asked(_pictures(updates=ids))):
        pictures[picture.update_id].append(files.card(picture))
    return [_card(row, pictures[row.id]) for row in rows]


@built_once
def _pictures(*, updates: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(UpdatePicture.update_id, *files.SHOWN)
        .join(UpdatePicture.picture)
        .where(among(UpdatePicture.update_id, updates))
        .order_by(UpdatePicture.position)
    )


def _goals(programme_id: int, ids: str | None) -> tuple[Localised, ...]:
    """The names of the goals whose ids are listed, in the programme's order."""
    chosen = set((ids or "").split(","))
    names = programme_queries.goal_names(programme_id)
    return tuple(name for goal, name in names.items() if str(goal) in chosen)


def author_of(name: Localised | None, place: str | None, sector: str | None) -> Author | None:
    """How a page shows who wrote: name, municipality and sector's code, each None where there is none."""
    return None if name is None else Author(name, letters_of(place) if place else "", sector or "")


def _card(row: Selected, pictures: list[PictureCard]) -> UpdateCard:
    return UpdateCard(
        key=row.key,
        project_slug=row.project_slug,
        project_title=row.project_title,
        author=author_of(row.author, row.place, row.sector),
        kind=row.kind,
        status=row.status,
        visibility=row.visibility,
        text=row.text,
        html=row.html,
        next_step=row.next_step,
        next_step_due_on=row.next_step_due_on,
        posted_at=row.posted_at,
        edited_at=row.edited_at,
        withdrawn_at=row.withdrawn_at,
        goals=_goals(row.programme_id, row.goals),
        figures=figures_of(row.programme_id, row.counted),
        pictures=tuple(pictures),
        comments=row.answers,
        words=row.words,
        answer=row.answer if row.kind is Kind.QUESTION else None,
        takes_comments=row.takes_comments,
        is_demonstration=row.is_demonstration,
    )
