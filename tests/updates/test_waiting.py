"""All that waits for those who lead stands on pages of its own, by how it goes and fifty at a time."""

import re
from functools import partial

import pytest
from msgspec.structs import replace

from collab import db
from collab.programmes.models import ProgrammeState
from collab.projects.models import Status
from collab.updates import actions, queries
from collab.updates.models import Update, Visibility
from collab.updates.queries.waiting import A_PAGE, MOST_COUNTED, MOST_WAITING
from tests.conftest import Browsers
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.updates.written import WHOLE, a_post, a_question, on

REPORTS = "/programmes/kultur-pa-resande-fot/reports"
QUESTIONS = "/programmes/kultur-pa-resande-fot/questions"


def a_report(cast: Cast, text: str, status: Status, day: int = 1) -> Update:
    content = replace(WHOLE, text=text, status=status)
    return a_post(cast.project, cast.culture, content, Visibility.TEAM, at=on(5, day))


def many(cast: Cast, number: int) -> None:
    for count in range(number):
        a_report(cast, f"Report {count}.", Status.ON_TRACK, day=2 + count % 10)


def said(html: str) -> list[str]:
    """The reports and questions in the lists of a page, in order, by the first words of their texts."""
    lists = re.findall(r'<ol class="gaps">(.*?)</ol>', html, re.DOTALL)
    return [words_of(text) for one in lists for text in re.findall(r'<span lang="sv">(.*?)</span>', one)]


def test_every_report_that_nobody_has_acknowledged_is_listed_the_oldest_first(
    cast: Cast, browsers: Browsers
) -> None:
    for day, text, status in (
        (3, "Well.", Status.ON_TRACK),
        (9, "We stand.", Status.STUCK),
        (1, "Late.", Status.AT_RISK),
    ):
        a_report(cast, text, status, day)
    actions.acknowledge(a_report(cast, "Known.", Status.STUCK), by=cast.colleague)
    actions.withdraw(a_report(cast, "Gone.", Status.STUCK), by=cast.culture)
    a_post(cast.project, cast.facilitator, replace(WHOLE, text="Mine."))
    db.session.commit()
    page = browsers(cast.facilitator).get(REPORTS).get_data(as_text=True)
    assert said(page) == ["Late.", "Well.", "We stand."]
    assert "Mine." in said(browsers(cast.colleague).get(REPORTS).get_data(as_text=True))
    assert browsers(cast.culture).get(REPORTS).status_code == 404


def test_filters_choose_by_how_it_goes_and_count_all(cast: Cast, browsers: Browsers) -> None:
    a_report(cast, "We stand.", Status.STUCK)
    for text in ("Well.", "Very well."):
        a_report(cast, text, Status.ON_TRACK)
    db.session.commit()
    browser = browsers(cast.facilitator)
    html = browser.get(REPORTS).get_data(as_text=True)
    assert "How it goes All 3 Stuck 1 At risk 0 On track 2" in words_of(html)
    assert f'href="{REPORTS}?status=stuck"' in html
    stuck = browser.get(f"{REPORTS}?status=stuck").get_data(as_text=True)
    assert (said(stuck), "All 3 Stuck 1 At risk 0 On track 2" in words_of(stuck)) == (["We stand."], True)
    none = browser.text(f"{REPORTS}?status=at_risk")
    assert ("No such report waits" in none, "Show all reports" in none) == (True, True)
    assert browser.get(f"{REPORTS}?status=lost").status_code == 404


def test_a_report_is_seen_from_the_list_and_one_comes_back_to_the_same_part_of_it(
    cast: Cast, browsers: Browsers
) -> None:
    first, last = (a_report(cast, "We stand.", Status.STUCK, day) for day in (1, 2))
    many(cast, 2)
    db.session.commit()
    browser, part = browsers(cast.facilitator), f"{REPORTS}?page=1&status=stuck"
    html = browser.get(f"{REPORTS}?status=stuck").get_data(as_text=True)
    assert html.count(f'name="back" value="{part.replace("&", "&amp;")}"') == 2
    sent = browser.post(f"/updates/{first.key}/acknowledgement", {"back": part})
    assert sent.location == part
    shown = browser.text(part)
    assert "The team can see that you have seen the report." in shown
    assert "All 3 Stuck 1 At risk 0 On track 2" in shown
    path = f"/updates/{last.key}/acknowledgement"
    assert browser.post(path, {"back": "//evil.example"}).location == f"/updates/{last.key}"


