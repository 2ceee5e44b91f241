"""Mail about notices: written when it is due, and asked again just before it goes out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select, update

from collab import clock, db
from collab.accounts.models import Person
from collab.mail import actions as mail
from collab.mail.letters import Letter, NothingToSay, Rendered
from collab.notifications import leaving, queries, reminding
from collab.notifications.kinds import NEED_ANSWER
from collab.notifications.models import Notice
from collab.notifications.queries import Item
from collab.statements import at_most

TEMPLATE = "notifications/mail/told"
AT_A_TIME = 50
"""People whose mail is written in one transaction."""


def write_next() -> bool:
    """Write to the next people whose notices are due, each one letter. Returns whether there were any.

    The letter and the word that its notices are mailed are one transaction: no notice goes out twice.
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
        for person in people:
            _write_to(person)
    return bool(people)


def _write_to(person: Person) -> None:
    due = Notice.person_id == person.id, Notice.mail_due_at <= clock.now()
    ids = db.session.scalars(select(Notice.id).where(*due)).all()
    items = queries.still_told(person, ids) if ids else []
    db.session.execute(update(Notice).where(Notice.id.in_(ids)).values(mail_due_at=None))
    if not items:
        return
    told = [item.id for item in items]
    db.session.execute(update(Notice).where(Notice.id.in_(told)).values(mailed_at=clock.now()))
    values = {"person": person.id, "notices": told}
    mail.post(to=person.email, language=person.language, template=TEMPLATE, values=values)


def asked_again(render: Callable[[Letter], Rendered]) -> Callable[[Letter], Rendered]:
    """Let a letter about notices say what holds when it goes out: unopened, and still for its reader's eyes.

    So does a reminder. What is rendered raises NothingToSay when nothing of it is left.
    """
    fill = {TEMPLATE: _filled, reminding.TEMPLATE: reminding.filled}

    def render_now(letter: Letter) -> Rendered:
        return render(fill[letter.template](letter) if letter.template in fill else letter)

    return render_now


def _filled(letter: Letter) -> Letter:
    person = db.session.get(Person, letter.values["person"])
    items = queries.still_told(person, letter.values["notices"]) if person is not None else []
    if person is None or not items:
        raise NothingToSay
    token = leaving.token_of(person)
    return replace(letter, values=told(items), leave=("notifications.leave", {"token": token}))


class _Facts(dict[str, Any]):
    """Small facts of an event; one that it has not is said as nothing, as pages do and mails else refuse."""

    def __missing__(self, _name: str) -> str:
        return ""


def told(items: Sequence[Item]) -> dict[str, Any]:
    """What the letter says, first what needs an answer; each item without the link that pages put in it."""
    plain = [
        replace(item, event=replace(item.event, endpoint="", detail=_Facts(item.event.detail)))
        for item in items
    ]
    return {
        "urgent": [item for item in plain if item.kind in NEED_ANSWER],
        "others": [item for item in plain if item.kind not in NEED_ANSWER],
    }
