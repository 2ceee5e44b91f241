"""An update that goes out at a time to come: its author chooses it, the worker posts it."""

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from collab import clock, db
from collab.activity.models import Activity, Verb
from collab.errors import RuleViolation
from collab.mail.models import Mail
from collab.programmes.models import ProgrammeState
from collab.teams.models import TeamMember
from collab.updates import actions, jobs, queries
from collab.updates.content import Content
from collab.updates.models import Update
from tests.conftest import Browsers
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.updates.sent import NEW, filled, summary_of, the_update, updates, value_of
from tests.updates.written import WHOLE, a_draft, on

TOMORROW = on(5, 16, 8)


def a_waiting(cast: Cast, content: Content = WHOLE, at: datetime = TOMORROW) -> Update:
    draft = a_draft(cast.project, cast.culture, content)
    actions.schedule(draft, content, at=at)
    db.session.commit()
    return draft


def posted() -> list[Verb]:
    db.session.rollback()
    return list(db.session.scalars(select(Activity.verb).where(Activity.verb == Verb.UPDATE_POSTED)))


def test_the_worker_posts_it_when_its_time_has_come_and_once(cast: Cast) -> None:
    a_waiting(cast)
    assert (jobs.post_next_due(), the_update().posted_at) == (False, None)
    with clock.at(TOMORROW + timedelta(seconds=5)):
        assert [jobs.post_next_due(), jobs.post_next_due()] == [True, False]
    update = the_update()
    assert (update.is_posted, update.goes_out_at) == (False, None)
    with clock.at(TOMORROW + timedelta(minutes=1)):
        assert update.is_posted
    assert posted() == [Verb.UPDATE_POSTED]


def test_two_that_are_due_go_out_the_earliest_first(cast: Cast) -> None:
    late = a_waiting(cast, at=on(5, 17)).key
    early = actions.begin(cast.project, "the-other", by=cast.culture)
    actions.schedule(early, WHOLE, at=TOMORROW)
    first = early.key
    db.session.commit()
    with clock.at(on(5, 18)):
        assert jobs.post_next_due()
        assert [update.key for update in updates() if update.posted_at] == [first]
        assert jobs.post_next_due()
    assert {update.key for update in updates() if update.posted_at} == {first, late}


@pytest.mark.parametrize("at", [on(5, 15, 8), on(5, 15)])
def test_a_time_that_has_passed_is_refused(cast: Cast, at: datetime) -> None:
    draft = a_draft(cast.project, cast.culture)
    with clock.at(on(5, 15)), pytest.raises(RuleViolation):
        actions.schedule(draft, WHOLE, at=at)
    assert draft.goes_out_at is None


def test_what_lacks_something_on_the_day_it_goes_out_is_refused(cast: Cast) -> None:
    draft = a_draft(cast.project, cast.culture)
    with pytest.raises(RuleViolation):
        actions.schedule(draft, WHOLE, at=on(5, 25))  # the next step is due on the 24th
    assert draft.goes_out_at is None


def test_an_author_who_has_left_the_team_posts_no_more_and_keeps_the_draft(cast: Cast) -> None:
    a_waiting(cast)
    for place in db.session.scalars(select(TeamMember).where(TeamMember.team_id == cast.team.id)):
        if place.membership.person_id == cast.culture.id:
            db.session.delete(place)
    db.session.commit()
    with clock.at(on(5, 16)):
        assert jobs.post_next_due()
        assert not jobs.post_next_due()
    assert (the_update().posted_at, the_update().goes_out_at, letters()) == (None, None, [])


def letters() -> list[tuple[str, bool, list[str]]]:
    """To whom it was written that an update did not go out; whether it was reopened, and what it lacks."""
    rows = db.session.scalars(select(Mail).where(Mail.template == "updates/mail/not_out").order_by(Mail.id))
    return [(mail.to, mail.values["is_reopened"], mail.values["lacks"]) for mail in rows]


def test_what_is_written_again_while_it_waits_does_not_go_out_and_its_author_is_told(cast: Cast) -> None:
    waiting = a_waiting(cast)
    half = replace(WHOLE, text="Half a sent")
    actions.save_draft(waiting, half, goes_out_at=TOMORROW, is_by_itself=True)
    db.session.commit()
    with clock.at(on(5, 16)):
        assert [jobs.post_next_due(), jobs.post_next_due()] == [True, False]
    now = the_update()
    assert (now.text, now.posted_at, now.goes_out_at, now.reopened_at) == ("Half a sent", None, None, None)
    assert (posted(), letters()) == ([], [(cast.culture.email, True, [])])


def test_what_is_published_again_while_it_waits_goes_out_as_it_is_then(cast: Cast) -> None:
    waiting, changed = a_waiting(cast), replace(WHOLE, text="The whole sentence.")
    actions.save_draft(waiting, replace(WHOLE, text="Half a sent"), goes_out_at=TOMORROW, is_by_itself=True)
    actions.schedule(waiting, changed, at=TOMORROW)
    db.session.commit()
    with clock.at(on(5, 16)):
        assert jobs.post_next_due()
    assert (the_update().text, posted(), letters()) == (changed.text, [Verb.UPDATE_POSTED], [])


def test_what_saves_itself_unchanged_goes_on_waiting(cast: Cast) -> None:
    waiting = a_waiting(cast)
    actions.save_draft(waiting, WHOLE, goes_out_at=TOMORROW, is_by_itself=True)
    assert (waiting.goes_out_at, waiting.reopened_at) == (TOMORROW, None)


