"""The audience follows the day without an account."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from collab import clock, db, versions
from collab.conference.models import Conference, ConferenceSession
from collab.text import Localised
from tests.conference import day
from tests.conftest import Browsers
from tests.showcases import stage
from tests.support.cast import Cast


@pytest.fixture
def planned(cast: Cast) -> Cast:
    day.plan(cast)
    return cast


def test_before_the_day_the_page_counts_down(planned: Cast, browsers: Browsers) -> None:
    assert "In 29 days" in browsers().text("/conference")


def test_on_the_day_it_says_what_is_on_and_what_is_next(planned: Cast, browsers: Browsers) -> None:
    with clock.at(day.at(9, 10)):
        page = browsers().text("/conference")
    assert "Now until 09:30 Welcome hall" in page
    assert "Up next 10:00 Doors hall Lonely attic" in page


def test_a_kept_page_is_made_anew_when_a_session_begins(
    planned: Cast, browsers: Browsers, wait_until: Callable[[datetime], None]
) -> None:
    visitor = browsers()
    wait_until(day.at(9, 10))
    assert "Now until 09:30 Welcome hall" in visitor.text("/conference")
    wait_until(day.at(10, 5))
    assert "Now until 10:30 Doors hall Lonely attic" in visitor.text("/conference")


def test_on_the_day_it_says_what_time_it_is_and_holds_for_that_minute(
    planned: Cast, browsers: Browsers, wait_until: Callable[[datetime], None]
) -> None:
    visitor = browsers(language="sv")
    for minute, said in ((10, "09.10"), (11, "09.11"), (45, "09.45")):
        wait_until(day.at(9, minute))
        assert f"Klockan är {said}. Uppdatera" in visitor.text("/conference")
    wait_until(day.at(9).replace(day=14))
    assert "Klockan är" not in visitor.text("/conference")


def test_a_project_that_is_alone_at_its_time_has_its_picture_too(planned: Cast, browsers: Browsers) -> None:
    stage.published(planned)
    picture = 'class="session__art no-print"'
    assert browsers().get("/conference").text.count(picture) == 1
    lonely = db.session.scalars(select(ConferenceSession).filter_by(slug="lonely")).one()
    lonely.starts_at, lonely.ends_at = day.at(11), day.at(11, 30)
    db.session.commit()
    with db.transaction():
        versions.bump()
    page = browsers().get("/conference").text
    assert '<li class="session session--all session--project" data-star-item="doors">' in page
    assert page.count(picture) == 1


@pytest.mark.parametrize(("title", "summary"), [("Och sedan?", "Och sedan? Arrived"), ("Nu", "Nu. Arrived")])
def test_the_days_title_and_kind_are_joined_as_two_sentences(
    planned: Cast, browsers: Browsers, title: str, summary: str
) -> None:
    conference = db.session.scalars(select(Conference)).one()
    conference.title = Localised(title)
    db.session.commit()
    events = Calendar.from_ical(browsers().get("/conference.ics").get_data()).walk("VEVENT")
    assert str(events[0]["summary"]) == summary


def test_after_the_day_it_points_to_what_is_left(planned: Cast, browsers: Browsers) -> None:
    with clock.at(day.at(9).replace(day=14)):
        assert "The conference is over" in browsers().text("/conference")


def test_each_session_has_its_own_address(planned: Cast, browsers: Browsers) -> None:
    page = browsers().text("/conference/doors")
    assert "Doors" in page
    assert "At the same time Lonely" in page


def test_a_session_leads_to_the_project_once_it_is_public(planned: Cast, browsers: Browsers) -> None:
    assert "/showcases/oppna-dorrar" not in browsers().get("/conference/doors").get_data(as_text=True)
    stage.published(planned)
    assert "/showcases/oppna-dorrar" in browsers().get("/conference/doors").get_data(as_text=True)


def test_an_unknown_session_does_not_exist(planned: Cast, browsers: Browsers) -> None:
    assert browsers().get("/conference/nowhere").status_code == 404


def test_a_programme_without_a_conference_has_no_page(cast: Cast, browsers: Browsers) -> None:
    assert browsers().get("/conference").status_code == 404


@pytest.mark.parametrize("path", ["/conference.ics", "/programmes/kultur-pa-resande-fot/conference.ics"])
def test_the_calendar_file_holds_the_day_and_every_session_in_utc(
    planned: Cast, browsers: Browsers, path: str
) -> None:
    answer = browsers().get(path)
    assert answer.content_type == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.get_data()).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Arrived. Arrived", "Welcome", "Doors", "Lonely"]
    assert events[2]["dtstart"].to_ical() == b"20170613T080000Z"


def test_a_calendar_takes_the_newer_file_for_the_newer(planned: Cast, browsers: Browsers) -> None:
    def issue() -> tuple[int, datetime]:
        file = Calendar.from_ical(browsers().get("/conference.ics").get_data())
        (found,) = {(int(e["sequence"]), e["dtstamp"].dt) for e in file.walk("VEVENT")}
        return found

    number, made_at = issue()
    assert abs(clock.real() - made_at) < timedelta(minutes=1)
    assert issue() == (number, made_at)
    with db.transaction():
        versions.bump()
    assert issue()[0] == number + 1
