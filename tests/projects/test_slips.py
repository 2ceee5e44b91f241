"""Milestones that move to another day, are under way, or are given up."""

import re
from datetime import date
from html import unescape

import pytest
from sqlalchemy import select

from collab import db
from collab.activity.models import Activity, Verb
from collab.errors import RuleViolation
from collab.programmes.models import Membership
from collab.projects import actions, queries
from collab.projects.actions import Overtaken, Step
from collab.projects.models import Milestone, Slip, State
from collab.projects.queries import Pace
from tests.conftest import Browsers
from tests.support.browser import words_of
from tests.support.cast import Cast

PROJECT = "/projects/oppna-dorrar"
TODAY = date(2017, 5, 15)
WHY = "The hinges are late."


def late(cast: Cast, **told: object) -> Milestone:
    """One whose day has passed, owned by the head of tourism."""
    owner = db.session.scalars(select(Membership).where(Membership.person_id == cast.tourism.id)).one()
    made = Milestone(project=cast.project, title="Doors open", due_on=date(2017, 5, 8), owner=owner, **told)
    db.session.add(made)
    db.session.commit()
    return made


def verbs() -> list[Verb]:
    return list(db.session.scalars(select(Activity.verb).order_by(Activity.id)))


def test_each_slip_is_kept_with_its_days_why_and_who(cast: Cast) -> None:
    made = late(cast)
    actions.postpone_milestone(made, date(2017, 5, 20), WHY, seen=1, by=cast.culture)
    actions.postpone_milestone(made, date(2017, 6, 9), "Paint.", seen=2, by=cast.tourism)
    kept = [(s.moved_from, s.moved_to, s.why, s.by) for s in queries.slips(made)]
    assert kept == [
        (date(2017, 5, 20), date(2017, 6, 9), "Paint.", cast.tourism.name),
        (date(2017, 5, 8), date(2017, 5, 20), WHY, cast.culture.name),
    ]
    step = queries.milestones(cast.project)[0]
    assert (step.slips, step.first_due_on, step.why) == (2, date(2017, 5, 8), "Paint.")
    assert verbs()[-2:] == [Verb.MILESTONE_MOVED] * 2


def test_a_new_day_is_later_has_not_passed_and_comes_with_a_word_why(cast: Cast) -> None:
    made = late(cast)
    for day, why in ((date(2017, 5, 8), WHY), (date(2017, 5, 14), WHY), (date(2017, 5, 20), "  ")):
        with pytest.raises(RuleViolation):
            actions.postpone_milestone(made, day, why, seen=made.version, by=cast.culture)
        db.session.rollback()
    with pytest.raises(Overtaken):
        actions.postpone_milestone(made, date(2017, 5, 20), WHY, seen=7, by=cast.culture)


def test_what_is_done_or_given_up_is_not_postponed(cast: Cast) -> None:
    for told in ({"done_on": TODAY}, {"given_up_on": TODAY, "given_up_why": "No doors."}):
        made = late(cast, **told)
        with pytest.raises(RuleViolation):
            actions.postpone_milestone(made, date(2017, 6, 1), WHY, seen=1, by=cast.culture)


def test_the_ordinary_change_keeps_every_other_day_with_a_word_why(cast: Cast) -> None:
    made = late(cast)
    owner = made.owner_id
    actions.edit_milestone(made, Step("Doors", made.due_on, owner), seen=1, by=cast.culture)
    assert db.session.scalars(select(Slip)).all() == []
    with pytest.raises(RuleViolation):
        actions.edit_milestone(made, Step("Doors", date(2017, 6, 9), owner), seen=2, by=cast.culture)
    db.session.rollback()
    for day in (date(2017, 6, 9), date(2017, 5, 16)):
        step = Step("Doors", day, made.owner_id, why=WHY)
        actions.edit_milestone(made, step, seen=made.version, by=cast.culture)
    kept = db.session.scalars(select(Slip).order_by(Slip.number))
    assert [(s.moved_to, s.why) for s in kept] == [(date(2017, 6, 9), WHY), (date(2017, 5, 16), WHY)]
    said = db.session.scalars(select(Activity).order_by(Activity.id.desc()).limit(2))
    assert [event.detail["days"] for event in said] == [-24, 32]


