"""What may not go out any more does not, and its page says why."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab import clock, db
from collab.mail.models import Mail
from collab.messages import actions
from collab.messages.models import Copy
from collab.programmes.models import ProgrammeState
from tests.conftest import Browsers
from tests.messages.letters import a_draft
from tests.messages.test_sending import TEAM, mailed, sent, work
from tests.support.cast import Cast
from tests.support.post import delivered


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
    assert (page.count(said), "Schemalagt" in page, "Utkast" in page) == (1, False, True)
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
