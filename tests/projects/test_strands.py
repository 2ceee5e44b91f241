"""Strands of work: opened, ordered, closed, moved along the hill by several people."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from collab import clock, db
from collab.activity.models import Activity, Verb
from collab.errors import RuleViolation
from collab.projects import actions, policy, queries
from collab.projects.actions import Overtaken, Step
from collab.projects.models import Milestone, WorkStrand
from tests.conftest import Browsers
from tests.support.browser import words_of
from tests.support.cast import THE_DAY, Cast
from tests.support.statements import statements_of

PROJECT = "/projects/oppna-dorrar"
HILL = f"{PROJECT}/hill"


def opened(cast: Cast, *names: str) -> list[WorkStrand]:
    made = [actions.open_strand(cast.project, name, by=cast.culture) for name in names]
    db.session.commit()
    return made


def names(cast: Cast) -> list[str]:
    return [strand.name for strand in queries.open_strands(cast.project)]


def test_strands_stand_in_the_order_that_the_team_gives_them(cast: Cast) -> None:
    doors, signs, food = opened(cast, "Doors", "Signs", "Food")
    actions.place_strand(food, -1, by=cast.culture)
    assert names(cast) == ["Doors", "Food", "Signs"]
    actions.close_strand(doors, by=cast.culture)
    actions.place_strand(signs, -1, by=cast.culture)
    assert names(cast) == ["Signs", "Food"]
    actions.reopen_strand(doors, by=cast.culture)
    assert names(cast) == ["Signs", "Food", "Doors"]
    assert [strand.position for strand in (signs, food, doors)] == [0, 1, 2]


def test_at_most_eight_are_open_and_no_two_have_the_same_name(cast: Cast) -> None:
    strands = opened(cast, *"ABCDEFGH")
    with pytest.raises(RuleViolation, match="Högst åtta"):
        actions.open_strand(cast.project, "I", by=cast.culture)
    actions.close_strand(strands[0], by=cast.culture)
    with pytest.raises(RuleViolation, match="redan ett arbetsspår"):
        actions.open_strand(cast.project, "a", by=cast.culture)
    opened(cast, "I")
    with pytest.raises(RuleViolation, match="Högst åtta"):
        actions.reopen_strand(strands[0], by=cast.culture)


def test_suggestions_are_for_a_project_that_has_none(cast: Cast) -> None:
    actions.suggest_strands(cast.project, ["One", "Two"], by=cast.culture)
    actions.suggest_strands(cast.project, ["Three"], by=cast.culture)
    assert names(cast) == ["One", "Two"]


def test_a_move_is_kept_with_its_note_its_mover_and_their_municipality(cast: Cast) -> None:
    (doors,) = opened(cast, "Doors")
    actions.move_strand(doors, 40, " One is open. ", seen=1, by=cast.business)
    assert actions.move_strand(doors, 40, "", seen=2, by=cast.business) is None
    actions.move_strand(doors, 40, "Still.", seen=2, by=cast.culture)
    kept = queries.moves(cast.project)[doors.id]
    assert [(m.moved_from, m.reached, m.note, m.by, m.place) for m in kept] == [
        (40, 40, "Still.", cast.culture.name, "Kristianstad"),
        (0, 40, "One is open.", cast.business.name, "Karlskrona"),
    ]
    last = db.session.scalars(select(Activity).order_by(Activity.id.desc())).first()
    assert last is not None
    assert (last.verb, last.detail) == (Verb.STRAND_MOVED, {"before": 40, "after": 40})


def test_who_moves_second_is_told_what_the_first_one_did(browsers: Browsers, cast: Cast) -> None:
    (doors,) = opened(cast, "Doors")
    path = f"{PROJECT}/strands/{doors.key}/moves"
    first = browsers(cast.business).post(path, {"reached": "30", "note": "One is open.", "version": 1})
    assert (first.status_code, first.location) == (303, f"{HILL}#strand-{doors.key}")
    second = browsers(cast.culture).post(path, {"reached": "80", "note": "Nearly all.", "version": 1})
    html = second.get_data(as_text=True)
    assert second.status_code == 409
    assert "It is on the way up, 30 of 100 now." in words_of(html)
    assert "One is open." in html
    assert 'value="80"' in html
    assert 'value="Nearly all."' in html
    again = browsers(cast.culture).post(path, {"reached": "80", "note": "Nearly all.", "version": 2})
    assert again.status_code == 303
    with pytest.raises(Overtaken):
        actions.move_strand(doors, 10, "", seen=1, by=cast.culture)


@pytest.mark.parametrize("typed", ["", "101", "-1", "far"])
def test_a_place_outside_the_hill_is_sent_back_with_what_was_typed(
    typed: str, browsers: Browsers, cast: Cast
) -> None:
    (doors,) = opened(cast, "Doors")
    path = f"{PROJECT}/strands/{doors.key}/moves"
    page = browsers(cast.culture).post(path, {"reached": typed, "note": "Kept.", "version": 1})
    html = page.get_data(as_text=True)
    assert page.status_code == 422
    assert "Write a number between 0 and 100." in words_of(html)
    assert f'value="{typed}"' in html
    assert 'value="Kept."' in html


def test_a_note_that_is_too_long_comes_back_whole(browsers: Browsers, cast: Cast) -> None:
    (doors,) = opened(cast, "Doors")
    note = "n" * 301
    path = f"{PROJECT}/strands/{doors.key}/moves"
    page = browsers(cast.culture).post(path, {"reached": "40", "note": note, "version": 1})
    html = page.get_data(as_text=True)
    assert (page.status_code, f'value="{note}"' in html) == (422, True)
    assert "1 character too many: at most 300 can be saved." in words_of(html)


def test_a_strand_that_stands_still_says_for_how_long(browsers: Browsers, cast: Cast) -> None:
    with clock.at(THE_DAY - timedelta(days=30)):
        doors, signs, _ = opened(cast, "Doors", "Signs", "Food")
    with clock.at(THE_DAY - timedelta(days=22)):
        actions.move_strand(doors, 40, "", seen=1, by=cast.culture)
        actions.move_strand(signs, 100, "", seen=1, by=cast.culture)
        db.session.commit()
    said = {s.name: s.days_still(date(2017, 5, 15)) for s in queries.strands(cast.project)}
    assert said == {"Doors": 22, "Signs": 0, "Food": 30}
    assert "Stands still: 22 days without a move" in browsers(cast.facilitator).text(HILL)
    assert "Stands still: 30 days without a move" in browsers(cast.other).text(PROJECT)


def test_everybody_in_the_programme_reads_the_hill_and_only_the_team_moves(
    browsers: Browsers, cast: Cast
) -> None:
    (doors,) = opened(cast, "Doors")
    moving = f'action="{PROJECT}/strands/{doors.key}/moves"'
    shown = {who: browsers(getattr(cast, who)).get(HILL) for who in ("culture", "other", "facilitator")}
    assert {who: moving in page.get_data(as_text=True) for who, page in shown.items()} == {
        "culture": True,
        "other": False,
        "facilitator": False,
    }
    assert browsers(cast.outsider).get(HILL).status_code == 404
    moved = browsers(cast.facilitator).post(f"{PROJECT}/strands/{doors.key}/moves", {"reached": "9"})
    assert moved.status_code == 403


def test_reading_a_strand_and_its_twin_in_sql_agree(cast: Cast) -> None:
    (doors,) = opened(cast, "Doors")
    for who in (cast.culture, cast.other, cast.facilitator, cast.organiser, cast.outsider):
        found = db.session.scalars(select(WorkStrand).where(policy.strand_visible_to(who))).all()
        assert (list(found) == [doors]) is policy.read_strand(who, doors)


def test_a_milestone_belongs_to_a_strand_of_its_own_project(cast: Cast) -> None:
    (doors,) = opened(cast, "Doors")
    step = Step("Open", date(2017, 6, 1), None, strand_id=doors.id)
    actions.add_milestone(cast.project, step, by=cast.culture)
    assert [one.strand for one in queries.milestones(cast.project)] == ["Doors"]
    with pytest.raises(RuleViolation):
        actions.add_milestone(cast.other_project, step, by=cast.other)


def test_a_form_that_knows_no_strand_leaves_the_milestone_where_it_is(browsers: Browsers, cast: Cast) -> None:
    (doors,) = opened(cast, "Doors")
    step = Step("Open", date(2017, 6, 1), None, strand_id=doors.id)
    made = actions.add_milestone(cast.project, step, by=cast.culture)
    db.session.commit()
    fields = {"title": "Opened", "due_on": "2017-06-01", "owner": 0, "version": 1}
    assert browsers(cast.culture).post(f"{PROJECT}/milestones/{made.key}", fields).status_code == 303
    db.session.expire_all()
    assert db.session.scalars(select(Milestone.strand_id)).one() == doors.id


def test_a_strand_is_added_renamed_closed_and_opened_in_the_browser(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    assert browser.post(f"{PROJECT}/strands/new", {"name": ""}).status_code == 422
    assert browser.post(f"{PROJECT}/strands/new", {"name": "Doors"}).status_code == 303
    doubled = browser.post(f"{PROJECT}/strands/new", {"name": "doors"})
    assert doubled.status_code == 422
    assert 'value="doors"' in doubled.get_data(as_text=True)
    key = db.session.scalars(select(WorkStrand.key)).one()
    path = f"{PROJECT}/strands/{key}"
    assert browser.post(path, {"name": "Gates", "version": 1}).status_code == 303
    assert browser.post(path, {"name": "Mine", "version": 1}).status_code == 409
    browser.post(f"{path}/place", {"close": "1"})
    assert "Closed 15 May" in browser.text(HILL)
    refused = browser.post(f"{path}/moves", {"reached": "9", "version": 3})
    assert refused.status_code == 422
    browser.post(f"{path}/place", {"open": "1"})
    assert "Gates not begun" in browser.text(HILL)


def test_one_press_opens_the_suggested_strands(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    assert "No strands of work yet" in browser.text(HILL)
    assert browser.post(f"{PROJECT}/strands").status_code == 303
    assert names(cast) == [
        "Anchoring at home", "What we test", "Partners", "Telling others", "What happens afterwards",
    ]  # fmt: skip


def test_the_hill_takes_the_same_few_statements_however_much_has_moved(
    browsers: Browsers, cast: Cast
) -> None:
    browser, strands = browsers(cast.culture), opened(cast, "Doors")
    browser.get(HILL)
    few = statements_of(lambda: browser.get(HILL))
    strands += opened(cast, "Signs", "Food")
    for strand in strands:
        for reached in (10, 20, 30):
            actions.move_strand(strand, reached, "", seen=strand.version, by=cast.culture)
    db.session.commit()
    assert statements_of(lambda: browser.get(HILL)) == few <= 12
