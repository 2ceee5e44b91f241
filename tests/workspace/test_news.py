"""What is new since the visit before, and what it means to have read it."""

import re
from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from collab import clock, db
from collab.accounts import sessions
from collab.workspace.home_page import CHANGES
from tests.conftest import Browsers
from tests.support.cast import Cast
from tests.updates.written import WHOLE, a_post, on


def test_news_is_gone_once_it_is_marked_as_read(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, at=on(5, 10))
    db.session.commit()
    browser = browsers(cast.business)
    assert "The jury is" in browser.text("/home")
    assert browser.post("/home/visit").status_code == 303
    assert "New since Mon 15 May at 09:00 Everything that happens Nothing new since then." in browser.text(
        "/home"
    )


def test_what_came_after_the_page_is_not_read_with_it(
    cast: Cast, browsers: Browsers, wait_until: Callable[[datetime], None]
) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="First"), at=on(5, 10))
    db.session.commit()
    browser = browsers(cast.business)
    (until,) = re.findall(r'name="until" value="([^"]+)"', browser.get("/home").get_data(as_text=True))
    wait_until(on(5, 15, 10))
    a_post(cast.project, cast.culture, replace(WHOLE, text="Second"))
    db.session.commit()
    browser.post("/home/visit", data={"until": until})
    page = browser.text("/home")
    assert ("First" in page, "Second" in page) == (False, True)
    for later in ("2017-06-01T09:00:00+00:00", "yesterday"):
        browser.post("/home/visit", data={"until": later})
        assert "New since Mon 15 May at 10:00" in browser.text("/home")


def test_more_than_is_shown_is_said(cast: Cast, browsers: Browsers) -> None:
    said = "These are the newest. The rest stands under “Everything that happens”."
    pages = []
    for number in range(CHANGES + 1):
        a_post(cast.project, cast.culture, at=on(5, 10, number))
        if number >= CHANGES - 1:
            db.session.commit()
            pages.append(browsers(cast.business).text("/home"))
    assert [said in page for page in pages] == [False, True]


def test_news_is_what_came_since_the_visit_before(
    cast: Cast, browsers: Browsers, wait_until: Callable[[datetime], None]
) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="First"), at=on(5, 10))
    db.session.commit()
    pages = [browsers(cast.business).text("/home")]
    wait_until(on(5, 15, 11))
    a_post(cast.project, cast.culture, replace(WHOLE, text="Second"))
    db.session.commit()
    with db.transaction(), browsers.app.test_request_context():
        sessions.begin(cast.business)
    pages.append(browsers(cast.business).text("/home"))
    headings = "The latest in the programme", "New since Mon 15 May at 09:00"
    assert [[said in page for said in headings] for page in pages] == [[True, False], [False, True]]
    assert [[said in page for said in ("First", "Second")] for page in pages] == [
        [True, False],
        [False, True],
    ]


def test_a_day_that_was_moved_back_knows_of_no_visit(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.business)
    browser.post("/home/visit")
    with clock.at(on(5, 8)):
        assert "The latest in the programme" in browser.text("/home")


def test_of_many_updates_the_newest_stand_whole(cast: Cast, browsers: Browsers) -> None:
    for day in range(1, 6):
        content = replace(WHOLE, text=f"It was day {day}.")
        a_post(cast.project, cast.culture, content, at=on(5, day))
    db.session.commit()
    page = browsers(cast.business).text("/home")
    assert [day for day in range(1, 6) if f"It was day {day}." in page] == [3, 4, 5]
    assert page.count("wrote that the project is at risk") == 2
