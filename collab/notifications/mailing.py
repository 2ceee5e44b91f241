"""Mail about notices: written when it is due, and asked again just before it goes out."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from itertools import chain
from typing import Any

from msgspec.structs import replace
from sqlalchemy import ColumnElement, select, update

from collab import clock, db
from collab.accounts.models import Person
from collab.columns import among
from collab.mail import actions as mail
from collab.mail.delivery import waiting_of
from collab.mail.letters import Letter, NothingToSay, NotNow, Rendered
from collab.notifications import leaving, queries, reminding, rhythm
from collab.notifications.audiences import kind_of_letter
from collab.notifications.chosen import Chosen, chosen_by
from collab.notifications.kinds import NEED_ANSWER, Kind
from collab.notifications.models import Notice
from collab.notifications.queries import Item
from collab.projects.models import Project
from collab.reviews import letters as to_reviewers
from collab.statements import at_most
from collab.teams import letters as of_teams
from collab.text import Localised, in_language

TEMPLATE = "notifications/mail/told"
AT_A_TIME = 50
"""People whose mail is written in one transaction."""
A_MOMENT = timedelta(minutes=1)
_SETTLED = of_teams.has_left, of_teams.is_answered, to_reviewers.is_relieved
"""Whether what a letter with these values tells of concerns its reader no more."""


def write_next() -> bool:
    """Write to the next people whose notices are due, each one letter. Returns whether there were any.

    The letters and the word that their notices are mailed are one transaction: no notice goes out twice. For
    who is in quiet hours by now, since the worker came late, they are due when those end.
    """
    due = Notice.mail_due_at <= clock.now()
    with db.transaction():
        waiting = select(Notice.person_id).where(due)
        people = db.session.scalars(
            select(Person)
            .where(Person.id.in_(waiting))
            .order_by(Person.id)
            .limit(at_most(AT_A_TIME))
            .with_for_update(skip_locked=True, key_share=True)
        ).all()
        if people:
            _write_to(people, due)
    return bool(people)


def _write_to(people: Sequence[Person], due: ColumnElement[bool]) -> None:
    """A letter for each of them about what is due and in no letter that waits; constantly many statements."""
    people = _let_rest(people, due)
    before = _not_in_a_letter(among(Notice.person_id, [person.id for person in people]), due)
    items = queries.still_told(people, list(before))
    told = {person_id: [item.id for item in its] for person_id, its in items.items()}
    _note(list(before), {"mail_due_at": None})
    _note(list(chain.from_iterable(told.values())), _told_now())
    readers = [person for person in people if person.id in told]
    keys = mail.post_all(
        TEMPLATE,
        [
            (reader.email, reader.language, _values(reader, {one: before[one] for one in told[reader.id]}))
            for reader in readers
        ],
    )
    by_letter = [
        {"id": one, "mail_key": key}
        for key, reader in zip(keys, readers, strict=True)
        for one in told[reader.id]
    ]
    if by_letter:
        db.session.execute(update(Notice), by_letter)


def _not_in_a_letter(*which: ColumnElement[bool]) -> dict[int, int]:
    """How many events of each of these notices mail has told of, by the notices' ids; they are held.

    Besides the one that the notice says. Without those of which a letter still waits to go out: it will say
    what is new then. What is new of one whose letter is under way at this moment is looked at again a moment
    later.
    """
    columns = Notice.id, Notice.at, Notice.events_mailed, Notice.mailed_at, Notice.mail_key
    asked = select(*columns).where(*which).order_by(Notice.id)
    rows = db.session.execute(asked.with_for_update()).all()
    keys = {row.mail_key for row in rows if row.mail_key is not None}
    is_under_way = waiting_of(keys) if keys else {}
    _note([row.id for row in rows if is_under_way.get(row.mail_key) is False], _told_now())
    busy = [row.id for row in rows if is_under_way.get(row.mail_key)]
    _note(busy, {"mail_due_at": clock.now() + A_MOMENT})
    return {
        row.id: row.events_mailed - rhythm.was_mailed(row.at, row.mailed_at)
        for row in rows
        if row.mail_key not in is_under_way
    }


def _told_now() -> dict[str, Any]:
    return {"mail_due_at": None, "mailed_at": clock.now(), "events_mailed": Notice.events}


def _values(person: Person, before: Mapping[int, int]) -> dict[str, Any]:
    return {"person": person.id, "notices": list(before), "mailed_before": list(before.values())}


def _let_rest(people: Sequence[Person], due: ColumnElement[bool]) -> list[Person]:
    """Put off what is due for those of them who are in quiet hours. Returns the others."""
    chosen = chosen_by([person.id for person in people])
    ends = {person.id: chosen.rests_until(person.id) for person in people}
    for end in {end for end in ends.values() if end is not None}:
        theirs = among(Notice.person_id, [person_id for person_id, rests in ends.items() if rests == end])
        db.session.execute(update(Notice).where(theirs, due).values(mail_due_at=end))
    return [person for person in people if ends[person.id] is None]


def _note(ids: Sequence[int], changes: dict[str, Any]) -> None:
    if ids:
        noted = update(Notice).where(among(Notice.id, list(ids))).values(changes)
        db.session.execute(noted, execution_options={"synchronize_session": False})


def asked_again(render: Callable[[Letter], Rendered]) -> Callable[[Letter], Rendered]:
    """Let a letter about notices say what holds when it goes out: unopened, seen and wanted by its reader.

    So does a reminder, and what a deed has written is wanted and waits, too. What is rendered raises
    NothingToSay when nothing of it is left, or when it is settled: its reader has left the team or is no
    reviewer any more, what it asks is answered. It raises NotNow in its reader's quiet hours. What finds its
    words only now finds them in the language that its reader has chosen by now.
    """

    def render_now(letter: Letter) -> Rendered:
        if any(is_settled(letter.values) for is_settled in _SETTLED):
            raise NothingToSay
        fill = _FILL.get(letter.template)
        return render(_of_a_deed(letter) if fill is None else _filled_by(fill, letter))

    return render_now


def _filled_by(fill: Callable[[Letter, Person], Letter], letter: Letter) -> Letter:
    person = db.session.get(Person, letter.values["person"])
    if person is None:
        raise NothingToSay
    with in_language(person.language):
        return fill(replace(letter, language=person.language), person)


def _chosen_by(person_id: int) -> Chosen:
    """What the person has chosen. Raises NotNow in the quiet hours of it."""
    chosen = chosen_by([person_id])
    end = chosen.rests_until(person_id)
    if end is not None:
        raise NotNow(clock.real_of(end))
    return chosen


def _reminding(letter: Letter, person: Person) -> Letter:
    _chosen_by(person.id)
    return reminding.filled(letter, person)


def _filled(letter: Letter, person: Person) -> Letter:
    chosen = _chosen_by(person.id)
    ids = letter.values["notices"]
    before = dict(zip(ids, letter.values.get("mailed_before", ()), strict=False))
    told_now = queries.still_told([person], ids).get(person.id, ())
    unmailed = [replace(item, more=max(0, item.more - before.get(item.id, 0))) for item in told_now]
    items = [item for item in unmailed if chosen.takes_any(person.id, item.project_id, item.may_hold)]
    if not items:
        raise NothingToSay
    return replace(letter, values=told(items, _project_of(items)), leave=_leave(person))


_FILL = {TEMPLATE: _filled, reminding.TEMPLATE: _reminding}
"""The letters that find their words only when they go out."""


def _leave(person: Person) -> tuple[str, dict[str, Any]]:
    return "notifications.leave", {"token": leaving.token_of(person)}


def _of_a_deed(letter: Letter) -> Letter:
    """The letter that a deed wrote, at once whatever the pace: not to who wants none of its kind."""
    kind = kind_of_letter(letter.template, letter.values)
    if kind is None:
        return letter
    person = db.session.scalars(select(Person).where(Person.email == letter.to)).first()
    if person is None or not _chosen_by(person.id).takes(person.id, letter.values.get("project_id"), kind):
        raise NothingToSay
    return replace(letter, leave=_leave(person))


def _project_of(items: Sequence[Item]) -> Localised | None:
    """What the project is called that several items are all about."""
    first, *others = (item.project_id for item in items)
    if first is None or not others or set(others) != {first}:
        return None
    return db.session.scalar(select(Project.title).where(Project.id == first))


class _Facts(dict[str, Any]):
    """Small facts of an event; one that it has not is said as nothing, as pages do and mails else refuse."""

    def __missing__(self, _name: str) -> str:
        return ""


def told(items: Sequence[Item], project: Localised | None = None) -> dict[str, Any]:
    """What the letter says, first what needs an answer; each item without the link that pages put in it.

    A mention in what asks nothing is told by itself. Its subject says of which kind the most pressing are,
    how many, and in which `project`, where all are of one. What is told alone is `only`.
    """
    plain = [
        replace(item, event=replace(item.event, endpoint="", detail=_Facts(item.event.detail)))
        for item in items
    ]
    kinds = [item.tells for item in items]
    lead = next(kind for kind in Kind if kind in kinds)
    return {
        "lead": lead,
        "leading": kinds.count(lead),
        "project": project or "",
        "only": plain[0] if len(plain) == 1 else None,
        "urgent": [item for item in plain if item.asks],
        "named": [item for item in plain if item.tells is Kind.MENTION and not item.asks],
        "others": [item for item in plain if item.tells not in NEED_ANSWER],
    }
