"""Receiving views and answering them: what is kept, recorded and mailed."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.activity.models import Activity, Verb
from collab.contact import actions
from collab.contact.models import View
from collab.errors import RuleViolation
from collab.mail.models import Mail
from tests.support.cast import Cast


def happened() -> list[tuple[Verb, int, int | None, int | None]]:
    rows = db.session.scalars(select(Activity).order_by(Activity.id))
    return [(row.verb, row.subject_id, row.by_id, row.programme_id) for row in rows]


def mails() -> list[tuple[str, str, str]]:
    return [(m.to, m.language, m.template) for m in db.session.scalars(select(Mail).order_by(Mail.id))]


def test_a_view_is_kept_recorded_and_receipted(view: View, cast: Cast) -> None:
    assert happened() == [(Verb.VIEW_RECEIVED, view.id, None, cast.programme.id)]
    assert mails() == [("visitor@example.org", "sv", "contact/mail/receipt")]
    assert not view.is_answered


def test_mail_to_an_unproven_address_carries_none_of_the_visitors_words(view: View) -> None:
    (mail,) = db.session.scalars(select(Mail))
    assert mail.values == {"key": view.key, "number": view.number}


def test_without_an_address_nothing_is_mailed(cast: Cast) -> None:
    with db.transaction():
        quiet = actions.receive_view("Bra!", programme=cast.programme, email="", language="sv")
        actions.answer_view(quiet, "Tack!", by=cast.organiser)
    assert mails() == []


def test_an_answer_is_kept_recorded_and_mailed_in_the_visitors_language(view: View, cast: Cast) -> None:
    with db.transaction():
        actions.answer_view(view, "Vi gör den mörkare.", by=cast.organiser)
    assert (view.answer, view.answered_by) == ("Vi gör den mörkare.", cast.organiser)
    assert view.answered_at is not None
    assert abs((view.answered_at - clock.now()).total_seconds()) < 60
    assert happened()[-1] == (Verb.VIEW_ANSWERED, view.id, cast.organiser.id, cast.programme.id)
    assert mails()[-1] == ("visitor@example.org", "sv", "contact/mail/answer")


def test_a_view_is_answered_once(view: View, cast: Cast) -> None:
    with db.transaction():
        actions.answer_view(view, "Vi gör den mörkare.", by=cast.organiser)
    with pytest.raises(RuleViolation), db.transaction():
        actions.answer_view(view, "Nej.", by=cast.organiser)
    assert view.answer == "Vi gör den mörkare."


def test_of_two_organisers_who_answer_at_once_one_is_told_so(site: Flask, view: View, cast: Cast) -> None:
    together = Barrier(2)
    organiser_id, view_id = cast.organiser.id, view.id
    db.session.rollback()

    def answer(text: str) -> str:
        with site.app_context():
            together.wait()
            try:
                with db.transaction():
                    found = db.session.get_one(View, view_id)
                    actions.answer_view(found, text, by=db.session.get_one(Person, organiser_id))
            except RuleViolation:
                return "refused"
            return text

    with ThreadPoolExecutor(2) as organisers:
        said = sorted(organisers.map(answer, ["one", "two"]))
    assert said[0] in ("one", "refused")
    assert said.count("refused") == 1
    db.session.expire_all()
    assert view.answer in said


def test_the_receipts_number_reads_well_aloud(view: View) -> None:
    assert view.number.replace("-", "") == view.key
    assert [len(part) for part in view.number.split("-")] == [4, 4, 4, 4]
