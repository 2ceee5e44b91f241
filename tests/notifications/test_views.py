"""The pages of notices in the browser."""

import re

import pytest
from sqlalchemy import select
from sqlalchemy import update as alter

from collab import db
from collab.accounts.models import Person
from collab.activity.models import Activity
from collab.notifications import actions, choosable, leaving, queries
from collab.notifications.kinds import USUAL, Kind, Pace
from collab.notifications.models import Notice
from collab.notifications.rhythm import Quiet
from collab.text import in_language
from collab.updates import actions as updates
from collab.updates.models import Update, Visibility
from tests.conftest import Browsers
from tests.notifications.telling import derived, known_update, leave_the_programme, leave_the_team
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.support.together import AT_ONCE, together
from tests.updates.written import a_post

FILLED = {
    **{kind.value: "weekly" for kind in Kind if kind is not Kind.REMINDER},
    "reminder": "never",
    "since": "22",
    "until": "6",
}


def commented(cast: Cast) -> Update:
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "When?", by=cast.business)
    derived()
    return update


def test_the_page_says_what_is_new_and_the_header_how_much(cast: Cast, browsers: Browsers) -> None:
    commented(cast)
    page = browsers(cast.culture).text("/notices")
    assert "New Head of business, Karlskrona commented on your update: Open doors, 15 May “When?”" in page
    assert "Notices, 1 unread" in page


def test_a_link_leads_to_the_exact_place_and_the_item_is_read(cast: Cast, browsers: Browsers) -> None:
    update = commented(cast)
    (item,) = queries.page(cast.culture).items
    answer = browsers(cast.culture).get(f"/notices/{item.key}")
    assert answer.status_code == 303
    assert answer.location.startswith(f"/updates/{update.key}#comment-")
    assert queries.unread(cast.culture) == []
    assert [item.is_unread for item in queries.page(cast.culture).items] == [False]


def test_who_opens_the_page_itself_has_read_what_tells_of_it(cast: Cast, browsers: Browsers) -> None:
    update = commented(cast)
    a_post(cast.project, cast.business)
    derived()
    browser = browsers(cast.culture)
    assert "Notices, 2 unread" in browser.text("/home")
    assert "Notices, 1 unread" in browser.text(f"/updates/{update.key}")
    assert [item.is_unread for item in queries.page(cast.culture).items] == [True, False]
    assert len(queries.unread(cast.tourism)) == 2


def test_what_a_browser_fetches_in_advance_is_not_read(cast: Cast, browsers: Browsers) -> None:
    update = commented(cast)
    browser = browsers(cast.culture)
    browser.get(f"/updates/{update.key}", headers={"Sec-Purpose": "prefetch;prerender"})
    assert len(queries.unread(cast.culture)) == 1


def test_reading_the_page_with_something_else_unread_asks_one_statement_more(
    cast: Cast, browsers: Browsers
) -> None:
    update = commented(cast)
    counts = []
    browser = browsers(cast.tourism)
    for _time in range(2):
        browser.get(f"/updates/{update.key}")
        counts.append(statements_of(lambda: browser.get(f"/updates/{update.key}")))
        a_post(cast.project, cast.culture)
        derived()
    assert counts[1] - counts[0] == 1


def test_nobody_opens_what_another_one_is_told(cast: Cast, browsers: Browsers) -> None:
    commented(cast)
    (item,) = queries.page(cast.culture).items
    assert browsers(cast.business).get(f"/notices/{item.key}").status_code == 404
    assert len(queries.unread(cast.culture)) == 1


def shown_until(browser: Browser) -> dict[str, str]:
    """What the button of the page carries."""
    page = browser.get("/notices").get_data(as_text=True)
    return dict(re.findall(r'name="(notice|activity)" value="(\d+)"', page))


def test_everything_is_marked_as_read_with_one_button(cast: Cast, browsers: Browsers) -> None:
    commented(cast)
    browser = browsers(cast.culture)
    assert browser.post("/notices", shown_until(browser)).location == "/notices"
    assert [len(queries.unread(person)) for person in (cast.culture, cast.tourism)] == [0, 1]
    assert "Mark all as read" not in browser.text("/notices")


