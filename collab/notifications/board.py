"""The unopened items of many people: what is new joins them, and everything is written at once."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import insert, select, update

from collab import db
from collab.activity.models import Activity
from collab.columns import among
from collab.notifications import rhythm
from collab.notifications.chosen import chosen_by
from collab.notifications.kinds import Kind, presses_more
from collab.notifications.models import Notice

Whole = tuple[str, int]
"""Kind and id of what an item is about."""
_COLUMNS = [column.name for column in Notice.__table__.columns if column.name not in ("id", "key")]
_RENEWED = (
    "id", "kind", "team_id", "activity_id", "events", "events_mailed", "at", "mailed_at", "mail_due_at"
)  # fmt: skip


class News(NamedTuple):
    """A row of the record, what it is about as a whole, and whether a letter of its own has told it."""

    row: Activity
    whole: Whole
    is_mailed: bool


class Why(NamedTuple):
    """Why somebody is told, and the team by whose name that person is mentioned, if it is for that."""

    kind: Kind
    team_id: int | None


class Board:
    """The items of these people about these things, as they become."""

    def __init__(self, people: Collection[int], wholes: Collection[Whole]) -> None:
        self._chosen = chosen_by(people)
        self._items = _unopened(people, wholes)
        self._touched: dict[tuple[int, str, int], Notice] = {}

    def put(self, news: News, person_id: int, why: Why) -> None:
        """Add an item for somebody, or what is new to the item that is there, if they want to hear it."""
        if not self._chosen.wants(person_id, news.row.project_id, why.kind):
            return
        key = (person_id, *news.whole)
        item, mailed_at = self._items.get(key), None
        if item is None:
            item = self._items[key] = _begun(news, person_id, why)
        else:
            mailed_at = None if presses_more(why.kind, item.kind) else item.mailed_at
            _renew(item, news, why)
        if not news.is_mailed:
            self._set_due(item, why.kind, mailed_at)
        self._touched[key] = item

    def keep(self) -> None:
        """Write what has begun and what was renewed, each in one statement."""
        begun = [_values(item, _COLUMNS) for item in self._touched.values() if item.id is None]
        renewed = [_values(item, _RENEWED) for item in self._touched.values() if item.id is not None]
        if begun:
            db.session.execute(insert(Notice), begun, execution_options={"render_nulls": True})
        if renewed:
            db.session.execute(update(Notice), renewed)

    def _set_due(self, item: Notice, kind: Kind, mailed_at: datetime | None) -> None:
        """Let the item go out when what is new of it does, or sooner if it waits for that.

        What presses more than all that was mailed of the thing does not wait for the next day: `mailed_at`
        is None.
        """
        due = self._chosen.due_at(item.person_id, item.project_id, kind, mailed_at)
        item.mail_due_at = min((at for at in (due, item.mail_due_at) if at is not None), default=None)


def begin_anew(item: Notice, told: Sequence[tuple[News, Why]]) -> None:
    """Let an item say these news of its thing alone, which its reader was told of before.

    What was mailed of it then is not mailed again, and what came later goes on waiting. Where there are none
    the item stays as it is.
    """
    if not told:
        return
    (first, why), *others = told
    anew = _begun(first, item.person_id, why)
    for news, why in others:
        _renew(anew, news, why)
    for name in ("kind", "team_id", "activity_id", "events", "at"):
        setattr(item, name, getattr(anew, name))
    item.events_mailed = sum(
        news.is_mailed or rhythm.was_mailed(news.row.at, item.mailed_at) for news, _ in told
    )
    if item.events_mailed == item.events:
        item.mail_due_at = None


def _unopened(people: Collection[int], wholes: Collection[Whole]) -> dict[tuple[int, str, int], Notice]:
    """Their unopened items, held: who opens one meanwhile waits, and loses nothing that is new of it.

    They are no rows of the session: so many are written together.
    """
    rows = db.session.execute(
        select(*Notice.__table__.columns)
        .where(
            among(Notice.person_id, sorted(people)),
            among(Notice.subject_id, sorted({number for _, number in wholes})),
            Notice.opened_at.is_(None),
        )
        .order_by(Notice.id)
        .with_for_update()
    )
    items = [Notice(**row._mapping) for row in rows]
    return {(item.person_id, item.subject_kind, item.subject_id): item for item in items}


def _values(item: Notice, names: Collection[str]) -> dict[str, object]:
    return {name: getattr(item, name) for name in names}


def _begun(news: News, person_id: int, why: Why) -> Notice:
    row = news.row
    return Notice(
        person_id=person_id,
        kind=why.kind,
        team_id=why.team_id,
        subject_kind=news.whole[0],
        subject_id=news.whole[1],
        activity_id=row.id,
        project_id=row.project_id,
        events=1,
        events_mailed=int(news.is_mailed),
        at=row.at,
        mailed_at=row.at if news.is_mailed else None,
    )


def _renew(item: Notice, news: News, why: Why) -> None:
    """Let the item say what is new, unless what it says presses more.

    What a letter of its own has told neither cancels nor takes the place of what waits to be mailed. Nor does
    the mention of a team take the place of one by name that waits: it goes when its reader leaves the team.
    """
    item.events += 1
    item.events_mailed += news.is_mailed
    waits, kind = item.mail_due_at is not None, why.kind
    is_said = kind is item.kind and (news.is_mailed or (why.team_id and not item.team_id))
    if presses_more(item.kind, kind) or (waits and is_said):
        return
    if news.is_mailed and not waits:
        item.mailed_at = news.row.at
    item.kind, item.team_id, item.activity_id, item.at = kind, why.team_id, news.row.id, news.row.at
