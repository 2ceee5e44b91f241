"""All but one of several words may be in the name of the project that a thing belongs to."""

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from collab import db
from collab.programmes.models import PlanSection
from collab.project_files.models import ProjectFile
from collab.projects.models import PlanText
from collab.search.rebuilding import rebuild
from collab.text import Localised
from collab.updates import actions as updates
from collab.updates.models import Visibility
from tests.conftest import Browsers
from tests.search.test_page import PAGE, search
from tests.support.cast import Cast
from tests.updates.written import WHOLE, a_post

OF_EACH_KIND = "4 hits "


@pytest.fixture
def written(cast: Cast) -> Cast:
    """An update, a comment on it, a file and a part of the plan of a project, all of a mine."""
    update = a_post(cast.project, cast.culture, replace(WHOLE, text="Vid gruvan"))
    updates.comment(update, "Gruvan är djup", by=cast.other)
    section = db.session.scalars(select(PlanSection)).first()
    text = PlanText(project=cast.project, section=section, source="Gruvans tid", html="", version=1)
    db.session.add_all([text, ProjectFile(project=cast.project, name="Gruva.pdf", description="")])
    db.session.commit()
    return cast


def test_what_belongs_to_a_project_is_found_by_its_name_and_a_word_of_its_own(
    written: Cast, browsers: Browsers
) -> None:
    for query in ("gruva", "öppna dörrar gruva", "gruvan dörr", "mine doors"):
        assert (OF_EACH_KIND in search(browsers, written.culture, query)) == (query != "mine doors")
    assert "Nothing found" in search(browsers, written.culture, "ensam gruva")
    assert "Showing hits for “ dörrar gruvan ”." in search(browsers, written.culture, "dörrar gruvn")


def test_by_the_name_alone_the_project_is_found_and_not_all_that_it_wrote(
    written: Cast, browsers: Browsers
) -> None:
    for query in ("dörrar", "öppna dörrar"):
        assert "1 hit " in search(browsers, written.culture, query)


def test_a_project_that_is_called_otherwise_takes_along_what_belongs_to_it(
    written: Cast, browsers: Browsers
) -> None:
    written.project.title = Localised("Stängda luckor", "Shut hatches")
    db.session.commit()
    for _ in range(2):
        assert OF_EACH_KIND in search(browsers, written.culture, "luckor gruva")
        assert "Nothing found" in search(browsers, written.culture, "dörrar gruva")
        rebuild(lambda _kind, _done: None)


def test_nobody_finds_by_it_what_they_may_not_see(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="Vid gruvan"), Visibility.TEAM)
    a_post(cast.project, cast.culture, replace(WHOLE, text="Vid havet"), Visibility.PUBLIC)
    db.session.commit()
    assert "1 hit " in search(browsers, cast.culture, "dörrar gruva")
    assert "Nothing found" in search(browsers, cast.other, "dörrar gruva")
    pages = [browsers().get(f"{PAGE}?q=dörrar {word}").text for word in ("gruva", "havet")]
    assert ["found" in page and "Nothing found" in page for page in pages] == [True, False]
