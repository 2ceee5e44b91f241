"""What pages offer may be done: every link opens, and in an archived programme no form writes in it."""

from datetime import date

import pytest
from flask import Flask

from collab import db, versions
from collab.access_table import TABLE
from collab.divisions.actions import applying, moving
from collab.divisions.asking import Stay
from collab.divisions.queries import standing_of
from collab.programmes.models import ProgrammeState
from collab.projects.models import Project
from collab.showcases.models import Showcase
from collab.stalls import actions as stalls
from collab.teams.composition import Rule, RuleKind
from collab.text import Localised
from tests.architecture.exhibits import ADDRESSES, PROGRAMME, put_up
from tests.architecture.walking import Walk, walk
from tests.conftest import Browsers
from tests.divisions import drafts
from tests.divisions.people import asked, search
from tests.messages import letters
from tests.messages.test_outcomes import handed_over
from tests.reviews import road
from tests.support.cast import Cast
from tests.teams.test_actions import newcomer
from tests.updates import written

OVER = "Culture on the move is over and kept as it was."

APART = ("demonstration.", "styleguide.", "languages.", "accounts.")
"""What is no programme's; following it changes who is looking, or how."""


def set_out(cast: Cast) -> dict[str, str]:
    """One of everything, and something that waits for each role."""
    newcomer(cast, "osby", number=99)
    names = proposals(cast) | put_up(cast)
    written.a_draft(cast.project, cast.culture)
    road.review(cast.other_project, cast.colleague)
    begun = Project(
        programme=cast.programme,
        team=cast.other_team,
        slug="halvvags",
        title=Localised("Halvvägs", "Half way"),
        promise=Localised("", ""),
        started_on=cast.project.started_on,
        stage=cast.other_project.stage,
    )
    db.session.add_all([begun, Showcase(project=begun, headline=Localised("", ""))])
    road.hand_in(begun, cast.other, "midway")
    letters.on_its_way(cast)
    letters.to_be_renewed(cast)
    handed_over(cast, gone=0, given_up=2)
    stalls.snooze(begun, date(2017, 5, 22), "They have asked for it.", seen=0, by=cast.facilitator)
    for reviewer in (cast.facilitator, cast.colleague):
        road.review(begun, reviewer, "midway", (road.IDEA,))
    db.session.commit()
    return names


def proposals(cast: Cast) -> dict[str, str]:
    """One that is applied; one that can be, in which somebody has been moved; and another move in it."""
    applied = drafts.proposal(cast)
    with db.transaction():
        applying.apply(applied, drafts.choice(applied), by=cast.facilitator)
    stand = standing_of(cast.programme).ground.teams
    stays = {slug: Stay.CLOSED if slug in ("sparet", "ensam") else Stay.ANEW for slug in stand}
    wanted = search(cast, asked(Rule(RuleKind.SIZE, True, 3, 5), stays=stays))
    halves = [f"n{n}" for n in range(4)], [f"n{n}" for n in range(4, 8)]
    changed = drafts.drafted(wanted, *drafts.kept(cast), (None, halves[0]), (None, halves[1]))
    with db.transaction():
        moving.move(changed, "n0", 3, version=0)
    pages = {"applied": applied.key + "/apply", "applicable": changed.key + "/apply"}
    pages["back"] = changed.key + "/move?person=n0&team=2"
    return {name: f"/divisions/{page}" for name, page in pages.items()}


def starts(app: Flask, names: dict[str, str]) -> set[str]:
    """The page of every endpoint that can be read."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    pages = [rule.endpoint for rule in rules if not rule.endpoint.startswith(APART)]
    return {ADDRESSES[endpoint].format(**names) for endpoint in pages}


def walked(who: str, names: dict[str, str], browsers: Browsers, app: Flask, cast: Cast) -> Walk:
    """From the page of every endpoint that can be read."""
    paths = [*starts(app, names), "/projects/halvvags/showcase/preview"]
    paths += [names[page] for page in ("applied", "applicable", "back")]
    return walk(browsers(getattr(cast, who)), paths)


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
    lone = newcomer(cast, "osby", number=98)
    db.session.commit()
    offered |= writes(app, walk(browsers(lone), [ADDRESSES["teams.ask"].format(**names)])).keys()
    posting = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert offered == {endpoint for endpoint, row in TABLE.items() if row.asks_policy} & posting


@pytest.mark.alike
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
