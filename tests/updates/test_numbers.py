"""Numbers on an update: given at a goal, shown, corrected with a history, counted as evidence."""

import re
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from collab import db
from collab.programmes.models import Goal, Indicator
from collab.showcases.composing import working_copy
from collab.text import Localised
from collab.updates import actions, queries
from collab.updates.content import Content, Counted
from collab.updates.models import Contribution
from tests.conftest import Browsers
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.updates.sent import NEW, a_file, count_of, filled, summary_of, the_update
from tests.updates.written import WHOLE, a_post, on

COMPANIES = Localised("företag med ny kund", "companies with a new customer")


@pytest.fixture
def indicator(cast: Cast) -> Indicator:
    """By which the programme's first goal is counted."""
    goal = db.session.scalars(select(Goal).where(Goal.programme_id == cast.programme.id)).first()
    made = Indicator(
        goal=goal, code="new", position=0, name=COMPANIES, unit=Localised("företag", "companies"),
        baseline=0, target=40,
    )  # fmt: skip
    db.session.add(made)
    db.session.commit()
    return made


def with_number(indicator: Indicator, value: object, **changes: Any) -> dict[str, Any]:
    """A form with that number, at its goal."""
    return filled(**{"goals": [str(indicator.goal_id)], f"numbers-{indicator.id}": str(value), **changes})


def contributions() -> list[tuple[int, str]]:
    db.session.rollback()
    rows = db.session.scalars(select(Contribution).order_by(Contribution.id))
    return [(row.value, row.note) for row in rows]


def test_a_number_given_at_a_goal_is_on_the_page_and_in_the_feed(
    cast: Cast, browsers: Browsers, indicator: Indicator
) -> None:
    assert browsers(cast.culture).post(NEW, with_number(indicator, "1 200")).status_code == 303
    assert contributions() == [(1200, "")]
    said = "companies with a new customer: 1,200"
    for path in (f"/updates/{the_update().key}", "/projects/oppna-dorrar/updates"):
        assert browsers(cast.other).text(path).count(said) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Companies with a new customer", ": 3"),
        ("New companies", ": 3"),
        ("Participants of the companies", ": 3 companies"),
        ("Participants of the companies", ": 1"),
    ],
)
def test_what_is_counted_is_said_once(
    cast: Cast, browsers: Browsers, indicator: Indicator, name: str, said: str
) -> None:
    indicator.name = Localised(name, name)
    db.session.commit()
    browsers(cast.culture).post(NEW, with_number(indicator, said.split()[1]))
    html = browsers(cast.other).get(f"/updates/{the_update().key}").get_data(as_text=True)
    (figure,) = re.findall(r'<ul class="plain figures">(.*?)</ul>', html, re.S)
    assert words_of(figure).strip() == name + said


def test_a_goal_needs_no_number(cast: Cast, browsers: Browsers, indicator: Indicator) -> None:
    assert browsers(cast.culture).post(NEW, with_number(indicator, "")).status_code == 303
    assert contributions() == []
    assert [goal.id for goal in the_update().goals] == [indicator.goal_id]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"goals": None}, "Choose the goal that the number counts for, or take it away."),
        ({"number": "many"}, "Number: write a whole number, such as 12."),
        ({"number": "0"}, "Number: write a number from 1 to 1,000,000."),
    ],
)
def test_a_number_that_cannot_be_is_said_where_it_stands(
    cast: Cast, browsers: Browsers, indicator: Indicator, changes: dict[str, Any], said: str
) -> None:
    fields = with_number(indicator, changes.pop("number", 4), **changes)
    page = browsers(cast.culture).post(NEW, fields)
    html = page.get_data(as_text=True)
    assert page.status_code == 422
    assert said in words_of(html.split(f'id="numbers-{indicator.id}-error"', 1)[1])
    assert '<details class="post__more" open>' in html
    assert count_of(Contribution) == 0


def test_a_correction_keeps_what_was_counted_before_and_the_word_on_how(
    cast: Cast, browsers: Browsers, indicator: Indicator
) -> None:
    counted = replace(WHOLE, goals=(indicator.goal,), counted=(Counted(indicator, 4, "Som vi räknade."),))
    key = a_post(cast.project, cast.culture, counted, at=on(5, 12)).key
    db.session.commit()
    browser = browsers(cast.culture)
    html = browser.get(f"/updates/{key}/edit").get_data(as_text=True)
    assert re.findall(rf'<input[^>]* name="numbers-{indicator.id}"[^>]* value="(\d+)"', html) == ["4"]
    assert browser.post(f"/updates/{key}/edit", with_number(indicator, 6, version="1")).status_code == 303
    assert contributions() == [(6, "Som vi räknade.")]
    assert "companies with a new customer : 6 instead of 4." in browsers(cast.other).text(
        f"/updates/{key}/versions"
    )


def test_a_number_taken_away_is_told_and_the_same_number_is_no_change(
    cast: Cast, indicator: Indicator
) -> None:
    counted = replace(WHOLE, goals=(indicator.goal,), counted=(Counted(indicator, 4),))
    update = a_post(cast.project, cast.culture, counted, at=on(5, 12))
    actions.publish(update, counted, by=cast.culture)
    assert queries.history(update, viewer=cast.other) == []
    actions.publish(update, replace(counted, counted=()), by=cast.culture)
    db.session.flush()
    (change,) = queries.history(update, viewer=cast.other)
    assert [(one.before, one.after) for one in change.recounts] == [(4, None)]
    assert Content.of(update).counted == ()


def test_a_number_counts_among_the_effects_that_the_showcase_begins_with(
    cast: Cast, browsers: Browsers, indicator: Indicator
) -> None:
    for number, key in ((4, "first"), (3, "second")):
        browsers(cast.culture).post(NEW, with_number(indicator, number, form_key=key, visibility="public"))
    db.session.rollback()
    (effect,) = working_copy(cast.project).draft.effects
    assert (effect["text"], effect["unit"], effect["label"]) == ("7", "företag", COMPANIES.sv)


def test_all_faults_of_one_press_are_told_in_one_answer(
    cast: Cast, browsers: Browsers, indicator: Indicator
) -> None:
    number = f"numbers-{indicator.id}"
    answer = browsers(cast.culture).post(NEW, filled(
        status=None, text="", next_step_due_on="2017-05-01", goes_out="2017-05-02T08:00",
        new_file=a_file("virus.exe", b"MZ\x90\0"),
        **{"pictures-0-file": a_file("bild.jpg", b"no picture"), number: "-5"},
    ))  # fmt: skip
    assert (answer.status_code, [field for field, _said in summary_of(answer)]) == (
        422,
        [
            "new_file", number, "text", "status", "next_step_due_on", "pictures-0-file",
            "pictures-0-alternative", "goes_out",
        ],
    )  # fmt: skip
