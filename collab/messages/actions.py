"""Writing a message, changing its copies, sending it, and handing the copies to the mail."""

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, select, update

from collab import clock, db, markdown
from collab.accounts.models import Person
from collab.activity.actions import record
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.mail.actions import post, post_again
from collab.mail.models import Mail
from collab.mail.plain import spelled_out
from collab.messages import queries
from collab.messages.models import Copy, Message
from collab.messages.selections import Selection
from collab.messages.wording import Reader, worded
from collab.programmes.models import Programme
from collab.projects.actions import Overtaken
from collab.projects.models import Project
from collab.statements import at_most
from collab.text import _

TEMPLATE = "messages/mail/message"
BATCH = 50
"""So many copies are handed over in one transaction."""


class Words(Struct, frozen=True):
    """What all get, or one."""

    subject: str
    text: str


class Retried(Struct, frozen=True):
    """How many copies are tried again, and how many were passed over instead."""

    again: int
    passed_over: int


def draft(
    programme: Programme, words: Words, selection: Selection, nudged: Project | None = None, *, by: Person
) -> Message:
    """Begin a message with one copy for everybody in the selection. Raises RuleViolation for nobody.

    `nudged`: the project whose team it nudges, if it is a nudge.
    """
    places = queries.selected(programme, selection)
    if not places:
        raise RuleViolation(_("Nobody matches this selection. Make it wider."))
    message = Message(
        programme=programme,
        project=nudged,
        by=by,
        subject=words.subject,
        text=words.text,
        selection=selection.kept,
    )
    db.session.add_all([message, *(Copy(message=message, membership_id=place) for place in places)])
    db.session.flush()
    return message


def reword(message: Message, words: Words, *, seen: int) -> None:
    """Change the words for everybody; a copy that was changed on its own keeps what is its own.

    `seen`, here and below: the version that the person had before them. Raises Overtaken for a newer one.
    """
    _change(message, seen)
    message.subject, message.text = words.subject, words.text


def reword_copy(copy: Copy, words: Words, *, seen: int) -> None:
    """Give one person words of their own; those that all get make it a copy like the others."""
    _change(copy.message, seen)  # first, as whoever hands it over holds it before its copies
    db.hold(copy)
    copy.own_subject = None if words.subject == copy.message.subject else words.subject
    copy.own_text = None if words.text == copy.message.text else words.text


def leave_out(copy: Copy, *, is_left_out: bool, seen: int) -> None:
    """Let one person get nothing, or get it after all."""
    _change(copy.message, seen)
    copy.is_left_out = is_left_out


def send(message: Message, at: datetime, *, seen: int, by: Person) -> None:
    """Let the worker send it at that moment of the site's time. Who sends it stands in the mail."""
    _demand_seen(message, seen)
    if obstacle := queries.obstacle(message):
        raise RuleViolation(obstacle.why)
    if queries.is_for_nobody(message):
        raise RuleViolation(_("Everybody is left out. Nothing was sent."))
    message.due_at, message.by, message.held_at = at, by, None


def hold(message: Message) -> None:
    """Make a scheduled message a draft again. Raises RuleViolation once its time has come."""
    db.hold(message)
    if message.due_at is not None and message.due_at <= clock.now():
        message.demand_draft()
    message.due_at = None


def discard(message: Message, *, seen: int) -> None:
    """Throw a draft away with its copies."""
    _demand_seen(message, seen)
    db.session.delete(message)


def retry(copy: Copy) -> bool:
    """Let a copy whose mail was given up be tried again. Raises RuleViolation for any other.

    Answers False for one whose person fits the selection no more: it is passed over.
    """
    db.hold(copy)
    if not queries.may_retry(copy):
        raise RuleViolation(_("This copy is not waiting to be tried again."))
    return _try_again(copy)