def test_an_open_milestone_is_not_moved_to_a_day_that_has_passed(browsers: Browsers, cast: Cast) -> None:
    path, browser = f"{PROJECT}/milestones/{late(cast).key}", browsers(cast.culture)
    fields = {"title": "Doors", "due_on": "2017-05-05", "owner": 0, "version": 1, "why": WHY}
    refused = browser.post(path, {**fields, "state": "under-way"})
    assert refused.status_code == 422
    assert "That day has passed." in words_of(refused.get_data(as_text=True))
    done = browser.post(path, {**fields, "state": "done", "done_on": "2017-05-05"})
    assert done.status_code == 303
    assert db.session.scalars(select(Slip)).one().moved_to == date(2017, 5, 5)
    feed = words_of(browser.get(f"/programmes/{cast.programme.slug}/feed").get_data(as_text=True))
    assert "moved the milestone Doors 3 days earlier" in feed


def test_what_is_moved_and_given_up_at_once_keeps_both_with_one_reason(cast: Cast) -> None:
    made = late(cast)
    step = Step("Doors", date(2017, 5, 1), made.owner_id, given_up_why="No doors.")
    actions.edit_milestone(made, step, seen=1, by=cast.culture)
    assert db.session.scalars(select(Slip)).one().why == made.given_up_why == "No doors."


@pytest.mark.parametrize("page", ["", "/later"])
def test_a_year_that_is_mistyped_is_asked_about(browsers: Browsers, cast: Cast, page: str) -> None:
    last = queries.last_day(cast.programme)
    path = f"{PROJECT}/milestones/{late(cast).key}{page}" if page else f"{PROJECT}/milestones/new"
    fields = {"title": "Doors", "owner": 0, "version": 1, "why": WHY}
    refused = browsers(cast.culture).post(path, {**fields, "due_on": last.replace(year=2035).isoformat()})
    assert refused.status_code == 422
    assert "more than a year after the programme" in words_of(refused.get_data(as_text=True))
    near = browsers(cast.culture).post(path, {**fields, "due_on": f"{last.year + 1}{last:-%m-%d}"})
    assert near.status_code == 303


def test_what_is_demanded_is_not_said_to_be_optional(browsers: Browsers, cast: Cast) -> None:
    html = browsers(cast.culture).get(f"{PROJECT}/milestones/{late(cast).key}").get_data(as_text=True)
    for name in ("why", "given_up_why"):
        label = html.split(f'<label for="{name}">')[1].split("</label>")[0]
        assert "optional" not in label, name


def test_a_milestone_is_begun_given_up_and_taken_up_again(cast: Cast) -> None:
    made = late(cast)
    told = {"title": "Doors", "due_on": made.due_on, "owner_id": made.owner_id}
    steps = (Step(**told, is_begun=True), Step(**told, given_up_why="No doors."), Step(**told))
    states = []
    for step in steps:
        actions.edit_milestone(made, step, seen=made.version, by=cast.culture)
        states.append(made.state)
    assert states == [State.UNDER_WAY, State.GIVEN_UP, State.TO_DO]
    assert verbs()[-3:] == [Verb.MILESTONE_BEGUN, Verb.MILESTONE_GIVEN_UP, Verb.MILESTONE_CHANGED]


def test_what_is_given_up_is_asked_of_nobody(cast: Cast) -> None:
    late(cast, given_up_on=TODAY, given_up_why="No doors.")
    step = queries.milestones(cast.project)[0]
    assert step.pace(TODAY) is Pace.GIVEN_UP
    assert queries.next_milestone(cast.project) is None
    assert queries.milestones_waiting(cast.project, cast.tourism, date(2017, 6, 1)) == []


