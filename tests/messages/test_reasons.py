"""A nudge says nothing that is no longer so: where a reason is gone it waits for somebody to read it."""

from datetime import timedelta

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import select

from collab import clock, db
from collab.messages import actions
from collab.messages.actions import Words
from collab.messages.models import Message
from collab.messages.telling import line, outdated, told
from collab.stalls.queries import Stall
from collab.stalls.reasons import Kind, Reason
from collab.stalls.sentences import where
from collab.text import Localised
from collab.updates import actions as updates
from tests.conftest import Browsers
from tests.messages import letters
from tests.messages.test_sending import TEAM, mailed, work
from tests.stalls.test_sentences import TOLD
from tests.stalls.test_views import put_off
from tests.support.cast import Cast
from tests.updates.written import a_post, a_question, on


def a_nudge(cast: Cast, browsers: Browsers) -> Message:
    """As it is drafted now."""
    db.session.commit()
    browsers(cast.facilitator).post("/projects/oppna-dorrar/nudge")
    return db.session.scalars(select(Message)).one()


SINCE = "Det har hänt något i projektet, och texten stämmer inte längre."
LINE = "Er senaste lägesrapport kom för 44 dagar sedan"


def test_a_scheduled_nudge_whose_reason_is_gone_becomes_a_draft_and_its_page_names_the_line(
    cast: Cast, browsers: Browsers
) -> None:
    a_post(cast.project, cast.culture, at=on(4, 1))
    message = a_nudge(cast, browsers)
    at = clock.now() + timedelta(days=3)
    actions.send(message, at, seen=1, by=cast.facilitator)
    db.session.commit()
    page = f"/messages/{message.key}"
    assert "Meddelandet går inte ut" not in browsers(cast.facilitator, "sv").text(page)
    with clock.at(clock.now() + timedelta(days=2)):
        a_post(cast.project, cast.culture)
        db.session.commit()
        said = browsers(cast.facilitator, "sv").text(page)
        assert f"Meddelandet går inte ut {SINCE}" in said
        assert said.count(LINE) == 1 + len(TEAM)  # in the notice, and in each copy
    with clock.at(at + timedelta(minutes=1)):
        work()
        db.session.refresh(message)
        assert (mailed(), message.is_draft, message.held_at is None) == ([], True, False)
        said = browsers(cast.facilitator, "sv").text(page)
    assert "Hölls inne" in said
    assert "Skälen i texten är från den 15 maj, och dagarna är räknade fram till dess." in said


def test_a_nudge_whose_reason_is_gone_is_not_sent_until_its_text_is_changed(
    cast: Cast, browsers: Browsers
) -> None:
    a_post(cast.project, cast.culture, at=on(4, 1))
    message = a_nudge(cast, browsers)
    copy = letters.copies(message)[0]
    own = Words("Hej", message.text.replace("44 dagar", "länge"))
    actions.reword_copy(copy, own, seen=1)
    a_post(cast.project, cast.culture)
    db.session.commit()
    browser, page = browsers(cast.facilitator, "sv"), f"/messages/{message.key}"
    text = "Hej! Bra att ni skrev.\n\n- [Er rapport](http://localhost/updates/x).\n- [Mer](https://x.se/a/b)."
    for version, change in enumerate((None, actions.reword, actions.reword_copy), 2):
        if change is actions.reword:
            actions.reword(message, Words("Hej", text), seen=2)
        elif change is actions.reword_copy:
            actions.reword_copy(copy, Words("Hej", "Hej på dig!"), seen=3)
        db.session.commit()
        answer = browser.post(f"{page}/send", {"version": version})
        assert (answer.status_code, message.is_draft) == ((422, True) if version < 4 else (303, False))
    work()
    assert mailed() == TEAM


def test_what_is_still_so_goes_out_though_days_have_gone_by(cast: Cast, browsers: Browsers) -> None:
    asked = [a_question(cast.project, cast.culture, at=on(4, day)) for day in (1, 2)]
    message = a_nudge(cast, browsers)
    actions.send(message, clock.now() + timedelta(days=3), seen=1, by=cast.facilitator)
    updates.mark_answer(updates.comment(asked[1], "Ja.", by=cast.other), by=cast.culture)
    db.session.commit()
    with clock.at(clock.now() + timedelta(days=3, minutes=1)):
        work()
    assert mailed() == TEAM


def test_an_old_draft_is_not_met_as_if_it_were_new(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, at=on(4, 1))
    db.session.commit()
    nudge = "/projects/oppna-dorrar/nudge"
    first = browsers(cast.facilitator, "sv").post(nudge).location
    with clock.at(clock.now() + timedelta(days=20)):
        browser = browsers(cast.facilitator, "sv")
        assert browser.post(nudge).location == first
        page = browser.text(first)
    assert "Ett utkast till teamet väntar redan: du började på det 15 maj." in page
    assert "Ett utkast till teamet. Läs igenom det" not in page
    assert "Skälen i texten är från den 15 maj" in page
    assert "Meddelandet går inte ut" not in page
    assert (LINE in page, "64 dagar" in page) == (True, False)


def test_braces_of_a_title_are_none_in_a_nudge(cast: Cast, browsers: Browsers) -> None:
    cast.project.title = Localised("Öppna {dörrar}", "Open {doors}")
    put_off(cast.project, (1, 2), (2, 3)).title = "Skyltar {budget} {namn} [x]"
    db.session.commit()
    browser = browsers(cast.facilitator, "sv")
    page = browser.post("/projects/oppna-dorrar/nudge").location
    message = db.session.scalars(select(Message)).one()
    assert message.subject == "Hur går det med Öppna (dörrar)?"
    assert "”Skyltar (budget) (namn) (x)”" in message.text
    sent = {"subject": message.subject, "text": f"{message.text}\nHej", "version": 1}
    assert browser.post(f"{page}/edit", sent).status_code == 303


def test_of_two_reasons_about_one_report_both_are_named_when_one_is_gone() -> None:
    lines = told(
        "- [Står stilla](/updates/k).\n- [Länge sedan](/updates/k).\n- [Fråga](/updates/q#comments)."
    )
    assert outdated(lines, {"k", "q"}, ["k", "k", "q"]) == []
    assert outdated(lines, {"k", "q"}, ["k"]) == ["Står stilla", "Länge sedan", "Fråga"]
    assert outdated(lines, {"q"}, []) == ["Fråga"]


@pytest.mark.parametrize("reason", [reason for reason, *_ in TOLD])
def test_a_reason_is_found_again_by_the_address_to_which_it_leads(site: Flask, reason: Reason) -> None:
    known = replace(reason, key=reason.key or "k") if reason.kind is not Kind.NEVER else reason
    stall = Stall("oppna-dorrar", "sparet", Localised("Öppna dörrar", "Open doors"), [known])
    with site.test_request_context():
        (one,) = told(line("En [sats]", f"https://x.se{where(known, stall)}"))
    assert (one.words, known.about in one.parts) == ("En (sats)", True)