def retry_all(message: Message) -> Retried:
    """Let every copy whose mail was given up be tried again, by the rules of one.

    Raises RuleViolation where none was, also because somebody else has just tried them.
    """
    tried = []
    for copy in db.session.scalars(queries.given_up(message)).all():
        db.hold(copy)
        if queries.may_retry(copy):
            tried.append(_try_again(copy))
    if not tried:
        raise RuleViolation(_("No copy is waiting to be tried again."))
    return Retried(tried.count(True), tried.count(False))


def _try_again(copy: Copy) -> bool:
    in_one_of = queries.teams_again(copy)
    if not queries.is_still_for(copy, in_one_of):
        pass_over(copy)
        return False
    copy.settled_at = clock.now()
    if copy.mail is None:
        copy.failure, copy.mail = "", _post(copy, in_one_of)
    else:
        post_again(copy.mail, to=copy.membership.person.email, values=_values(copy, in_one_of))
    return True


def pass_over(copy: Copy) -> None:
    """Let nobody get a copy that is with the mail already."""
    copy.is_passed_over, copy.mail, copy.failure = True, None, ""


def note_outcomes(mails: Select[int]) -> None:
    """Let copies say what came of their mails, which are about to be deleted. `mails`: their ids."""
    sent_at, failure = (
        select(column).where(Mail.id == Copy.mail_id).scalar_subquery()
        for column in (Mail.sent_at, Mail.failure)
    )
    noted = update(Copy).where(Copy.mail_id.in_(mails)).values(delivered_at=sent_at, failure=failure)
    db.session.execute(noted, execution_options={"synchronize_session": False})


def hand_over(message: Message) -> None:
    """Put the next copies into the mail, each in the transaction in which its row says so.

    Who is no longer in the selection gets nothing. When none is left the message is sent. What may not go
    out any more is held back as a draft; of what some have got already, the others get theirs.
    """
    if queries.obstacle(message) and not queries.is_begun(message):
        message.due_at, message.held_at = None, clock.now()
        return
    copies = list(db.session.scalars(queries.unsettled(message).limit(at_most(BATCH))))
    places = [copy.membership_id for copy in copies]
    still = queries.still_selected(message.programme, Selection.of(message.selection), places)
    for copy in copies:
        copy.settled_at = clock.now()
        copy.is_passed_over = copy.membership_id not in still
        copy.mail = None if copy.is_passed_over else _post(copy, still[copy.membership_id])
    if len(copies) < BATCH:
        message.sent_at = clock.now()
        record(Verb.MESSAGE_SENT, message.programme, by=message.by)


def _post(copy: Copy, in_one_of: queries.Teams) -> Mail:
    person, values = copy.membership.person, _values(copy, in_one_of)
    return post(to=person.email, language=person.language, template=TEMPLATE, values=values)


def _values(copy: Copy, in_one_of: queries.Teams) -> dict[str, Any]:
    """What the mail's template says: the copy's words for its person, and whose they are.

    `in_one_of` is asked again before it goes out.
    """
    message, place = copy.message, copy.membership
    reader = Reader(place.person.name, place.organisation.short_name)
    text = worded(copy.text, reader)
    by = message.by.name.said(place.person.language) if message.by else ""
    return {
        "copy": copy.key,
        "in_one_of": in_one_of,
        "reply_to": message.by.email if message.by else "",
        "subject": worded(copy.subject, reader),
        "text": spelled_out(text),
        "html": str(markdown.render(text)),
        "by": by,
        "programme": message.programme.name.said(place.person.language),
    }


def _change(message: Message, seen: int) -> None:
    _demand_seen(message, seen)
    message.version += 1


def _demand_seen(message: Message, seen: int) -> None:
    """Raises RuleViolation for what is no draft, Overtaken for one that the person has not seen as it is."""
    db.hold(message)
    message.demand_draft()
    if message.version != seen:
        raise Overtaken(
            _("The draft was changed after you had opened it. Read what it says now before you go on.")
        )