def test_the_project_page_and_the_home_ask_for_another_day(browsers: Browsers, cast: Cast) -> None:
    path = f"{PROJECT}/milestones/{late(cast).key}/later"
    html = browsers(cast.culture).get(PROJECT).get_data(as_text=True)
    assert f'href="{path}">Give “Doors open” a new date</a>' in html
    assert f'href="{path}"' in browsers(cast.tourism).get("/home").get_data(as_text=True)
    assert path not in browsers(cast.other).get(PROJECT).get_data(as_text=True)


def test_the_form_for_a_later_day_says_what_is_missing_and_keeps_what_was_typed(
    browsers: Browsers, cast: Cast
) -> None:
    path, browser = f"{PROJECT}/milestones/{late(cast).key}/later", browsers(cast.tourism)
    for fields in ({"due_on": "2017-05-10", "why": WHY}, {"due_on": "2017-05-30", "why": ""}):
        refused = browser.post(path, {**fields, "version": 1})
        assert refused.status_code == 422
        assert fields["due_on"] in refused.get_data(as_text=True)
        assert fields["why"] in refused.get_data(as_text=True)
    moved = browser.post(path, {"due_on": "2017-05-30", "why": WHY, "version": 1})
    assert (moved.status_code, moved.location) == (303, f"{PROJECT}#milestones")
    old = browser.post(path, {"due_on": "2017-06-30", "why": "Mine", "version": 1})
    assert old.status_code == 409
    assert "Mine" in old.get_data(as_text=True)
    page = words_of(browser.get(PROJECT).get_data(as_text=True))
    assert f"Moved once, first 8 May: {WHY}" in page


def test_the_ordinary_form_asks_why_at_its_fields(browsers: Browsers, cast: Cast) -> None:
    path, browser = f"{PROJECT}/milestones/{late(cast).key}", browsers(cast.culture)
    fields = {"title": "Typed", "due_on": "2017-06-01", "owner": 0, "version": 1}
    refused = browser.post(path, fields)
    assert refused.status_code == 422
    assert "Say in a few words why the date changes" in words_of(refused.get_data(as_text=True))
    assert 'value="Typed"' in refused.get_data(as_text=True)
    given_up = {**fields, "due_on": "2017-05-08", "state": "given-up"}
    assert browser.post(path, given_up).status_code == 422
    done_not = {**fields, "due_on": "2017-05-08", "state": "to-do", "done_on": "2017-05-09"}
    assert browser.post(path, done_not).status_code == 422
    assert browser.post(path, {**given_up, "given_up_why": "No doors."}).status_code == 303
    page = words_of(browser.get(PROJECT).get_data(as_text=True))
    assert "Given up 15 May" in page
    assert "No doors." in page


def test_a_milestone_that_is_said_to_be_done_is_done_today(browsers: Browsers, cast: Cast) -> None:
    made = late(cast)
    fields = {"title": "Doors", "due_on": "2017-05-08", "owner": 0, "state": "done", "version": 1}
    assert browsers(cast.culture).post(f"{PROJECT}/milestones/{made.key}", fields).status_code == 303
    db.session.expire_all()
    assert made.done_on == TODAY


def test_two_who_change_other_fields_of_a_milestone_both_keep_their_change(
    browsers: Browsers, cast: Cast
) -> None:
    made = late(cast)
    path, browser = f"{PROJECT}/milestones/{made.key}", browsers(cast.culture)
    page = browser.get(path).get_data(as_text=True)
    began = unescape(re.findall(r'name="began"[^>]*value="([^"]*)"', page)[0])
    mine = {"title": "Doors open", "due_on": "2017-05-08", "owner": made.owner_id, "state": "to-do"}
    mine |= {"version": 1, "began": began}
    actions.edit_milestone(
        made, Step("Every door opens", made.due_on, made.owner_id), seen=1, by=cast.tourism
    )
    db.session.commit()
    both = browser.post(path, {**mine, "title": "Each door opens"})
    assert both.status_code == 409
    html = both.get_data(as_text=True)
    assert "Every door opens" in html
    assert 'value="Each door opens"' in html
    assert browser.post(path, {**mine, "due_on": "2017-06-01", "why": WHY}).status_code == 303
    db.session.expire_all()
    assert (made.title, made.due_on) == ("Every door opens", date(2017, 6, 1))
