"""Dates for a calendar, at an address that only its person has."""

import logging
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from icalendar import Calendar, Event
from sqlalchemy import delete, select

from collab import db
from collab.accounts.models import Person
from collab.occasions.models import Occasion
from collab.programmes.models import Membership
from collab.projects import actions, queries
from collab.projects.models import Milestone, Subscription
from collab.reviews.models import ReviewRound
from collab.teams.models import TeamMember
from collab.text import Localised
from collab.workspace import dates_page
from tests.conference import day
from tests.conftest import Browsers
from tests.support.cast import Cast

WHY = "The hinges are late."


def milestone(cast: Cast, title: str = "Doors open", **told: object) -> Milestone:
    made = Milestone(project=cast.project, title=title, due_on=date(2017, 5, 20), **told)
    db.session.add(made)
    db.session.commit()
    return made


def address(app: Flask, person: Person) -> str:
    """The path of the address; its dates are in English."""
    token = actions.subscribe(person, key=str(app.config["SECRET_KEY"]))
    person.language = "en"
    db.session.commit()
    return f"/dates/{token}.ics"


def events(body: bytes) -> dict[str, Event]:
    found = Calendar.from_ical(body).walk("VEVENT")
    return {str(event["summary"]): event for event in found}


def test_a_milestone_is_a_day_in_the_calendar(app: Flask, browsers: Browsers, cast: Cast) -> None:
    made = milestone(cast)
    response = browsers().get(address(app, cast.culture))
    assert response.content_type == "text/calendar; charset=utf-8"
    assert "Set-Cookie" not in response.headers
    assert response.headers["Cache-Control"] == "private, no-cache"
    event = events(response.get_data())["Doors open"]
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2017, 5, 20), date(2017, 5, 21))
    assert str(event["uid"]).startswith(f"{made.key}.milestone@")
    assert event["sequence"] == 0
    assert event["last-modified"].dt.utcoffset() == timedelta(0)


def test_it_follows_what_happens_to_the_milestone(app: Flask, browsers: Browsers, cast: Cast) -> None:
    made, path = milestone(cast), address(app, cast.culture)
    before = events(browsers().get(path).get_data())["Doors open"]
    actions.postpone_milestone(made, date(2017, 6, 1), WHY, seen=1, by=cast.culture)
    milestone(cast, "Ramp", given_up_on=date(2017, 5, 9), given_up_why="No ramp.")
    milestone(cast, "Bell", done_on=date(2017, 5, 9))
    found = events(browsers().get(path).get_data())
    after = found["Doors open"]
    assert (after["uid"], after["sequence"], after["dtstart"].dt) == (before["uid"], 1, date(2017, 6, 1))
    assert after["last-modified"].dt >= before["last-modified"].dt
    assert "Moved once, first 20\N{NO-BREAK SPACE}May" in after["description"]
    assert found["Given up: Ramp"]["status"] == "CANCELLED"
    assert "Done 9\N{NO-BREAK SPACE}May" in found["Done: Bell"]["description"]


def test_occasions_and_the_conference_are_in_it(app: Flask, browsers: Browsers, cast: Cast) -> None:
    day.plan(cast)
    named = {"theme": Localised("Tåg", "Trains"), "intro": Localised("")}
    occasion = Occasion(
        programme=cast.programme, number=1, slug="first", title=Localised("Första", "First"),
        starts_on=date(2017, 3, 1), ends_on=date(2017, 3, 2), materials=[], **named,
        places=[{"name": {"sv": "Wanås", "en": "Wanås"}, "municipality": "1256"}],
    )  # fmt: skip
    db.session.add(occasion)
    found = events(browsers().get(address(app, cast.facilitator)).get_data())
    first = found["First"]
    assert (first["dtstart"].dt, first["dtend"].dt) == (date(2017, 3, 1), date(2017, 3, 3))
    assert (first["location"], first["description"]) == ("Wanås", "Trains")
    (conference,) = (event for event in found.values() if isinstance(event["dtstart"].dt, datetime))
    assert conference["dtstart"].dt.utcoffset() == timedelta(0)


def test_the_last_day_of_each_review_is_in_it_as_on_the_projects_page(
    app: Flask, browsers: Browsers, cast: Cast
) -> None:
    round_ = db.session.scalars(select(ReviewRound).where(ReviewRound.code == "final")).one()
    found = events(browsers().get(address(app, cast.culture)).get_data())
    event = found[round_.name.en]
    assert (event["dtstart"].dt, event["dtend"].dt) == (
        round_.closes_on,
        round_.closes_on + timedelta(days=1),
    )
    assert event["description"].startswith("Review, hand in by this day")
    assert round_.name.en in browsers(cast.culture).text("/projects/oppna-dorrar")


