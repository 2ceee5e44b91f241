"""In an archived programme everything can be read as before, and nothing can be written by anybody."""

import ast
import re
from pathlib import Path

import pytest
from flask import Flask

import collab
from collab import db
from collab.access_table import TABLE
from collab.accounts.models import Person
from collab.contact import policy as contact
from collab.contact.models import View
from collab.divisions import policy as divisions
from collab.divisions.models import Division, Search
from collab.forming import policy as forming
from collab.ideas import policy as ideas
from collab.ideas.models import Idea
from collab.messages import policy as messages
from collab.messages.models import Message
from collab.programmes import policy as programmes
from collab.programmes.models import Membership, Programme, ProgrammeState
from collab.projects import policy as projects
from collab.reviews import policy as reviews
from collab.reviews.models import Point, Review
from collab.showcases import policy as showcases
from collab.showcases.models import Showcase
from collab.stages import policy as stages
from collab.stalls import policy as stalls
from collab.teams import policy as teams
from collab.teams.models import Invitation, JoinRequest, Team
from collab.updates import policy as updates
from collab.updates.models import Comment, Update
from tests.architecture.exhibits import ADDRESSES, SENT, put_up
from tests.archive.fingerprint import rows
from tests.conftest import Browsers
from tests.support.cast import Cast

SAID = "Culture on the move is over and kept as it was. Nothing can be written in it any more."
WRITERS = {
    "ideas.propose": (ideas.propose, Programme),
    "ideas.edit": (ideas.edit, Idea),
    "ideas.withdraw": (ideas.withdraw, Idea),
    "ideas.wish": (ideas.wish, Programme),
    "teams.ask": (teams.ask, Team),
    "teams.answer": (teams.answer, JoinRequest),
    "teams.withdraw_request": (teams.withdraw_request, JoinRequest),
    "teams.rule": (teams.rule, Programme),
    "teams.lead": (teams.lead, Team),
    "teams.answer_invitation": (teams.answer_invitation, Invitation),
    "teams.withdraw_invitation": (teams.withdraw_invitation, Invitation),
    "teams.leave": (teams.leave, Team),
    "teams.mend": (teams.mend, Team),
    "divisions.ask": (divisions.ask, Programme),
    "divisions.stop": (divisions.stop, Search),
    "divisions.throw_away": (divisions.throw_away, Search),
    "divisions.change": (divisions.change, Division),
    "forming.start": (forming.start, Programme),
    "forming.tell": (forming.tell, Programme),
    "programmes.correct_address": (programmes.correct_address, Membership),
    "projects.edit": (projects.edit, None),
    "project_files.edit": (projects.edit, None),
    "projects.define": (projects.define, Programme),
    "updates.set_rhythm": (updates.set_rhythm, Programme),
    "updates.post": (updates.post, None),
    "updates.edit": (updates.edit, Update),
    "updates.withdraw": (updates.withdraw, Update),
    "updates.comment": (updates.comment, Update),
    "updates.change_comment": (updates.change_comment, Comment),
    "updates.settle": (updates.settle, Update),
    "updates.acknowledge": (updates.acknowledge, Update),
    "reviews.hand_in": (reviews.hand_in, None),
    "reviews.review": (reviews.review, None),
    "reviews.write": (reviews.write, Review),
    "reviews.assign": (reviews.assign, None),
    "reviews.declare_tie": (reviews.declare_tie, None),
    "reviews.release": (reviews.release, None),
    "reviews.answer": (reviews.answer, Point),
    "reviews.read_answers": (reviews.read_answers, Review),
    "reviews.approve": (reviews.approve, None),
    "stages.agree": (stages.agree, None),
    "stages.let_through": (stages.let_through, None),
    "stages.go_back": (stages.go_back, None),
    "messages.write": (messages.write, Programme),
    "messages.change": (messages.change, Message),
    "stalls.snooze": (stalls.snooze, None),
    "showcases.compose": (showcases.compose, Showcase),
    "showcases.unpublish": (showcases.unpublish, Showcase),
    "contact.answer": (contact.answer, View),
}
"""Every policy that a write asks, and the model of what it is asked about; None: the project."""


def people(cast: Cast) -> list[Person]:
    return [cast.culture, cast.business, cast.other, cast.facilitator, cast.colleague, cast.organiser]


def archive(cast: Cast) -> None:
    cast.programme.state = ProgrammeState.ARCHIVED
    db.session.commit()


def kept() -> dict[str, list[str]]:
    """Every row but those that count tries: a try is one, whatever becomes of it."""
    return {name: found for name, found in rows().items() if name != "attempt"}


def allowed(cast: Cast) -> dict[str, bool]:
    """Whether each policy says yes to anybody about anything of the programme."""
    found = {}
    for name, (policy, model) in WRITERS.items():
        things = list(db.session.query(model)) if model else [cast.project, cast.other_project]
        found[name] = any(policy(person, thing) for person in people(cast) for thing in things)
    return found


def asked_in_views() -> set[str]:
    """The policies that views ask before a write, as feature.verb."""
    found = set()
    for path in Path(collab.__file__).parent.glob("*/views*/**/*.py"):
        found |= _asked(path)
    for path in Path(collab.__file__).parent.glob("*/views.py"):
        found |= _asked(path)
    return found


def _asked(path: Path) -> set[str]:
    feature = path.relative_to(Path(collab.__file__).parent).parts[0]
    calls = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    ]
    named = [ast.unparse(call.args[0]) for call in calls if ast.unparse(call.func) == "authorize"]
    return {re.sub(r"^(?:(\w+)_)?policy", lambda its: its[1] or feature, name) for name in named}


def test_every_policy_that_a_view_asks_is_walked_here() -> None:
    assert asked_in_views() == set(WRITERS)


def test_while_the_programme_runs_somebody_may_do_each_of_these(site: Flask, cast: Cast) -> None:
    put_up(cast)
    assert [name for name, yes in allowed(cast).items() if not yes] == []


def test_in_an_archived_programme_nobody_may(site: Flask, cast: Cast) -> None:
    put_up(cast)
    archive(cast)
    assert [name for name, yes in allowed(cast).items() if yes] == []


@pytest.mark.parametrize("who", ["culture", "business", "facilitator", "organiser"])
def test_every_write_is_refused_in_words_and_changes_nothing(
    who: str, browsers: Browsers, app: Flask, cast: Cast
) -> None:
    names, browser = put_up(cast), browsers(getattr(cast, who))
    archive(cast)
    before, answers = kept(), {}
    posting = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    for endpoint in [name for name, row in TABLE.items() if row.asks_policy and name in posting]:
        answer = browser.post(ADDRESSES[endpoint].format(**names), SENT.get(endpoint))
        is_said = SAID in answer.get_data(as_text=True)
        answers[endpoint] = "said" if answer.status_code == 403 and is_said else answer.status_code
    assert {name: got for name, got in answers.items() if got not in ("said", 404)} == {}
    assert "said" in answers.values()
    assert kept() == before


def test_the_team_still_reads_its_reviews(browsers: Browsers, cast: Cast) -> None:
    put_up(cast)
    page = browsers(cast.culture).text(f"/projects/{cast.project.slug}/reviews")
    archive(cast)
    after = browsers(cast.culture).text(f"/projects/{cast.project.slug}/reviews")
    points = [point.text for point in db.session.query(Point)]
    assert points
    assert [text for text in points if text in page] == [text for text in points if text in after]