def test_fifty_stand_on_a_page_and_a_page_that_has_emptied_shows_the_last(
    cast: Cast, browsers: Browsers
) -> None:
    many(cast, A_PAGE + 1)
    db.session.commit()
    browser = browsers(cast.facilitator)
    pages = [browser.get(f"{REPORTS}?page={page}").get_data(as_text=True) for page in (1, 2, 3)]
    assert [len(said(page)) for page in pages] == [A_PAGE, 1, 1]
    assert f'href="{REPORTS}?page=2"' in pages[0]
    assert [browser.get(f"{REPORTS}?page={page}").status_code for page in ("0", "-1", "x")] == [404] * 3


def test_questions_without_an_answer_have_such_a_page(cast: Cast, browsers: Browsers) -> None:
    for day in range(MOST_WAITING + 1):
        a_question(cast.project, cast.culture, f"Question {day}?", at=on(5, 1 + day))
    answered = a_question(cast.project, cast.culture, "Known?", at=on(4, 1))
    actions.mark_answer(actions.comment(answered, "Yes.", by=cast.other), by=cast.culture)
    db.session.commit()
    browser = browsers(cast.facilitator)
    html = browser.get(QUESTIONS).get_data(as_text=True)
    assert said(html) == [f"Question {day}?" for day in range(MOST_WAITING + 1)]
    assert "How it goes" not in html
    assert f"See all {MOST_WAITING + 1} questions that wait" in browser.text("/home")
    assert browsers(cast.culture).get(QUESTIONS).status_code == 404


@pytest.mark.parametrize("path", [REPORTS, QUESTIONS])
def test_a_page_takes_as_many_statements_for_one_as_for_many(
    cast: Cast, browsers: Browsers, path: str
) -> None:
    page, numbers = partial(browsers(cast.facilitator).get, path), []
    for _more in range(2):
        for number in range(4):
            a_question(cast.project, cast.culture, f"{number}?")
        db.session.commit()
        page()
        numbers.append(statements_of(page))
    assert (numbers[0] == numbers[1], numbers[0] <= 12) == (True, True)


@pytest.mark.parametrize("path", [REPORTS, QUESTIONS])
def test_in_an_archived_programme_nothing_waits(cast: Cast, browsers: Browsers, path: str) -> None:
    a_question(cast.project, cast.culture)
    cast.programme.state = ProgrammeState.ARCHIVED
    db.session.commit()
    page = browsers(cast.facilitator).get(path).get_data(as_text=True)
    assert (said(page), "nothing waits in it any more" in page) == ([], True)


def test_home_shows_what_is_stuck_first_then_what_is_at_risk_and_leads_to_all(
    cast: Cast, browsers: Browsers
) -> None:
    many(cast, MOST_WAITING)
    a_report(cast, "Late.", Status.AT_RISK, day=13)
    a_report(cast, "We stand.", Status.STUCK, day=14)
    db.session.commit()
    html = browsers(cast.facilitator).get("/home").get_data(as_text=True)
    assert said(html)[:3] == ["We stand.", "Late.", "Report 0."]
    assert len(said(html)) == MOST_WAITING
    assert f"See all {MOST_WAITING + 2} reports that wait" in words_of(html)
    assert f'href="{REPORTS}"' in html


def test_what_is_stuck_is_found_behind_more_reports_than_are_counted(cast: Cast, browsers: Browsers) -> None:
    many(cast, MOST_COUNTED + 1)
    stuck = a_report(cast, "We stand.", Status.STUCK, day=14)
    db.session.commit()
    waiting = queries.unseen_reports(cast.programme, viewer=cast.facilitator)
    assert (waiting.shown[0].key, waiting.count) == (stuck.key, MOST_COUNTED + 1)
    assert "See all reports that wait, more than 100" in browsers(cast.facilitator).text("/home")
    actions.acknowledge(stuck, by=cast.facilitator)
    db.session.flush()
    waiting = queries.unseen_reports(cast.programme, viewer=cast.facilitator)
    assert {report.status for report in waiting.shown} == {Status.ON_TRACK}