def test_lines_are_folded_and_words_are_whole_again(app: Flask, browsers: Browsers, cast: Cast) -> None:
    title = "Åtta dörrar, sju trösklar; och en ramp\\brygga " * 4
    milestone(cast, title.strip())
    body = browsers().get(address(app, cast.culture)).get_data()
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    assert title.strip() in events(body)


def test_nothing_new_is_not_sent_again(app: Flask, browsers: Browsers, cast: Cast) -> None:
    made, path = milestone(cast), address(app, cast.culture)
    tag = browsers().get(path).headers["ETag"]
    again = browsers().get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.get_data()) == (304, b"")
    actions.finish_milestone(made, by=cast.culture)
    db.session.commit()
    assert browsers().get(path, headers={"If-None-Match": tag}).status_code == 200


def test_who_leaves_the_team_or_the_programme_loses_its_dates(
    app: Flask, browsers: Browsers, cast: Cast
) -> None:
    day.plan(cast)
    milestone(cast)
    path = address(app, cast.culture)
    assert set(events(browsers().get(path).get_data())) > {"Doors open", "Midway", "Final"}
    place = db.session.scalars(select(Membership).where(Membership.person == cast.culture)).one()
    db.session.execute(delete(TeamMember).where(TeamMember.membership_id == place.id))
    db.session.commit()
    assert "Doors open" not in events(browsers().get(path).get_data())
    db.session.delete(place)
    db.session.commit()
    assert events(browsers().get(path).get_data()) == {}


def test_another_team_reads_nothing_of_this_one(app: Flask, browsers: Browsers, cast: Cast) -> None:
    milestone(cast)
    assert "Doors open" not in events(browsers().get(address(app, cast.other)).get_data())


def test_an_address_that_is_renewed_or_switched_off_stops_at_once(browsers: Browsers, cast: Cast) -> None:
    browser, visitor = browsers(cast.culture), browsers()
    assert "You have no address yet" in browser.text("/dates")
    seen = []
    for _ in range(2):
        assert browser.post("/dates/address").status_code == 303
        html = browser.get("/dates").get_data(as_text=True)
        seen.append(html.split('id="secret"')[1].split('value="')[1].split('"')[0].split("/", 3)[3])
        assert f'href="webcal://{html.split("webcal://")[1].split(chr(34))[0]}"' in html
    old, new = (f"/{path}" for path in seen)
    assert [visitor.get(path).status_code for path in (old, new)] == [404, 200]
    assert browser.post("/dates/address/removal").status_code == 303
    assert visitor.get(new).status_code == 404
    assert browser.post("/dates/address/removal").status_code == 303


def test_the_database_alone_does_not_tell_the_address(app: Flask, cast: Cast) -> None:
    key = str(app.config["SECRET_KEY"])
    token = actions.subscribe(cast.culture, key=key)
    row = db.session.scalars(select(Subscription)).one()
    assert len(token) == 43
    assert token not in (row.salt, row.token_hash)
    assert queries.secret_of(cast.culture, key=key) == token
    assert queries.secret_of(cast.culture, key="another key") is None


def test_the_address_stands_in_no_log(
    app: Flask, browsers: Browsers, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    path = address(app, cast.culture)
    with caplog.at_level(logging.INFO):
        browsers().get(path)
        browsers().get("/dates/unknown.ics")
    told = " ".join(str(record.__dict__) for record in caplog.records)
    assert "/dates/<token>.ics" in told
    assert path.removeprefix("/dates/").removesuffix(".ics") not in told


def test_guessing_and_fetching_without_end_are_stopped(
    app: Flask, browsers: Browsers, cast: Cast, one_window: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = {"FETCHED": dates_page.FETCHED, "UNKNOWN": dates_page.UNKNOWN}
    for name, limit in few.items():
        monkeypatch.setattr(dates_page, name, type(limit)(limit.name, 2, limit.period))
    path = address(app, cast.culture)
    assert [browsers().get(path).status_code for _ in range(3)] == [200, 200, 429]
    assert [browsers().get("/dates/no.ics").status_code for _ in range(3)] == [404, 404, 429]


def test_the_page_about_personal_data_says_that_there_is_such_an_address(browsers: Browsers) -> None:
    assert "secret address from which a calendar fetches" in browsers().text("/privacy")
