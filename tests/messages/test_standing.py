"""What may not go out any more does not, and its page says why."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab import clock, db
from collab.mail.models import Mail
from collab.messages import actions
from collab.messages.models import Copy, Message
from collab.programmes.models import ProgrammeState
from collab.projects.models import Project
from tests.conftest import Browsers
from tests.messages import letters
from tests.messages.letters import a_draft
from tests.messages.test_outcomes import HEADING
from tests.messages.test_sending import TEAM, mailed, sent, work
from tests.support.cast import Cast
from tests.support.post import delivered
from tests.support.statements import statements_of


def archive(cast: Cast) -> None:
    cast.programme.state = ProgrammeState.ARCHIVED
    db.session.commit()


def test_what_is_scheduled_in_an_archived_programme_stays_and_its_page_says_so(
    cast: Cast, browsers: Browsers
) -> None:
    message = a_draft(cast)
    actions.send(message, clock.now() + timedelta(hours=1), seen=1, by=cast.facilitator)
    archive(cast)
    browser = browsers(cast.organiser, "sv")
    said = "Meddelandet går inte ut Programmet är arkiverat. Det som inte har gått ut ligger kvar här"
    page = browser.text(f"/messages/{message.key}")
    assert (page.count(said), "Schemalagt" in page) == (1, True)
    with clock.at(clock.now() + timedelta(hours=2)):
        assert (work(), work()) == (1, 0)
        page = browsers(cast.organiser, "sv").text(f"/messages/{message.key}")
    db.session.refresh(message)
    assert (mailed(), message.is_draft, message.sent_at) == ([], True, None)
    assert (page.count(said), "Schemalagt" in page, "Hölls inne" in page) == (1, False, True)
    assert not any(copy.is_passed_over for copy in db.session.scalars(select(Copy)))


def test_of_what_was_begun_before_the_end_all_get_theirs(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "BATCH", 2)
    message = sent(cast)
    with db.transaction():
        actions.hand_over(message)
    archive(cast)
    assert len(db.session.scalars(select(Mail.id)).all()) == 2
    assert work() == 2
    assert sorted(mail.to for mail in delivered()) == TEAM


def held(cast: Cast, nudged: Project | None = None) -> Message:
    """One that could not go out when its time came, an hour ahead."""
    message = actions.draft(cast.programme, letters.WORDS, letters.TEAM, nudged, by=cast.organiser)
    actions.send(message, clock.now() + timedelta(hours=1), seen=1, by=cast.facilitator)
    cast.programme.state = ProgrammeState.ARCHIVED
    with clock.at(clock.now() + timedelta(hours=1)):
        actions.hand_over(message)
    cast.programme.state = ProgrammeState.ACTIVE
    db.session.commit()
    return message


def test_who_sent_what_was_held_back_is_told_on_the_home_and_in_the_lists(
    cast: Cast, browsers: Browsers
) -> None:
    browser = browsers(cast.facilitator, "sv")
    browser.get("/home")
    nothing = statements_of(lambda: browser.get("/home"))
    assert HEADING not in browser.text("/home")
    message, _nudge = held(cast), held(cast, cast.project)
    home = browser.text("/home")
    assert f"{HEADING} Hölls inne How is it going? Det gick inte ut 15 maj, för det som står i det" in home
    assert "How is it going? Det gick inte ut 15 maj. Se varför" in home
    assert "Påminnelse av Processledare, Region hölls inne 15 maj" in home
    assert f'href="/messages/{message.key}"' in browser.get("/home").get_data(as_text=True)
    assert statements_of(lambda: browser.get("/home")) == nothing
    assert HEADING not in browsers(cast.organiser, "sv").text("/home")
    assert browser.text("/programmes/kultur-pa-resande-fot/messages").count("Hölls inne") == 2


@pytest.mark.parametrize("end", ["send", "schedule", "discard"])
def test_it_is_told_of_until_it_is_sent_anew_or_thrown_away(cast: Cast, browsers: Browsers, end: str) -> None:
    page, browser = f"/messages/{held(cast).key}", browsers(cast.facilitator, "sv")
    assert HEADING in browser.text("/home")
    sent = {"day": "2017-05-16", "hour": "08:30", "version": 1}
    assert browser.post(f"{page}/{end}?version=1", sent).status_code == 303
    assert HEADING not in browser.text("/home")
    assert "Hölls inne" not in browser.text("/programmes/kultur-pa-resande-fot/messages")
