"""Notices from the record: each row of it gives its notices once, in the transaction that says it has."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import selectinload

from collab import clock, db, subjects
from collab.accounts.models import Anybody
from collab.activity import queries as activity
from collab.activity.models import Activity, Verb
from collab.columns import among
from collab.notifications import hiding
from collab.notifications.audiences import TOLD, Audience, Telling, has_a_letter, told_of
from collab.notifications.board import Board, News, Whole, Why, begin_anew
from collab.notifications.models import Notice
from collab.notifications.people import Around, Matter, around, named_as_one_of, people_of
from collab.notifications.queries import ITS_PERSON
from collab.notifications.rhythm import NEWS
from collab.teams import policy
from collab.updates.models import Comment, Update

AT_A_TIME = 100
"""Rows of the record that are looked at in one transaction, in as many statements as one would take."""

Whom = dict[int, Why]
"""Why each person is told."""


def derive_next() -> bool:
    """Give the next rows of the record their notices. Returns whether there were any.

    Rows are held while they are looked at, and said to be noticed in the same transaction: with several
    workers, and after one dies, each gives its notices exactly once.
    """
    with db.transaction():
        rows = activity.unnoticed(AT_A_TIME)
        fresh = [row for row in rows if clock.now() - row.at <= NEWS]
        _put(_told(fresh))
        _tell_again(fresh)
        hiding.let_go(rows)
        for row in rows:
            row.noticed_at = clock.real()
    return bool(rows)


def _told(rows: Sequence[Activity]) -> list[tuple[News, Whom]]:
    """What is news in these rows, and whom each concerns."""
    things = _things_of([row for row in rows if TOLD[row.verb]])
    taken_back = hiding.marks_taken_back(rows)
    matters = [
        Matter(row, things[row.subject_kind, row.subject_id])
        for row in rows
        if (row.subject_kind, row.subject_id) in things and row.id not in taken_back
    ]
    if not matters:
        return []
    near = around(matters)
    return [(news, _whom(matter, near)) for news, matter in zip(_news(matters), matters, strict=True)]


def _tell_again(rows: Sequence[Activity]) -> None:
    """Let items say anew what concerns their people: something was taken back, or they have left the team."""
    commented = {row.subject_id for row in rows if row.verb is Verb.COMMENT_WITHDRAWN}
    teams = {row.team_id for row in rows if row.verb is Verb.TEAM_CHANGED and row.team_id is not None}
    joined = {item: item.events - 1 for item in _speechless(commented)} if commented else {}
    joined |= {item: item.events - 1 for item in _unmarked(rows)}
    joined |= {item: item.events for item in _of_outsiders(teams)} if teams else {}
    if not joined:
        return
    updates = {item.subject_id for item in joined}
    told, read = _told(_all_about(updates, rows[-1])), _last_read(joined)
    for item, most in joined.items():
        since = read.get((item.person_id, item.subject_id))
        theirs = [
            (news, whom[item.person_id])
            for news, whom in told
            if item.person_id in whom and news.whole == (item.subject_kind, item.subject_id)
        ]
        unread = [(news, why) for news, why in theirs if since is None or news.row.at > since]
        begin_anew(item, unread[-most:] if most else [])


def _all_about(updates: Collection[int], last: Activity) -> Sequence[Activity]:
    """What is news of these updates and of what is said at them, up to that row."""
    ids = sorted(updates)
    answers = select(Comment.id).where(among(Comment.update_id, ids))
    about = or_(
        and_(Activity.subject_kind == "project_update", among(Activity.subject_id, ids)),
        and_(Activity.subject_kind == "comment", Activity.subject_id.in_(answers)),
    )
    is_news = Activity.at.between(clock.now() - NEWS, last.at)
    return db.session.scalars(select(Activity).where(about, is_news).order_by(Activity.at, Activity.id)).all()


def _last_read(items: Collection[Notice]) -> dict[tuple[int, int], datetime]:
    """When the people of these items last opened one about the same update, by person and update."""
    rows = db.session.execute(
        select(Notice.person_id, Notice.subject_id, func.max(Notice.opened_at))
        .where(
            among(Notice.person_id, sorted({item.person_id for item in items})),
            among(Notice.subject_id, sorted({item.subject_id for item in items})),
            Notice.subject_kind == "project_update",
            Notice.opened_at.is_not(None),
        )
        .group_by(Notice.person_id, Notice.subject_id)
    )
    return {(person_id, update_id): at for person_id, update_id, at in rows if at is not None}


def _speechless(commented: Collection[int]) -> Sequence[Notice]:
    """The unopened items whose words were those of a comment on these updates that is taken back."""
    return db.session.scalars(
        select(Notice)
        .join(Notice.activity)
        .join(Comment, and_(Activity.subject_kind == "comment", Activity.subject_id == Comment.id))
        .where(
            among(Comment.update_id, sorted(commented)),
            Comment.withdrawn_at.is_not(None),
            Notice.opened_at.is_(None),
        )
        .with_for_update(of=Notice)
    ).all()


def _unmarked(rows: Sequence[Activity]) -> Sequence[Notice]:
    """The unopened items that say of these rows' questions what is answered no more."""
    reopened = [row.subject_id for row in rows if row.verb is Verb.QUESTION_REOPENED]
    if not reopened:
        return ()
    waiting = select(Notice).join(Notice.activity).where(hiding.says_taken_back(reopened))
    return db.session.scalars(waiting.where(Notice.opened_at.is_(None)).with_for_update(of=Notice)).all()


