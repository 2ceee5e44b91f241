"""Receiving views and answering them."""

from collab import clock, db
from collab.accounts.models import Person
from collab.activity.actions import record
from collab.activity.models import Verb
from collab.contact.models import View
from collab.mail.actions import post
from collab.programmes.models import Programme

RECEIPT, ANSWER = "contact/mail/receipt", "contact/mail/answer"
TO_VISITORS = (RECEIPT, ANSWER)
"""The templates of mails that go where a visitor has said, whosever account has that address."""


def receive_view(text: str, *, programme: Programme | None, email: str, language: str) -> View:
    """Keep what a visitor wrote, and mail the receipt when there is an address.

    The receipt carries none of the visitor's words: the address may be somebody else's.
    """
    view = View(text=text, programme=programme, email=email or None, language=language)
    db.session.add(view)
    db.session.flush()
    record(Verb.VIEW_RECEIVED, view, by=None, at=view.received_at)
    if view.email:
        _mail(view, RECEIPT)
    return view


def answer_view(view: View, text: str, *, by: Person) -> None:
    """Answer a view; the answer stands on the receipt's page and is mailed when there is an address.

    Raises RuleViolation when somebody else has just answered.
    """
    db.hold(view)
    view.give_answer(text, by=by, at=clock.now())
    record(Verb.VIEW_ANSWERED, view, by=by)
    if view.email:
        _mail(view, ANSWER, answer=text)


def _mail(view: View, template: str, **values: str) -> None:
    post(
        to=view.email or "",
        language=view.language,
        template=template,
        values={"key": view.key, "number": view.number, **values},
    )
