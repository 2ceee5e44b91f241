"""No page of a plan asks the database more than twelve times, and none asks more when more is written."""

import pytest

from collab import db
from collab.projects import actions, queries
from collab.projects.actions import Writing
from tests.conftest import Browsers
from tests.support.cast import Cast
from tests.support.statements import statements_of

PROJECT = "/projects/oppna-dorrar"
MOST = 12
PAGES = ["/plan", "/plan/need", "/plan/need/versions", "/plan/need/versions/1", "/named-plans/new"]
PLACE = "/anchoring/kristianstad"


def write_all(cast: Cast, word: str) -> None:
    """Let three of the team write each section of the plan once more."""
    for section in queries.sections(cast.project):
        seen = section.version
        for person in (cast.culture, cast.business, cast.tourism):
            writing = Writing(f"{word} {seen}", seen)
            seen = actions.write_section(cast.project, section.code, writing, by=person).number  # type: ignore[union-attr]
    db.session.commit()


@pytest.mark.parametrize("page", [*PAGES, PLACE])
def test_a_page_of_the_plan_takes_few_statements_however_much_is_written(
    page: str, cast: Cast, browsers: Browsers
) -> None:
    write_all(cast, "One")
    browser = browsers(cast.culture)
    browser.get(PROJECT + page)
    few = statements_of(lambda: browser.get(PROJECT + page))
    write_all(cast, "Two")
    actions.name_plan(cast.project, "Sent to the board", by=cast.culture)
    write_all(cast, "Three")
    assert statements_of(lambda: browser.get(PROJECT + page)) == few <= MOST
