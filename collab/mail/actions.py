"""Writing mail: a row in the outbox, in the transaction of what it tells of."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import delete, insert, update

from collab import clock, db
from collab.keys import new_key
from collab.mail.models import Mail


def post(*, to: str, language: str, template: str, values: dict[str, Any]) -> Mail:
    """Put a mail in the outbox. The worker renders it from `template` and `values` and sends it.

    `template` is accounts/mail/sign_in_link for templates/accounts/mail/sign_in_link.{subject.txt,txt,html};
    `values` hold what JSON can; `reply_to` among them is the address where an answer goes. An address to
    which no mail can be sent is found when it goes out, and fails that mail alone.
    """
    mail = Mail(to=to, language=language, template=template, values=values)
    db.session.add(mail)
    return mail


def post_all(template: str, letters: Iterable[tuple[str, str, dict[str, Any]]]) -> list[str]:
    """Put many mails of one template in the outbox in one statement. `letters`: to, language, values.

    Answers their keys, in the letters' order.
    """
    some = list(letters)
    keys = [new_key() for _ in some]
    rows = [
        {"key": key, "to": to, "language": language, "template": template, "values": values}
        for key, (to, language, values) in zip(keys, some, strict=True)
    ]
    if rows:
        db.session.execute(insert(Mail), rows)
    return keys


def redirect(old: str, *, to: str, but: Collection[str] = ()) -> None:
    """Let what waits to go to the address `old` go to another one, except mails of the templates `but`."""
    waiting = Mail.to == old, Mail.sent_at.is_(None), Mail.template.not_in(but)
    db.session.execute(update(Mail).where(*waiting).values(to=to))


def look_again() -> None:
    """Let what waits without having failed be due now, when the site's clock has been moved.

    What it waits for, each letter asks again before it goes.
    """
    waiting = Mail.sent_at.is_(None), Mail.failure == "", Mail.due_at > clock.real()
    db.session.execute(update(Mail).where(*waiting).values(due_at=clock.real()))


def drop(to: str, templates: Collection[str]) -> None:
    """Let mails of these templates that wait to go to the address not go out at all."""
    waiting = Mail.to == to, Mail.sent_at.is_(None), Mail.template.in_(templates)
    db.session.execute(delete(Mail).where(*waiting))


def post_again(mail: Mail, *, to: str, values: dict[str, Any]) -> None:
    """Let a mail that was given up be tried anew with these values: the same mail, so the same Message-ID.

    `to`: the address as it is now; that it was wrong may be why it was given up.
    """
    mail.attempts, mail.failure, mail.due_at = 0, "", clock.real()
    mail.to, mail.values = to, values
