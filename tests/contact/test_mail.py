"""What mail about a view says, and what it can never carry."""

from flask import Flask

from collab import db
from collab.contact import actions
from collab.contact.models import View
from collab.mail.models import Mail
from tests.support.cast import Cast
from tests.support.pages import faults_of
from tests.support.post import delivered


def in_english(cast: Cast, text: str) -> View:
    with db.transaction():
        return actions.receive_view(
            text, programme=cast.programme, email="visitor@example.org", language="en"
        )


def test_the_receipt_has_number_and_address_and_none_of_the_visitors_words(cast: Cast) -> None:
    view = in_english(cast, "Buy this at https://evil.example")
    (mail,) = delivered()
    assert mail.subject == f"Receipt {view.number}: we have your view"
    assert faults_of(mail.html) == []
    assert f"http://localhost/contact/{view.key}\n" in mail.text
    assert "evil" not in mail.text + mail.html


def test_the_answer_is_in_the_mail_as_it_was_written(cast: Cast) -> None:
    view = in_english(cast, "Where is it?")
    with db.transaction():
        actions.answer_view(view, "In <Kristianstad> & nowhere else.\n\nWelcome!", by=cast.organiser)
    mail: Mail = delivered()[-1]
    assert mail.subject == f"Receipt {view.number}: the answer to your view"
    assert faults_of(mail.html) == []
    assert "In <Kristianstad> & nowhere else.\n\nWelcome!" in mail.text
    assert "In &lt;Kristianstad&gt; &amp; nowhere else." in mail.html


def test_who_wrote_in_swedish_is_answered_in_swedish(view: View, cast: Cast, site: Flask) -> None:
    with db.transaction():
        actions.answer_view(view, "Ja.", by=cast.organiser)
    assert [mail.subject for mail in delivered()] == [
        f"Kvitto {view.number}: vi har fått din synpunkt",
        f"Kvitto {view.number}: svar på din synpunkt",
    ]