def test_what_comes_while_the_page_is_looked_at_is_not_marked_as_read(cast: Cast, browsers: Browsers) -> None:
    update = commented(cast)
    browser = browsers(cast.culture)
    until = shown_until(browser)
    updates.comment(update, "And where?", by=cast.business)
    a_post(cast.project, cast.business)
    derived()
    browser.post("/notices", until)
    left = {item.event.id for item in queries.page(cast.culture).items if item.is_unread}
    newest = db.session.scalars(select(Activity.id).order_by(Activity.id.desc()).limit(2)).all()
    assert left == set(newest)


@pytest.mark.parametrize("spoilt", [{}, {"notice": "many"}, {"notice": str(2**40), "activity": "1"}])
def test_a_button_that_does_not_say_how_far_one_has_read_marks_nothing(
    cast: Cast, browsers: Browsers, spoilt: dict[str, str]
) -> None:
    commented(cast)
    assert browsers(cast.culture).post("/notices", spoilt).location == "/notices"
    assert len(queries.unread(cast.culture)) == 1


def test_older_items_are_on_the_next_page(cast: Cast) -> None:
    for person in (cast.business, cast.tourism, cast.second):
        a_post(cast.project, person)
    derived()
    first = queries.page(cast.culture, limit=2)
    second = queries.page(cast.culture, before=first.older or "", limit=2)
    assert ([len(first.items), len(second.items)], second.older) == ([2, 1], None)
    assert len({item.key for item in (*first.items, *second.items)}) == 3


def test_choices_are_kept_and_shown_again(cast: Cast, browsers: Browsers) -> None:
    commented(cast)
    browser = browsers(cast.culture)
    chosen = {f"project-{cast.project.id}": "daily"}
    assert browser.post("/notices/choices", {**FILLED, **chosen}).status_code == 303
    kept = queries.choices_of(cast.culture)
    assert {kind: kept.pace_of(kind) for kind in Kind} == {
        **dict.fromkeys(Kind, Pace.WEEKLY),
        Kind.QUESTION: Pace.AT_ONCE,
        Kind.REMINDER: Pace.NEVER,
    }
    assert (kept.quiet, queries.paces_by_project(cast.culture)) == (
        Quiet(22, 6),
        {cast.project.id: Pace.DAILY},
    )
    page = browser.get("/notices/choices").get_data(as_text=True)
    assert page.count('<option selected value="daily">once a day</option>') == 1
    browser.post("/notices/choices", {**FILLED, f"project-{cast.project.id}": ""})
    assert queries.paces_by_project(cast.culture) == {}


def test_projects_are_offered_to_whom_they_concern_the_own_first(cast: Cast) -> None:
    offered = {p.handle: _offered(p) for p in (cast.culture, cast.other)}
    assert offered == {"culture": ["Open doors"], "other": ["Lonely idea"]}
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "@other?", by=cast.culture)
    derived()
    assert _offered(cast.other) == ["Lonely idea", "Open doors"]


def test_a_project_that_one_may_not_read_any_more_is_not_named(cast: Cast) -> None:
    commented(cast)
    actions.choose({}, Quiet(), {cast.project.id: Pace.DAILY}, by=cast.tourism)
    leave_the_team(cast.tourism)
    leave_the_programme(cast.tourism)
    assert _offered(cast.tourism) == []


def _offered(person: Person) -> list[str]:
    with in_language("en"):
        return [str(project.title) for project in choosable.projects_to_choose(person)]


def test_a_choice_that_is_missing_is_asked_for_and_nothing_is_kept(cast: Cast, browsers: Browsers) -> None:
    answer = browsers(cast.culture).post("/notices/choices", {**FILLED, "mention": "hourly"})
    assert answer.status_code == 422
    assert {kind: queries.choices_of(cast.culture).pace_of(kind) for kind in Kind} == USUAL


def paces_of(person: Person) -> set[Pace]:
    db.session.rollback()
    return {queries.choices_of(person).pace_of(kind) for kind in Kind}


