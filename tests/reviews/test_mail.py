"""The mails that tell a team that its reviews are here, and a facilitator that there is one to write."""

from flask import Flask
from sqlalchemy import select

from collab import clock, db
from collab.mail.letters import Letter, Rendered
from collab.mail.models import Mail
from collab.reviews import actions
from collab.web import letters
from tests.reviews import road
from tests.support.cast import Cast


def rendered(mail: Mail, app: Flask) -> Rendered:
    """As the worker does it, in a context of its own."""
    letter = Letter(mail.id, mail.key, mail.to, mail.language, mail.template, mail.values, clock.real(), 1)
    with app.app_context():
        return letters.render(letter)


def test_each_member_reads_it_in_their_own_language_with_the_way_there(cast: Cast, site: Flask) -> None:
    road.hand_in(cast.project, cast.culture)
    cast.business.language = "en"
    road.review(cast.project, cast.facilitator)
    road.review(cast.project, cast.colleague)
    posted = db.session.scalars(select(Mail).order_by(Mail.id)).all()
    swedish, english = (rendered(mail, site) for mail in posted[:2])
    assert swedish.subject.strip() == "Öppna dörrar: granskningarna är här"
    assert english.subject.strip() == "Open doors: the reviews are here"
    assert "senast fredag 2 juni 2017" in swedish.text.replace("\u00a0", " ")
    assert "by Friday 2 June 2017" in english.text.replace("\u00a0", " ")
    for words in (swedish, english):
        assert "http://localhost/projects/oppna-dorrar/reviews" in words.text
        assert 'href="http://localhost/projects/oppna-dorrar/reviews"' in words.html
        assert "Show it." not in words.text + words.html, "what was said stays on the site"


def test_the_appointed_reads_it_in_her_language_with_the_way_to_her_queue(cast: Cast, site: Flask) -> None:
    road.hand_in(cast.project, cast.culture)
    cast.colleague.language = "en"
    for reviewer in (cast.facilitator, cast.colleague):
        actions.appoint(cast.project, road.the_round(), reviewer=reviewer, by=cast.organiser)
    posted = db.session.scalars(select(Mail).order_by(Mail.id)).all()
    swedish, english = (rendered(mail, site) for mail in posted)
    assert swedish.subject.strip() == "Öppna dörrar: du är utsedd att granska"
    assert english.subject.strip() == "Open doors: you are to review it"
    assert "Programansvarig, Region har utsett dig att granska Öppna dörrar" in swedish.text
    assert "Programme manager, Region has chosen you to review Open doors (Final)" in english.text
    for words in (swedish, english):
        assert "http://localhost/reviews" in words.text
        assert 'href="http://localhost/reviews"' in words.html
