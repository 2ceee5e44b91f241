"""Opening notices, and choosing how to be told."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Update, and_, delete, insert, or_, select, tuple_, update

from collab import clock, db, space
from collab.accounts.models import Person
from collab.columns import among
from collab.notifications import queries
from collab.notifications.kinds import Kind, Pace
from collab.notifications.models import MutedProject, Notice, NoticeChoices, ProjectPace
from collab.notifications.queries import Mark
from collab.notifications.rhythm import NEWS, Quiet


def open_notice(notice: Notice) -> None:
    """Note that its person has opened it, in a short transaction of its own: a link is followed by GET.

    What joins the item meanwhile keeps it unopened: its person is on the way to what it said before.
    """
    as_read = _opened(Notice.id == notice.id, Notice.events == notice.events)
    with space.noting(), db.apart() as connection:
        connection.execute(as_read)


def open_about(thing: db.Base, showing: Collection[str] = (), *, by: Person) -> int:
    """Note that a person has opened the page of what unopened items of theirs are about.

    `showing`: the page shows all of these kinds that the thing has. Returns how many there are. In a short
    transaction of its own, and none where there is nothing to note: it is opened by GET.
    """
    items = queries.unopened_about(thing, showing, by)
    if items:
        _open_apart(items, by)
    return len(items)


def let_go_of(hidden: Sequence[tuple[int, int]], *, by: Person) -> None:
    """Count what a person may not know of any more as opened, as `queries.hidden` found it.

    In a short transaction of its own: it is noticed when the page is read. What joins one of them meanwhile
    keeps it unopened, for that may be seen.
    """
    _open_apart(hidden, by)


def _open_apart(items: Sequence[tuple[int, int]], by: Person) -> None:
    """Ids, and how much had joined each item: one that more has joined by now stays unopened."""
    as_opened = _opened(Notice.person_id == by.id, tuple_(Notice.id, Notice.events).in_(items))
    with space.noting(), db.apart() as connection:
        connection.execute(as_opened)


def open_all(until: Mark, *, by: Person) -> None:
    """Note that a person has read everything up to there. What has come since stays unopened."""
    read = Notice.id <= until.notice_id, Notice.activity_id <= until.activity_id
    db.session.execute(_opened(Notice.person_id == by.id, *read))


def _opened(*which: ColumnElement[bool]) -> Update:
    now = clock.now()
    unopened = Notice.opened_at.is_(None), Notice.at <= now
    return update(Notice).where(*which, *unopened).values(opened_at=now, mail_due_at=None)


def choose(
    paces: Mapping[Kind, Pace],
    quiet: Quiet,
    in_projects: Mapping[int, Pace | None] | None = None,
    *,
    by: Person,
) -> None:
    """Keep how a person wants to be told, by kind and by project (ids); what waits to be mailed follows.

    None for a project: as its kinds. What was chosen of kinds and projects that are not named stays. What is
    unread of a project that is muted stays, and nothing of it is mailed but what needs an answer. Who chooses
    twice at the same moment does so one after the other.
    """
    db.hold(by)
    choices = db.session.get(NoticeChoices, by.id) or NoticeChoices(person_id=by.id, paces={})
    choices.paces = choices.paces | {kind.value: pace.value for kind, pace in paces.items()}
    choices.quiet_since, choices.quiet_until = quiet
    db.session.add(choices)
    if in_projects:
        _keep_for_projects(in_projects, by)
    _follow(choices, queries.paces_by_project(by))


def take_no_mail(*, by: Person) -> None:
    """Mail nothing more about notices to a person. What is muted stays muted."""
    db.hold(by)
    quiet, chosen = queries.choices_of(by).quiet, queries.paces_by_project(by)
    others = {project_id: None for project_id, pace in chosen.items() if pace is not Pace.NEVER}
    choose(dict.fromkeys(Kind, Pace.NEVER), quiet, others, by=by)


def _keep_for_projects(chosen: Mapping[int, Pace | None], by: Person) -> None:
    paces = {project_id: pace for project_id, pace in sorted(chosen.items()) if pace is not None}
    rows = [{"project_id": project_id, "pace": pace} for project_id, pace in paces.items()]
    muted = [{"project_id": project_id} for project_id, pace in paces.items() if pace is Pace.NEVER]
    _replace(ProjectPace, chosen, rows, by)
    _replace(MutedProject, chosen, muted, by)


def _replace(model: type[Any], projects: Collection[int], rows: Sequence[dict[str, Any]], by: Person) -> None:
    """Let the rows be those of the person for these projects."""
    theirs = model.person_id == by.id, among(model.project_id, sorted(projects))
    db.session.execute(delete(model).where(*theirs))
    if rows:
        db.session.execute(insert(model), [{"person_id": by.id, **row} for row in rows])


def _follow(choices: NoticeChoices, in_projects: Mapping[int, Pace]) -> None:
    """Let what waits go out as is chosen now, and what is news yet and was not mailed."""
    is_news = and_(Notice.events_mailed < Notice.events, Notice.at > clock.now() - NEWS)
    theirs = Notice.person_id == choices.person_id, Notice.opened_at.is_(None)
    waiting = select(Notice).where(*theirs, or_(Notice.mail_due_at.is_not(None), is_news))
    for notice in db.session.scalars(waiting):
        in_project = in_projects.get(notice.project_id) if notice.project_id is not None else None
        notice.mail_due_at = choices.due_of(notice, in_project)