def _of_outsiders(teams: Collection[int]) -> Sequence[Notice]:
    """The unopened items of more than one event about updates of these teams, whose people have left them."""
    reader = Anybody(ITS_PERSON, is_site_organiser=False)
    return db.session.scalars(
        select(Notice)
        .join(Notice.activity)
        .where(
            among(Activity.team_id, sorted(teams)),
            Notice.subject_kind == "project_update",
            Notice.opened_at.is_(None),
            Notice.events > 1,
            policy.has_left(reader, Activity.team_id),
        )
        .with_for_update(of=Notice)
    ).all()


def _news(matters: Sequence[Matter]) -> list[News]:
    from_files = activity.came_from_files([matter.row for matter in matters])
    return [
        News(row, _whole(row, thing), has_a_letter(row.verb, row.detail) or row.id in from_files)
        for row, thing in matters
    ]


def _put(told: Sequence[tuple[News, Whom]]) -> None:
    if not told:
        return
    board = Board({person_id for _, whom in told for person_id in whom}, {news.whole for news, _ in told})
    for news, whom in told:
        for person_id, why in whom.items():
            board.put(news, person_id, why)
    board.keep()


def _things_of(rows: Sequence[Activity]) -> dict[tuple[str, int], Any]:
    """What the rows speak of, as far as it is there; one statement for each kind."""
    found: dict[tuple[str, int], Any] = {}
    for kind in sorted({row.subject_kind for row in rows} & set(subjects.kinds())):
        model = subjects.of_kind(kind).model
        ids = sorted({row.subject_id for row in rows if row.subject_kind == kind})
        there = db.session.scalars(select(model).where(among(model.id, ids)))
        found |= {(kind, one.id): one for one in there if not _is_taken_back(one)}
    return found | {("project_update", one.id): one for one in _updates_of(found.values())}


def _updates_of(things: Iterable[Any]) -> Sequence[Update]:
    """Those of these things that are updates, and those that are commented, each with its project."""
    ids = {thing.update_id for thing in things if isinstance(thing, Comment)}
    ids |= {thing.id for thing in things if isinstance(thing, Update)}
    asked = select(Update).where(among(Update.id, sorted(ids))).options(selectinload(Update.project))
    return db.session.scalars(asked).all()


def _is_taken_back(thing: Any) -> bool:
    return isinstance(thing, Comment) and thing.withdrawn_at is not None


def _whom(matter: Matter, near: Around) -> Whom:
    whom: Whom = {}
    for telling in told_of(matter.row.verb, matter.row.detail):
        for person_id in people_of(telling.to, matter, near):
            if person_id is not None and person_id != matter.row.by_id:
                whom.setdefault(person_id, _why(telling, person_id, matter, near))
    return whom


def _why(telling: Telling, person_id: int, matter: Matter, near: Around) -> Why:
    is_mention = telling.to is Audience.MENTIONED
    return Why(telling.kind, named_as_one_of(person_id, matter, near) if is_mention else None)


_PARTS: dict[str, Callable[[Any], Whole]] = {
    "comment": lambda comment: ("project_update", comment.update_id),
    "point": lambda point: ("review", point.review_id),
}
"""Kinds that are parts of another thing, which is told of as one."""


def _whole(row: Activity, thing: Any) -> Whole:
    part = _PARTS.get(row.subject_kind)
    return part(thing) if part else (row.subject_kind, row.subject_id)
