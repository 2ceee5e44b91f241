"""A nudge that waited too long is written anew with the reasons of today."""

from datetime import timedelta

from sqlalchemy import select

from collab import clock, db
from collab.messages import actions
from collab.messages.actions import Words
from collab.messages.models import Message
from tests.conftest import Browsers
from tests.messages import letters
from tests.messages.test_reasons import LINE, SINCE, a_nudge
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.updates.written import a_post, on

RENEW, SEND = "Skriv om med dagens skäl", "Skicka nu"


def a_stale_nudge(cast: Cast, browsers: Browsers) -> Message:
    """Written today, when nothing had been heard since the first of April."""
    a_post(cast.project, cast.culture, at=on(4, 1))
    return a_nudge(cast, browsers)


def test_a_draft_with_reasons_of_an_earlier_day_says_those_of_today(cast: Cast, browsers: Browsers) -> None:
    message = a_stale_nudge(cast, browsers)
    actions.reword_copy(letters.copies(message)[0], Words("Hej", "Hej på dig!"), seen=1)
    db.session.commit()
    page = f"/messages/{message.key}"
    assert RENEW not in browsers(cast.facilitator, "sv").text(page)
    with clock.at(clock.now() + timedelta(days=20)):
        browser = browsers(cast.colleague, "sv")
        assert (RENEW in browser.text(page), SEND in browser.text(page)) == (True, True)
        said = browser.text(browser.post(f"{page}/renew?version=2").location)
    assert (LINE in said, said.count("64 dagar"), "Hej på dig!" in said) == (False, 3, True)
    assert ("Skälen i texten är från" in said, RENEW in said) == (False, False)
    db.session.refresh(message)
    assert (message.by, message.version) == (cast.colleague, 3)


def test_a_draft_whose_reasons_are_gone_offers_to_be_changed_and_not_to_be_sent(
    cast: Cast, browsers: Browsers
) -> None:
    message = a_stale_nudge(cast, browsers)
    a_post(cast.project, cast.culture)
    db.session.commit()
    browser, page = browsers(cast.facilitator, "sv"), f"/messages/{message.key}"
    html = browser.get(page).get_data(as_text=True)
    said = words_of(html)
    assert (SINCE in said, RENEW in said) == (True, True)
    assert (SEND in said, "Skicka senare" in said) == (False, False)
    assert f'<a class="button" href="{page}/edit">' in html
    anew = browser.text(browser.post(f"{page}/renew?version=1").location)
    assert (SINCE in anew, SEND in anew) == (False, True)


def test_where_no_reason_is_left_it_is_refused_in_words(cast: Cast, browsers: Browsers) -> None:
    message = a_stale_nudge(cast, browsers)
    before = message.text
    for who in (cast.culture, cast.tourism, cast.business, cast.second):
        a_post(cast.project, who)
    db.session.commit()
    answer = browsers(cast.facilitator, "sv").post(f"/messages/{message.key}/renew?version=1")
    assert answer.status_code == 422
    assert "I dag finns det inget i projektet som ger skäl" in words_of(answer.get_data(as_text=True))
    assert db.session.scalars(select(Message.text)).one() == before


def test_what_somebody_has_changed_meanwhile_is_not_replaced_unseen(cast: Cast, browsers: Browsers) -> None:
    message = a_stale_nudge(cast, browsers)
    actions.reword(message, Words("Hej", "Hur går det?"), seen=1)
    db.session.commit()
    answer = browsers(cast.facilitator, "sv").post(f"/messages/{message.key}/renew?version=1")
    assert answer.status_code == 409
    assert db.session.scalars(select(Message.text)).one() == "Hur går det?"


def test_where_everybody_is_left_out_that_is_said_in_the_place_of_the_button(
    cast: Cast, browsers: Browsers
) -> None:
    message = letters.a_draft(cast, letters.Selection(teams=("ensam",)))
    actions.leave_out(letters.copies(message)[0], is_left_out=True, seen=1)
    db.session.commit()
    page = browsers(cast.facilitator, "sv").text(f"/messages/{message.key}")
    assert "Alla är undantagna eller finns inte längre i urvalet." in page
    assert (SEND in page, "Skicka till" in page) == (False, False)
