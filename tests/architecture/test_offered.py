"""What pages offer may be done: every link opens, and in an archived programme no form writes in it."""

import pytest
from flask import Flask

from collab import db, versions
from collab.access_table import TABLE
from collab.programmes.models import ProgrammeState
from collab.projects.models import Project
from collab.showcases.models import Showcase
from collab.text import Localised
from tests.architecture.exhibits import ADDRESSES, PROGRAMME, put_up
from tests.architecture.walking import Walk, walk
from tests.conftest import Browsers
from tests.reviews import road
from tests.support.cast import Cast
from tests.teams.test_actions import newcomer
from tests.updates import written

OVER = "Culture on the move is over and kept as it was."

APART = ("demonstration.", "styleguide.", "languages.", "accounts.")
"""What is no programme's; following it changes who is looking, or how."""


def set_out(cast: Cast) -> dict[str, str]:
    """One of everything, and something that waits for each role."""
    names = put_up(cast)
    written.a_draft(cast.project, cast.culture)
    newcomer(cast, "osby")
    road.review(cast.other_project, cast.colleague)
    begun = Project(
        programme=cast.programme,
        team=cast.other_team,
        slug="halvvags",
        title=Localised("Halvvägs", "Half way"),
        promise=Localised("", ""),
        started_on=cast.project.started_on,
        stage=cast.project.stage,
    )
    db.session.add_all([begun, Showcase(project=begun, headline=Localised("", ""))])
    road.hand_in(begun, cast.other, "midway")
    for reviewer in (cast.facilitator, cast.colleague):
        road.review(begun, reviewer, "midway", (road.IDEA,))
    db.session.commit()
    return names


def walked(who: str, names: dict[str, str], browsers: Browsers, app: Flask, cast: Cast) -> Walk:
    """From the page of every endpoint that can be read."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    pages = [rule.endpoint for rule in rules if not rule.endpoint.startswith(APART)]
    starts = {ADDRESSES[endpoint].format(**names) for endpoint in pages}
    return walk(browsers(getattr(cast, who)), [*starts, "/projects/halvvags/showcase/preview"])


def writes(app: Flask, seen: Walk) -> dict[str, str]:
    """The endpoints behind a policy that forms post to, each with a page that holds such a form."""
    match = app.url_map.bind("localhost").match
    found = {str(match(path, method="POST")[0]): page for path, page in seen.forms.items()}
    return {endpoint: page for endpoint, page in found.items() if TABLE[endpoint].asks_policy}


def test_while_a_programme_runs_its_pages_offer_every_write_and_no_link_is_refused(
    browsers: Browsers, app: Flask, cast: Cast
) -> None:
    names, offered = set_out(cast), set()
    for who in ("culture", "other", "facilitator", "organiser"):
        seen = walked(who, names, browsers, app, cast)
        assert seen.refused == {}
        offered |= writes(app, seen).keys()
    posting = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert offered == {endpoint for endpoint, row in TABLE.items() if row.asks_policy} & posting


@pytest.mark.parametrize("who", ["culture", "business", "other", "facilitator", "colleague", "organiser"])
def test_in_an_archived_programme_no_form_writes_and_no_link_is_refused(
    who: str, browsers: Browsers, app: Flask, cast: Cast
) -> None:
    names = set_out(cast)
    cast.programme.state = ProgrammeState.ARCHIVED
    db.session.commit()
    seen = walked(who, names, browsers, app, cast)
    assert seen.refused == {}
    assert writes(app, seen) == {}


@pytest.mark.parametrize(
    "path",
    [
        "/home",
        "/reviews",
        "/showcases",
        "/showcases/oppna-dorrar",
        "/conference",
        "/projects/oppna-dorrar",
        "/projects/oppna-dorrar/plan",
        "/projects/oppna-dorrar/showcase/preview",
        "/teams/sparet",
        f"{PROGRAMME}/teams",
        f"{PROGRAMME}/views",
        f"{PROGRAMME}/audit",
    ],
)
def test_a_page_about_an_archived_programme_says_so_once(path: str, browsers: Browsers, cast: Cast) -> None:
    set_out(cast)
    organiser = browsers(cast.organiser)
    assert OVER not in organiser.text(path)
    cast.programme.state = ProgrammeState.ARCHIVED
    versions.bump()
    db.session.commit()
    assert organiser.text(path).count(OVER) == 1


def test_what_is_about_no_programme_says_nothing_of_one(browsers: Browsers, cast: Cast) -> None:
    cast.programme.state = ProgrammeState.ARCHIVED
    db.session.commit()
    for path in ("/account", "/accessibility", "/contact"):
        assert OVER not in browsers(cast.organiser).text(path)