def test_a_mail_program_says_no_more_without_a_session(cast: Cast, browsers: Browsers) -> None:
    path = f"/notices/leave/{leaving.token_of(cast.tourism)}"
    answer = browsers().client.post(path, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert (paces_of(cast.tourism), paces_of(cast.culture)) == ({Pace.NEVER}, set(USUAL.values()))


def test_a_mail_program_on_the_web_says_no_more_from_its_own_site(cast: Cast, browsers: Browsers) -> None:
    path, elsewhere = f"/notices/leave/{leaving.token_of(cast.tourism)}", {"Sec-Fetch-Site": "cross-site"}
    client = browsers().client
    answer = client.post(path, data={"List-Unsubscribe": "One-Click"}, headers=elsewhere)
    assert (answer.status_code, paces_of(cast.tourism)) == (200, {Pace.NEVER})
    assert client.post("/notices", headers=elsewhere).status_code == 400


def test_several_who_say_no_more_at_the_same_moment_are_all_heard(cast: Cast, browsers: Browsers) -> None:
    actions.choose({}, Quiet(), {cast.project.id: Pace.NEVER}, by=cast.tourism)
    db.session.commit()
    app, paths = (
        browsers().app,
        [f"/notices/leave/{leaving.token_of(person)}" for person in (cast.tourism, cast.business)],
    )
    db.session.rollback()

    def leave(number: int) -> int:
        with app.app_context():
            return app.test_client().post(paths[number % 2]).status_code

    assert together(leave) == [200] * AT_ONCE
    assert [paces_of(person) for person in (cast.tourism, cast.business)] == [{Pace.NEVER}] * 2
    assert queries.paces_by_project(cast.tourism) == {cast.project.id: Pace.NEVER}


def test_looking_at_the_page_of_the_link_changes_nothing(cast: Cast, browsers: Browsers) -> None:
    page = browsers().text(f"/notices/leave/{leaving.token_of(cast.tourism)}")
    assert "Stop sending me mail" in page
    assert paces_of(cast.tourism) == set(USUAL.values())


@pytest.mark.parametrize("spoilt", ["{token}x", "x{token}", "1.{signature}", "1"])
def test_a_token_that_was_tampered_with_stops_nobodys_mail(
    cast: Cast, browsers: Browsers, spoilt: str
) -> None:
    token = leaving.token_of(cast.tourism)
    token = spoilt.format(token=token, signature=token.partition(".")[2])
    assert browsers().client.post(f"/notices/leave/{token}").status_code == 404
    assert paces_of(cast.tourism) == set(USUAL.values())


@pytest.mark.parametrize("many", [1, 3])
def test_more_items_take_no_more_statements(cast: Cast, browsers: Browsers, many: int) -> None:
    for person in (cast.business, cast.tourism, cast.second)[:many]:
        a_post(cast.project, person)
    derived()
    browser = browsers(cast.culture)
    browser.get("/notices")
    assert statements_of(lambda: browser.get("/notices")) == 7


def test_the_page_lets_go_of_what_one_may_not_know_any_more(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, visibility=Visibility.TEAM)
    derived()
    leave_the_team(cast.tourism)
    browser = browsers(cast.tourism)
    pages = [browser.text("/notices") for _ in range(2)]
    assert ["Nothing to tell you yet" in page for page in pages] == [True, True]
    assert ["unread" in page for page in pages] == [False, False]
    assert len(queries.unread(cast.business)) == 1


def test_what_has_just_come_is_not_let_go_of_with_what_is_hidden(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    a_post(cast.project, cast.culture, visibility=Visibility.TEAM)
    derived()
    leave_the_team(cast.tourism)
    hidden = queries.hidden(cast.tourism)
    updates.comment(update, "@tourism?", by=cast.business)
    derived()
    actions.let_go_of(hidden, by=cast.tourism)
    db.session.rollback()
    assert (len(hidden), len(queries.unread(cast.tourism)), queries.hidden(cast.tourism)) == (1, 1, [])


def test_news_of_a_hidden_item_keeps_it_unopened(cast: Cast) -> None:
    a_post(cast.project, cast.culture, visibility=Visibility.TEAM)
    derived()
    leave_the_team(cast.tourism)
    hidden = queries.hidden(cast.tourism)
    db.session.execute(alter(Notice).where(Notice.person_id == cast.tourism.id).values(events=2))
    db.session.commit()
    actions.let_go_of(hidden, by=cast.tourism)
    assert [number for number, _ in queries.hidden(cast.tourism)] == [number for number, _ in hidden]


def test_what_joins_an_item_while_its_link_is_followed_keeps_it_unopened(cast: Cast) -> None:
    update = commented(cast)
    (item,) = queries.page(cast.culture).items
    notice = queries.get_notice(item.key, viewer=cast.culture)
    db.session.expunge(notice)
    updates.comment(update, "And where?", by=cast.business)
    derived()
    actions.open_notice(notice)
    assert len(queries.unread(cast.culture)) == 1
