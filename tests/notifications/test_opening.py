"""Who opens the page that shows a thing has read what tells of it."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.contact import actions as contact
from collab.notifications.models import Notice
from collab.reviews import actions as reviews
from collab.teams import actions as teams
from tests.conftest import Browsers
from tests.forming.test_leading import place
from tests.notifications.telling import derived, long_ago
from tests.reviews import road
from tests.support.cast import Cast
from tests.teams.test_actions import newcomer

Reader = tuple[Person, str]
"""Somebody who is told, and the page that shows of what."""


def of_a_view(cast: Cast) -> Reader:
    view = contact.receive_view("Where?", programme=cast.programme, email="", language="sv")
    return cast.organiser, f"/views/{view.key}"


def of_a_review(cast: Cast) -> Reader:
    road.hand_in(cast.project, cast.culture)
    long_ago()
    found = reviews.appoint(cast.project, road.the_round(), reviewer=cast.colleague, by=cast.organiser)
    return cast.colleague, f"/reviews/{found.key}"


def of_reviews_that_are_released(cast: Cast) -> Reader:
    road.released(cast)
    return cast.culture, f"/projects/{cast.project.slug}/reviews"


def of_a_plan_that_is_handed_in(cast: Cast) -> Reader:
    road.hand_in(cast.project, cast.culture)
    return cast.facilitator, f"/projects/{cast.project.slug}/reviews"


def of_a_team(cast: Cast) -> Reader:
    activity.record(Verb.JOINED, cast.team, by=cast.culture)
    return cast.business, f"/teams/{cast.team.slug}"


def of_who_asks_to_join(cast: Cast) -> Reader:
    person = newcomer(cast, "osby")
    teams.ask(cast.team, "Hi", by=place(person))
    return cast.culture, f"/teams/{cast.team.slug}"


def of_a_project(cast: Cast) -> Reader:
    activity.record(Verb.SUMMARY_EDITED, cast.project, by=cast.culture)
    return cast.business, f"/projects/{cast.project.slug}"


@pytest.mark.parametrize(
    "told",
    [
        of_a_view,
        of_a_review,
        of_reviews_that_are_released,
        of_a_plan_that_is_handed_in,
        of_a_team,
        of_who_asks_to_join,
        of_a_project,
    ],
)
def test_who_opens_the_page_has_read_what_tells_of_it(
    cast: Cast, browsers: Browsers, told: Callable[[Cast], Reader]
) -> None:
    person, page = told(cast)
    derived()
    browser, before = browsers(person), unread(person)
    browser.get(page, headers={"Sec-Purpose": "prefetch"})
    fetched = unread(person)
    shown = browser.text(page)
    assert (before > 0, fetched - before, unread(person)) == (True, 0, 0)
    assert "unread" not in shown


def unread(person: Person) -> int:
    db.session.rollback()
    theirs = select(Notice).where(Notice.person_id == person.id, Notice.opened_at.is_(None))
    return len(db.session.scalars(theirs).all())


def test_the_page_of_a_project_leaves_what_tells_of_another_page(cast: Cast, browsers: Browsers) -> None:
    road.hand_in(cast.project, cast.culture)
    activity.record(Verb.JOINED, cast.team, by=cast.culture)
    activity.record(Verb.SUMMARY_EDITED, cast.other_project, by=cast.culture)
    activity.record(Verb.SUMMARY_EDITED, cast.project, by=cast.culture)
    derived()
    before = unread(cast.business)
    browsers(cast.business).get(f"/projects/{cast.project.slug}")
    assert (before, unread(cast.business)) == (3, 2)


def test_a_review_that_is_sent_is_opened_by_its_page_alone(cast: Cast, browsers: Browsers) -> None:
    person, page = of_a_review(cast)
    derived()
    answer = browsers(person).post(page, {"seen": "0"})
    assert (answer.status_code, unread(person)) == (422, 1)
