"""The day on which a demonstration lives: for everybody, at once, and running on."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask, g
from msgspec.structs import replace

from collab import clock, db, versions
from collab.activity.models import Activity, Verb
from collab.app import create_app
from collab.config import Settings
from collab.demonstration import actions, queries
from collab.demonstration.days import DEFAULT, NAMED
from collab.demonstration.models import SiteDay
from collab.mail.actions import post
from collab.projects.models import Status
from collab.web import cache
from tests.support.browser import Browser
from tests.support.cast import THE_DAY, Cast
from tests.support.statements import statements_of
from tests.updates.written import WHOLE, a_post, on

CONFERENCE = "2017-06-13T10:15"


def site_time() -> datetime:
    db.session.rollback()
    return clock.real() + queries.clock_shift(db.session())


def test_the_named_days_are_those_of_the_programme() -> None:
    assert [day.value for day in NAMED] == [
        "2016-05-20T10:00",
        "2016-09-14T09:45",
        "2017-01-27T10:00",
        "2017-05-15T09:00",
        "2017-06-02T15:00",
        "2017-06-13T10:15",
        "2017-06-14T09:00",
    ]
    assert DEFAULT.moment == THE_DAY


def test_the_site_runs_on_from_the_moment_that_was_chosen(stage: Flask) -> None:
    assert timedelta() <= site_time() - THE_DAY < timedelta(seconds=30)
    with db.transaction():
        db.session.query(SiteDay).update({"set_at": clock.real() - timedelta(hours=2)})
    assert timedelta(hours=2) <= site_time() - THE_DAY < timedelta(hours=2, seconds=30)


def test_without_a_chosen_day_the_clock_is_the_real_one(stage: Flask) -> None:
    with db.transaction():
        db.session.query(SiteDay).delete()
    assert queries.clock_shift(db.session()) == timedelta()


def test_a_demonstration_starts_on_the_default_day_and_goes_on_where_it_was(stage: Flask) -> None:
    with db.transaction():
        db.session.query(SiteDay).delete()
        actions.begin(None)
    assert site_time() - DEFAULT.moment < timedelta(seconds=30)
    with db.transaction():
        actions.begin(THE_DAY + timedelta(days=1))
    with db.transaction():
        actions.begin(None)
    assert timedelta(days=1) <= site_time() - THE_DAY < timedelta(days=1, seconds=30)


def test_choosing_a_day_moves_the_whole_site_and_is_recorded(visitor: Browser, players: Cast) -> None:
    before = versions.read(db.engine())
    answer = visitor.post("/demo/day", {"moment": CONFERENCE, "back": "/contact"})
    assert (answer.status_code, answer.location) == (303, "/contact")
    moment = datetime(2017, 6, 13, 8, 15, tzinfo=UTC)
    assert timedelta() <= site_time() - moment < timedelta(seconds=30)
    assert versions.read(db.engine()) == before + 1
    latest = db.session.query(Activity).order_by(Activity.id.desc()).first()
    assert latest is not None
    assert (latest.verb, latest.at, latest.by_id) == (Verb.DAY_CHANGED, moment, None)


def test_what_waits_for_the_end_of_quiet_hours_is_asked_again_on_another_day(visitor: Browser) -> None:
    with db.transaction():
        quiet, failed = (
            post(to=f"{name}@example.org", language="sv", template="x", values={}) for name in ("a", "b")
        )
        quiet.due_at = failed.due_at = later = clock.real() + timedelta(hours=9)
        failed.failure, failed.attempts = "later: 451", 8
    visitor.post("/demo/day", {"moment": CONFERENCE})
    db.session.expire_all()
    assert timedelta() <= clock.real() - quiet.due_at < timedelta(seconds=30)
    assert failed.due_at == later


def test_the_one_who_chose_is_in_the_record(stage: Flask, players: Cast) -> None:
    Browser(stage, players.culture).post("/demo/day", {"moment": CONFERENCE})
    latest = db.session.query(Activity).order_by(Activity.id.desc()).first()
    assert latest is not None
    assert latest.by_id == players.culture.id


def test_somebody_elses_next_page_is_already_on_the_new_day(visitor: Browser, stage: Flask) -> None:
    other = Browser(stage)
    assert "Demonstration: here it is Monday 15 May 2017" in other.text("/contact")
    visitor.post("/demo/day", {"moment": CONFERENCE})
    assert "Demonstration: here it is Tuesday 13 June 2017" in other.text("/contact")


@pytest.mark.parametrize(
    "moment", ["", "soon", "0001-01-01T00:00", "1017-01-01T00:00", "9999-12-31T23:59", "2017-13-45T00:00"]
)
def test_a_day_that_is_none_is_refused_in_words(visitor: Browser, moment: str) -> None:
    answer = visitor.post("/demo/day", {"moment": moment})
    assert answer.status_code == 422
    assert 'href="#moment"' in answer.get_data(as_text=True)
    assert site_time() - THE_DAY < timedelta(minutes=1)


def test_changing_the_day_needs_the_forms_token(stage: Flask) -> None:
    assert stage.test_client().post("/demo/day", data={"moment": CONFERENCE}).status_code == 400


def test_the_way_back_is_one_of_our_own_pages(visitor: Browser) -> None:
    answer = visitor.post("/demo/day", {"moment": CONFERENCE, "back": "//evil.example"})
    assert answer.location == "/demo"


def test_a_visitors_bar_links_to_the_days_and_holds_no_form(visitor: Browser) -> None:
    page = visitor.get("/contact").get_data(as_text=True)
    bar = page[page.index("<aside") : page.index("</aside>")]
    assert 'href="/demo?back=/contact#day"' in bar
    assert "<form" not in bar


def test_whoever_is_signed_in_chooses_in_the_bar_and_stays_on_the_page(stage: Flask, players: Cast) -> None:
    browser = Browser(stage, players.culture)
    page = browser.get("/account").get_data(as_text=True)
    bar = page[page.index("<aside") : page.index("</aside>")]
    assert bar.count('name="moment"') == len(NAMED)
    assert 'name="back" value="/account"' in bar


def test_another_process_that_kept_the_page_is_right_from_its_next_request(
    visitor: Browser, stage: Flask, settings: Settings
) -> None:
    other = create_app(replace(settings, demonstration=True))
    with other.app_context():
        elsewhere = Browser(other)
        assert "here it is Monday 15 May 2017" in elsewhere.text("/")
        assert "here it is Monday 15 May 2017" in elsewhere.text("/")
        visitor.post("/demo/day", {"moment": CONFERENCE})
        assert "here it is Tuesday 13 June 2017" in elsewhere.text("/")
        assert (cache.pages().hits, cache.pages().misses) == (1, 2)
        db.engine().dispose()


def test_a_kept_page_that_names_the_day_holds_until_midnight(
    visitor: Browser, stage: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.post("/demo/day", {"moment": "2017-05-15T23:59"})
    reader = Browser(stage)
    assert "here it is Monday 15 May 2017" in reader.text("/")
    later = clock.real() + timedelta(minutes=1)
    monkeypatch.setattr(clock, "real", lambda: later)
    assert "here it is Tuesday 16 May 2017" in reader.text("/")


def test_a_page_is_kept_under_the_version_that_was_read_before_the_day(stage: Flask) -> None:
    with stage.test_request_context("/"):
        stage.preprocess_request()
        before = g.public_version
        with db.transaction():
            actions.choose_day(THE_DAY + timedelta(days=29), by=None)
        assert g.public_version == before
        assert clock.now() - THE_DAY < timedelta(minutes=1)
        assert versions.read(db.engine()) == before + 1


def test_a_kept_page_and_a_sign_of_life_ask_no_session(visitor: Browser, stage: Flask) -> None:
    visitor.get("/")
    assert statements_of(lambda: visitor.get("/")) == 0
    assert statements_of(lambda: visitor.get("/health/live")) == 0


def test_projects_stand_where_they_said_by_the_chosen_day(stage: Flask, players: Cast) -> None:
    for day, status in ((10, Status.STUCK), (14, Status.ON_TRACK)):
        a_post(players.project, players.culture, replace(WHOLE, status=status), at=on(5, day))
    db.session.commit()
    facilitator, organiser = Browser(stage, players.facilitator), Browser(stage, players.organiser)
    seen = []
    for moment in ("2017-05-12T09:00", "2017-05-15T09:00"):
        facilitator.post("/demo/day", {"moment": moment})
        db.session.rollback()
        where = f"/programmes/{players.programme.slug}"
        seen.append(
            (
                players.project.status,
                "yesterday" in facilitator.text(f"{where}/projects"),
                "14 May" in organiser.text(f"{where}/audit"),
            )
        )
    assert seen == [(Status.STUCK, False, False), (Status.ON_TRACK, True, True)]


def test_before_the_content_the_bar_says_so(visitor: Browser, players: Cast) -> None:
    said = "What has been done is of May 2017"
    pages = []
    for moment in ("2016-09-14T09:45", "2017-05-15T09:00"):
        visitor.post("/demo/day", {"moment": moment})
        pages.append(said in visitor.text("/contact"))
    assert pages == [True, False]