def test_what_saves_itself_keeps_the_time_while_another_one_is_chosen(cast: Cast) -> None:
    waiting = a_waiting(cast)
    actions.save_draft(waiting, WHOLE, goes_out_at=None, is_by_itself=True)
    assert (waiting.goes_out_at, waiting.reopened_at is None) == (TOMORROW, False)


def test_what_lacks_something_at_its_hour_becomes_a_draft_and_its_author_is_told(cast: Cast) -> None:
    waiting = a_waiting(cast)
    with clock.at(on(5, 25)):  # the worker stood still until after the day of the next step
        assert jobs.post_next_due()
    assert (the_update().posted_at, the_update().goes_out_at, posted()) == (None, None, [])
    assert letters() == [(waiting.author.email if waiting.author else "", False, ["coming-day"])]


def test_what_waits_when_its_programme_is_over_becomes_a_draft_and_its_author_is_told(cast: Cast) -> None:
    waiting = a_waiting(cast)
    cast.programme.state = ProgrammeState.ARCHIVED
    db.session.commit()
    with clock.at(on(5, 17)):
        assert jobs.post_next_due()
    assert (the_update().posted_at, the_update().goes_out_at, posted()) == (None, None, [])
    assert letters() == [(waiting.author.email if waiting.author else "", False, [])]
    (mail,) = db.session.scalars(select(Mail))
    assert mail.values["refusal"].endswith("Ingenting kan skrivas i det längre.")


def test_a_time_that_a_draft_does_not_keep_is_said(cast: Cast, browsers: Browsers) -> None:
    browser, said = browsers(cast.culture), "Its time is not kept with a draft."
    answer = browser.post(NEW, filled(goes_out="2017-05-16T08:00", draft="1"))
    assert said in browser.text(answer.location)
    waits = a_waiting(cast).key
    again = browser.post(
        f"/updates/{waits}/edit", filled(version="2", goes_out="2017-05-17T08:00", draft="1")
    )
    assert said not in browser.text(again.location)


def test_the_page_says_beside_the_button_that_it_goes_out_no_more_by_itself(
    cast: Cast, browsers: Browsers
) -> None:
    said = "It no longer goes out by itself: publish it again when you are done."
    key = a_waiting(cast).key
    browser, path = browsers(cast.culture), f"/updates/{key}/edit"
    assert said not in browser.text(path)
    fields = filled(version="2", text="Half a sent", goes_out="2017-05-16T08:00", draft="itself")
    assert browser.post(path, fields).status_code == 303
    assert (said in browser.text(path), the_update().goes_out_at) == (True, TOMORROW)
    shown = browser.text(f"/updates/{key}")
    assert "It goes out once you publish it again." in shown
    assert "The others see it from" not in shown
    assert "Goes out" not in browser.text("/projects/oppna-dorrar/updates")


def test_a_draft_that_is_only_saved_never_goes_out(cast: Cast) -> None:
    draft = a_draft(cast.project, cast.culture)
    actions.save_draft(draft, WHOLE, goes_out_at=TOMORROW)
    assert draft.goes_out_at is None


def test_one_that_waits_follows_its_field_and_is_no_task(cast: Cast) -> None:
    waiting = a_waiting(cast)
    assert queries.drafts_waiting_for(cast.culture) == []
    assert [draft.goes_out_at for draft in queries.drafts_of(cast.culture, cast.project)] == [TOMORROW]
    actions.save_draft(waiting, WHOLE, goes_out_at=on(5, 17))
    assert (waiting.goes_out_at, waiting.reopened_at is None) == (on(5, 17), False)
    actions.save_draft(waiting, WHOLE)
    assert (waiting.goes_out_at, waiting.reopened_at) == (None, None)
    assert [draft.key for draft in queries.drafts_waiting_for(cast.culture)] == [waiting.key]


def test_publishing_it_now_lets_it_wait_no_longer(cast: Cast) -> None:
    waiting = a_waiting(cast)
    actions.publish(waiting, WHOLE, by=cast.culture)
    assert (waiting.is_posted, waiting.goes_out_at) == (True, None)


def test_the_form_takes_a_time_and_the_page_says_when(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)
    answer = browser.post(NEW, filled(goes_out="2017-05-16T08:00", publish="1"))
    waiting = the_update()
    assert (answer.location, waiting.goes_out_at, waiting.posted_at) == (
        f"/updates/{waiting.key}", TOMORROW, None,
    )  # fmt: skip
    page = words_of(browser.get(answer.location).get_data(as_text=True))
    assert "The others see it from Tue 16 May at 08:00" in page
    assert value_of(browser.get(f"/updates/{waiting.key}/edit"), "goes_out") == "2017-05-16T08:00"
    assert browsers(cast.business).get(f"/updates/{waiting.key}").status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2017-05-15T08:00", "That time has passed. Choose a later one"),
        ("tomorrow", "Choose a day and an hour."),
    ],
)
def test_a_time_that_cannot_be_is_said_at_its_field_and_stays(
    cast: Cast, browsers: Browsers, typed: str, sentence: str
) -> None:
    answer = browsers(cast.culture).post(NEW, filled(goes_out=typed, publish="1"))
    assert (answer.status_code, summary_of(answer)) == (422, [("goes_out", sentence)])
    assert (value_of(answer, "goes_out"), updates()) == (typed, [])
