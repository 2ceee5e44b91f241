"""The page of a project, as its team and the others in the programme meet it."""

from tests.conftest import Browsers
from tests.support.cast import Cast


def test_a_member_sees_where_the_project_stands_and_what_is_missing(browsers: Browsers, cast: Cast) -> None:
    text = browsers(cast.culture).text("/projects/oppna-dorrar")
    assert "Three things are missing before the final" in text
