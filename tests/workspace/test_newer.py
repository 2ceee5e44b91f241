"""What is newer than a feed that somebody looks at: how much of it is for them, in one word."""

from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from msgspec.structs import replace

from collab import clock, db
from collab.accounts.models import Person
from collab.activity import queries as activity
from collab.activity.actions import record
from collab.activity.models import Verb
from collab.activity.queries import Scope
from collab.updates import actions as updates
from collab.updates.models import Kind, Visibility
from tests.conftest import Browsers
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.updates.written import WHOLE, a_post, on

PROGRAMME = "/programmes/kultur-pa-resande-fot/feed"
TEAM, PROJECT, ALONE = "/teams/sparet/feed", "/projects/oppna-dorrar/feed", "/projects/ensam-ide/feed"


def said(browser: Browser, feed: str, since: datetime, query: str = "") -> tuple[int, str]:
    answer = browser.get(f"{feed}/newer?since={quote(since.isoformat())}{query}")
    return answer.status_code, answer.get_json()["words"] if answer.status_code == 200 else ""


def test_each_feed_counts_its_own_that_is_newer(cast: Cast, browsers: Browsers) -> None:
    for day in (10, 11, 12):
        a_post(cast.project, cast.culture, at=on(5, day))
    a_post(cast.other_project, cast.other, at=on(5, 12))
    db.session.commit()
    browser = browsers(cast.facilitator)
    two, one = (200, "2 new: show them"), (200, "One new: show it")
    got = [said(browser, feed, on(5, 10)) for feed in (PROGRAMME, TEAM, PROJECT, ALONE)]
    assert got == [(200, "3 new: show them"), two, two, one]
    assert said(browser, PROJECT, on(5, 12)) == (204, "")


def test_what_one_did_oneself_and_what_one_may_not_see_are_not_news(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE), Visibility.TEAM)
    db.session.commit()
    got = {
        name: said(browsers(getattr(cast, name)), PROGRAMME, on(5, 14))[0]
        for name in ("culture", "business", "facilitator", "other")
    }
    assert got == {"culture": 204, "business": 200, "facilitator": 200, "other": 204}


def test_the_list_of_updates_counts_updates_alone(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture, at=on(5, 12))
    updates.comment(update, "Well done", by=cast.other)
    db.session.commit()
    browser = browsers(cast.facilitator)
    assert said(browser, PROJECT, on(5, 11)) == (200, "2 new: show them")
    assert said(browser, PROJECT, on(5, 11), "&kind=updates") == (200, "One new: show it")


def test_what_is_dated_ahead_is_new_on_its_day(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, at=on(5, 20))
    db.session.commit()
    browser = browsers(cast.facilitator)
    before = said(browser, PROJECT, on(5, 14))[0]
    with clock.at(on(5, 20, 10)):
        assert (before, said(browser, PROJECT, on(5, 14))[0]) == (204, 200)


def test_more_than_a_page_is_not_counted(cast: Cast, browsers: Browsers) -> None:
    for by in (cast.culture, cast.business) * 16:
        record(Verb.SUMMARY_EDITED, cast.project, by=by)
    db.session.commit()
    assert said(browsers(cast.facilitator), PROJECT, on(5, 14)) == (200, "More than 30 new: show them")


BEYOND = ("0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-12:00")
"""Moments that lie outside all days when they are said in UTC."""


@pytest.mark.parametrize("since", ["", "yesterday", "2017-05-14", "12", *BEYOND])
def test_without_a_time_nothing_is_newer(since: str, cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture)
    db.session.commit()
    assert browsers(cast.facilitator).get(f"{PROJECT}/newer?since={since}").status_code == 204


def test_it_takes_one_statement_however_much_there_is(cast: Cast) -> None:
    def asked(viewer: Person) -> int:
        scope, since = Scope(project_id=cast.project.id), on(5, 14)
        return statements_of(lambda: activity.newer(scope, since, viewer=viewer))

    a_post(cast.project, cast.culture)
    few = asked(cast.facilitator)
    for _ in range(3):
        a_post(cast.project, cast.culture)
    assert (few, asked(cast.facilitator)) == (1, 1)


def test_a_feed_asks_from_its_newest_line_on_and_older_pages_do_not_ask(
    cast: Cast, browsers: Browsers
) -> None:
    update = a_post(cast.project, cast.culture, at=on(5, 12))
    db.session.commit()
    browser, told = browsers(cast.facilitator), 'data-since="2017-05-12T07:00:00+00:00"'
    last = activity.feed(Scope(project_id=cast.project.id), viewer=cast.facilitator).events[0].id
    pages = (PROJECT, f"{PROJECT}?before={last + 1}", "/projects/oppna-dorrar/updates")
    older = f"/projects/oppna-dorrar/updates?before={update.key}"
    got = [told in browser.get(page).get_data(as_text=True) for page in (*pages, older)]
    assert got == [True, False, True, False]


def test_an_empty_feed_asks_from_when_it_was_opened_on(
    cast: Cast, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, feeds = browsers(cast.facilitator), (PROGRAMME, TEAM, PROJECT, "/projects/oppna-dorrar/updates")
    opened = clock.real()
    monkeypatch.setattr(clock, "real", lambda: opened)
    told = f'data-since="{clock.now().isoformat()}"'
    assert [told in browser.get(page).get_data(as_text=True) for page in feeds] == [True] * 4
    asked = clock.now()
    monkeypatch.setattr(clock, "real", lambda: opened + timedelta(seconds=9))
    a_post(cast.project, cast.culture)
    db.session.commit()
    assert said(browser, PROJECT, asked, "&kind=updates") == (200, "One new: show it")


def test_a_line_says_when_a_question_is_answered(cast: Cast, browsers: Browsers) -> None:
    question = a_post(cast.project, cast.culture, replace(WHOLE, kind=Kind.QUESTION), at=on(5, 12))
    answer = updates.comment(question, "Yes", by=cast.other)
    db.session.commit()
    browser = browsers(cast.facilitator)
    before = "(answered)" in browser.text(PROJECT)
    few = statements_of(lambda: browser.get(PROJECT))
    updates.mark_answer(answer, by=cast.culture)
    db.session.commit()
    assert (before, browser.text(PROJECT).count("12 May (answered)")) == (False, 1)
    assert statements_of(lambda: browser.get(PROJECT)) == few
