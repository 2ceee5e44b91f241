"""What somebody is asked who chooses how to be told: what can reach them, projects that concern them."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.notifications import actions, choosable, leaving, queries
from collab.notifications.audiences import TOLD, kinds_for
from collab.notifications.kinds import Kind, Pace
from collab.notifications.models import MutedProject, NoticeChoices
from collab.notifications.rhythm import Quiet
from collab.programmes.models import ProgrammeState, Role
from collab.projects.models import Project
from collab.text import Localised, in_language
from collab.updates import actions as updates
from tests.conftest import Browsers
from tests.forming.test_leading import place
from tests.notifications.telling import derived, known_update, leave_the_programme, mailed, to
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.statements import statements_of

PAGE = "/notices/choices"
EVERYBODYS = {Kind.MENTION, Kind.ANSWER}


@pytest.mark.parametrize(
    ("roles", "kinds"),
    [
        ({Role.PARTICIPANT}, set(Kind) - {Kind.QUESTION}),
        ({Role.FACILITATOR}, {*EVERYBODYS, Kind.WAITING, Kind.QUESTION, Kind.REVIEW}),
        ({Role.ORGANISER}, {*EVERYBODYS, Kind.WAITING}),
        ({Role.OBSERVER}, EVERYBODYS),
        ({Role.OBSERVER, Role.ORGANISER}, {*EVERYBODYS, Kind.WAITING}),
        (set(), set(Kind)),
    ],
)
def test_who_has_these_roles_chooses_among_what_can_reach_them(roles: set[Role], kinds: set[Kind]) -> None:
    assert kinds_for(roles) == kinds


def test_every_kind_that_anybody_is_told_reaches_some_role() -> None:
    told = {telling.kind for tellings in TOLD.values() for telling in tellings}
    assert told == set().union(*(kinds_for({role}) for role in Role)) - {Kind.REMINDER}


def asked(browser: Browser, path: str = PAGE) -> list[str]:
    """The names of what the page asks."""
    return re.findall(r'<select[^>]* name="([^"]+)"', browser.get(path).get_data(as_text=True))


def of_projects(*projects: Project) -> list[str]:
    return [f"project-{project.id}" for project in projects]


def test_who_leads_is_not_asked_about_a_project_of_their_own(cast: Cast, browsers: Browsers) -> None:
    db.session.commit()
    hours = ["since", "until"]
    both = of_projects(cast.other_project, cast.project)
    assert asked(browsers(cast.organiser)) == ["waiting", "mention", "answer", *hours, *both]
    assert asked(browsers(cast.facilitator)) == [
        "waiting",
        "mention",
        "question",
        "answer",
        "review",
        *hours,
        *both,
    ]


def test_who_leads_and_is_in_a_team_is_asked_about_both(cast: Cast) -> None:
    place(cast.culture).role = Role.ORGANISER
    db.session.commit()
    assert choosable.kinds_to_choose(cast.culture) == set(Kind) - {Kind.QUESTION}


def test_what_was_chosen_of_the_others_stays(cast: Cast, browsers: Browsers) -> None:
    actions.choose({Kind.PROJECT: Pace.NEVER, Kind.MENTION: Pace.DAILY}, Quiet(), by=cast.organiser)
    db.session.commit()
    sent = {"waiting": "daily", "mention": "weekly", "answer": "never", "since": "20", "until": "7"}
    assert browsers(cast.organiser).post(PAGE, sent).status_code == 303
    db.session.rollback()
    kept = db.session.get_one(NoticeChoices, cast.organiser.id)
    assert kept.paces == {"waiting": "daily", "mention": "weekly", "answer": "never", "project": "never"}


def titles(person: Person, wanted: str = "") -> list[str]:
    with in_language("sv"):
        return [str(project.title) for project in choosable.projects_to_choose(person, wanted)]


def another(cast: Cast, title: str) -> None:
    """One more project in the programme."""
    like = cast.other_project
    db.session.add(
        Project(
            programme=cast.programme, team=cast.other_team, slug=title.lower(), title=Localised(title),
            promise=Localised(""), started_on=like.started_on, stage=like.stage,
        )
    )  # fmt: skip
    db.session.flush()


def test_who_leads_is_offered_every_project_alphabetically_and_others_what_concerns_them(cast: Cast) -> None:
    for title in ("Åtta", "Zon", "Bro"):
        another(cast, title)
    every = ["Bro", "Ensam idé", "Zon", "Åtta", "Öppna dörrar"]
    assert titles(cast.facilitator) == every
    assert titles(cast.organiser) == every
    assert titles(cast.culture) == ["Öppna dörrar"]


def test_no_more_are_offered_than_a_page_bears_but_what_was_chosen_and_wanted_always(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for title in ("Bro", "Zon"):
        another(cast, title)
    monkeypatch.setattr(choosable, "MOST_OFFERED", 2)
    zon = db.session.query(Project).filter_by(slug="zon").one()
    actions.choose({}, Quiet(), {zon.id: Pace.DAILY}, by=cast.organiser)
    assert titles(cast.organiser, "bro") == ["Bro", "Zon"]


def test_of_an_archived_programme_who_leads_is_offered_nothing(cast: Cast) -> None:
    cast.programme.state = ProgrammeState.ARCHIVED
    db.session.flush()
    assert titles(cast.organiser) == []


def test_a_project_that_one_was_never_told_of_is_offered_where_one_comes_from(
    cast: Cast, browsers: Browsers
) -> None:
    browser, its = browsers(cast.culture), cast.other_project
    page = browser.get(f"/projects/{its.slug}").get_data(as_text=True)
    link = f"{PAGE}?project={its.slug}#project-{its.id}"
    assert page.count(f'href="{link}"') == 1
    assert asked(browser, link)[-2:] == of_projects(cast.project, its)
    assert asked(browser)[-1:] == of_projects(cast.project)
    form = f'action="{PAGE}?project={its.slug}"'
    assert form in browser.get(link).get_data(as_text=True)
    sent = {kind.value: "weekly" for kind in Kind if kind is not Kind.REMINDER}
    sent |= {"reminder": "never", "since": "22", "until": "6", f"project-{its.id}": "never"}
    assert browser.post(f"{PAGE}?project={its.slug}", sent).status_code == 303
    db.session.rollback()
    assert queries.paces_by_project(cast.culture) == {its.id: Pace.NEVER}


def test_a_project_that_one_may_not_read_is_not_offered_for_the_asking(cast: Cast) -> None:
    leave_the_programme(cast.facilitator)
    assert titles(cast.facilitator, cast.project.slug) == []


def test_a_project_of_an_archived_programme_leads_to_no_choice(cast: Cast, browsers: Browsers) -> None:
    cast.programme.state = ProgrammeState.ARCHIVED
    db.session.commit()
    page = browsers(cast.culture).get(f"/projects/{cast.project.slug}").get_data(as_text=True)
    assert PAGE not in page


def test_the_page_takes_the_same_statements_however_many_projects_it_offers(
    cast: Cast, browsers: Browsers
) -> None:
    browser = browsers(cast.organiser)
    browser.get(PAGE)
    few = statements_of(lambda: browser.get(PAGE))
    for title in ("Bro", "Zon"):
        another(cast, title)
    db.session.commit()
    assert (few, statements_of(lambda: browser.get(PAGE))) == (8, 8)


@pytest.mark.parametrize(("code", "said"), [("sv", "Swedish"), ("en", "English")])
def test_the_page_says_in_which_language_mail_comes_whatever_the_pages_speak(
    code: str, said: str, cast: Cast, browsers: Browsers
) -> None:
    cast.culture.language = code
    db.session.commit()
    browser = browsers(cast.culture)
    page = browser.get(PAGE).get_data(as_text=True)
    assert f"Mail to you comes in {said}." in page
    assert 'href="/account#speaks"' in page
    assert "Mail comes in the language that you choose here." in browser.text("/account")


def test_the_page_says_when_the_next_mail_about_the_same_thing_comes(cast: Cast, browsers: Browsers) -> None:
    assert "the next one comes after a day at the earliest" in browsers(cast.culture).text(PAGE)


def test_the_page_promises_nothing_of_what_is_muted(cast: Cast, browsers: Browsers) -> None:
    said = browsers(cast.business).text(PAGE)
    assert "Everything but what you have muted is under Notices as well." in said
    assert "Nothing else about a muted project is shown, not even under Notices." in said


def test_who_leaves_by_a_mail_is_spoken_to_in_the_own_language(cast: Cast, browsers: Browsers) -> None:
    cast.culture.language = "sv"
    db.session.commit()
    address = f"/notices/leave/{leaving.token_of(cast.culture)}"
    browser = browsers()
    browser.client.delete_cookie("language")
    for answer in (browser.get(address, headers={"Accept-Language": "en"}), browser.post(address)):
        assert '<html lang="sv"' in answer.text


def test_who_has_said_no_already_is_not_asked_again(cast: Cast, browsers: Browsers) -> None:
    address, browser = f"/notices/leave/{leaving.token_of(cast.culture)}", browsers()
    assert "Stop mail about notices?" in browser.text(address)
    browser.post(address)
    assert "We no longer send mail about notices to" in browser.text(address)


def test_what_was_chosen_of_a_project_that_is_not_offered_stays(cast: Cast, browsers: Browsers) -> None:
    its, other = cast.project, cast.other_project
    actions.choose({}, Quiet(), {its.id: Pace.NEVER, other.id: Pace.DAILY}, by=cast.facilitator)
    leave_the_programme(cast.facilitator)
    browser = browsers(cast.facilitator)
    sent = dict.fromkeys(asked(browser), "never") | {"since": "20", "until": "7"}
    assert not [name for name in sent if name.startswith("project-")]
    assert browser.post(PAGE, sent).status_code == 303
    db.session.rollback()
    assert queries.paces_by_project(cast.facilitator) == {its.id: Pace.NEVER, other.id: Pace.DAILY}


def test_a_project_that_is_offered_and_left_as_the_kinds_has_no_choice_of_its_own(
    cast: Cast, browsers: Browsers
) -> None:
    its, other = cast.project, cast.other_project
    actions.choose({}, Quiet(), {its.id: Pace.NEVER, other.id: Pace.DAILY}, by=cast.facilitator)
    db.session.commit()
    browser = browsers(cast.facilitator)
    sent = dict.fromkeys(asked(browser), "daily") | {"since": "20", "until": "7", f"project-{its.id}": ""}
    assert browser.post(PAGE, sent).status_code == 303
    db.session.rollback()
    assert queries.paces_by_project(cast.facilitator) == {other.id: Pace.DAILY}
    assert db.session.scalars(select(MutedProject.project_id)).all() == []


@pytest.mark.parametrize(("days", "count"), [(13, 1), (15, 0)])
def test_who_takes_mail_again_gets_what_is_news_yet(cast: Cast, days: int, count: int) -> None:
    actions.take_no_mail(by=cast.culture)
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "Old", by=cast.business)
    derived()
    with clock.at(clock.now() + timedelta(days=days)):
        actions.choose(dict.fromkeys(Kind, Pace.DAILY), Quiet(), by=cast.culture)
        db.session.commit()
    with clock.at(clock.now() + timedelta(days=days + 2)):
        assert len(to(cast.culture, mailed())) == count
