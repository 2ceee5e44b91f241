"""A section that is written goal by goal begins with the goals' headings and says which are still untold."""

from time import perf_counter

import pytest
from sqlalchemy import select

from collab import db
from collab.programmes.models import Goal, PlanSection
from collab.projects import actions, by_goal, queries
from collab.projects.actions import Draft, Writing
from collab.text import Localised
from tests.conftest import Browsers
from tests.projects.test_sections import SAID, SECTIONS
from tests.support.cast import Cast

PLAN = "/projects/oppna-dorrar/plan"
TOGETHER, GUESTS = Localised("Samarbete", "Cooperation"), Localised("Fler gäster", "More guests")
BOTH = "# Samarbete\n\n\n# Fler gäster\n\n"


@pytest.fixture(autouse=True)
def _goal_by_goal(cast: Cast) -> None:
    section = db.session.scalars(select(PlanSection).where(PlanSection.code == "need")).one()
    section.by_goal = True
    db.session.add(
        Goal(
            programme_id=cast.programme.id,
            code="guests",
            number=2,
            name=GUESTS,
            description=Localised("", ""),
        )
    )
    db.session.commit()


def serve(cast: Cast, *codes: str) -> None:
    goals = db.session.scalars(select(Goal).where(Goal.code.in_(codes)))
    cast.project.goals = list(goals)
    db.session.commit()


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        ("", [TOGETHER, GUESTS]),
        (BOTH, [TOGETHER, GUESTS]),
        ("# Samarbete\n\nMer.\n\n# Fler gäster\n\n", [GUESTS]),
        ("## cooperation ##\n- Mer\n### More guests\n| a |\n", []),
        ("# **Samarbete**\n\nMer.\n\nFler gäster\n---\n\n- Tio\n", []),
        ("# Samarbete\n\n```\n# Fler gäster\nMer.\n```\n", [GUESTS]),
        ("Mer.\n\n# Något annat\n\nSamarbete\n", [TOGETHER, GUESTS]),
    ],
)
def test_a_goal_is_told_when_something_stands_under_its_heading(
    source: str, missing: list[Localised]
) -> None:
    assert by_goal.untold(source, [TOGETHER, GUESTS]) == missing


def test_it_begins_with_a_heading_for_each_goal_that_the_project_serves(
    browsers: Browsers, cast: Cast
) -> None:
    serve(cast, "guests")
    page = browsers(cast.culture).get(f"{PLAN}/need").get_data(as_text=True)
    assert "# Fler gäster" in page
    assert "# Samarbete" not in page
    serve(cast)
    page = browsers(cast.culture).get(f"{PLAN}/need").get_data(as_text=True)
    assert page.index("# Samarbete") < page.index("# Fler gäster")


def test_another_section_begins_empty(browsers: Browsers, cast: Cast) -> None:
    assert "# Samarbete" not in browsers(cast.culture).get(f"{PLAN}/idea").get_data(as_text=True)


def test_the_headings_alone_are_no_draft(cast: Cast) -> None:
    serve(cast, "between", "guests")
    actions.keep_draft(cast.project, "need", Draft(BOTH, 0), by=cast.culture)
    assert queries.desk_of(cast.culture, cast.project, "need").draft is None
    assert queries.text_to_write(cast.project, queries.get_section(cast.project, "need")) == BOTH


def test_two_who_begin_at_once_under_different_headings_are_brought_together(cast: Cast) -> None:
    serve(cast, "between", "guests")
    for person, mine in (
        (cast.culture, "# Samarbete\n\nVi ses.\n\n# Fler gäster\n\n"),
        (cast.business, "# Samarbete\n\n\n# Fler gäster\n\nTio till.\n"),
    ):
        actions.write_section(cast.project, "need", Writing(mine, 0), by=person)
    text = queries.get_section(cast.project, "need").source
    assert text == "# Samarbete\n\nVi ses.\n\n# Fler gäster\n\nTio till.\n"


def test_plan_and_section_say_which_goals_are_not_told_of(browsers: Browsers, cast: Cast) -> None:
    serve(cast, "between", "guests")
    assert "Nothing is written yet of: Cooperation and More guests" in browsers(cast.culture).text(
        f"{PLAN}/need"
    )
    actions.write_section(cast.project, "need", Writing("# Samarbete\n\nVi ses.\n", 0), by=cast.culture)
    db.session.commit()
    for path in (PLAN, f"{PLAN}/need"):
        assert "Nothing is written yet of: More guests" in browsers(cast.culture).text(path)


def test_organisers_choose_it(browsers: Browsers, cast: Cast) -> None:
    assert browsers(cast.organiser).post(f"{SECTIONS}/new", {**SAID, "by_goal": "goals"}).status_code == 303
    assert "# Samarbete" in browsers(cast.culture).get(f"{PLAN}/risker").get_data(as_text=True)
    assert "Goal by goal" in browsers(cast.organiser).text(SECTIONS)
    page = browsers(cast.organiser).get(f"{SECTIONS}/risker").get_data(as_text=True)
    assert browsers(cast.organiser).post(f"{SECTIONS}/risker", {**SAID, "by_goal": "text"}).status_code == 303
    assert 'value="goals" id="by_goal-2" checked' in page
    assert "# Samarbete" not in browsers(cast.culture).get(f"{PLAN}/risker").get_data(as_text=True)


def test_a_long_line_of_spaces_is_read_as_quickly_as_any_other() -> None:
    begun = perf_counter()
    assert by_goal.untold("# a" + " " * 40_000 + "b\n" + "Mer.\n", [TOGETHER]) == [TOGETHER]
    assert perf_counter() - begun < 3


def test_headings_are_no_words_of_the_team(cast: Cast) -> None:
    serve(cast, "between", "guests")
    actions.write_section(cast.project, "need", Writing(BOTH, 0), by=cast.culture)
    assert queries.get_section(cast.project, "need").words == 0
    actions.write_section(
        cast.project, "need", Writing("# Samarbete\n\nVi ses i juni.\n", 1), by=cast.culture
    )
    assert queries.get_section(cast.project, "need").words == 4
