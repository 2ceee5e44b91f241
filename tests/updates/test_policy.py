"""Who may what with an update, and that the policy and its SQL twin agree."""

import pytest
from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.updates import actions, policy
from collab.updates.models import Comment, Update, Visibility
from tests.notifications.telling import leave_the_team
from tests.support.cast import Cast
from tests.teams.test_policy import everybody
from tests.updates.written import a_draft, a_post

TEAM = {"culture", "business", "tourism", "second"}
LEADERS = {"facilitator", "colleague", "organiser", "site organiser"}
PROGRAMME = TEAM | LEADERS | {"other"}
ANYBODY = PROGRAMME | {"outsider", "visitor"}


def watchers(cast: Cast) -> dict[str, Person | None]:
    """Everybody of the cast, and a visitor without an account."""
    return {**everybody(cast), "visitor": None}


def all_states(cast: Cast) -> dict[str, Update]:
    """An update of the head of business in every state that one can be in."""
    states = {v.value: a_post(cast.project, cast.business, visibility=v) for v in Visibility}
    states["withdrawn"] = a_post(cast.project, cast.business, visibility=Visibility.PUBLIC)
    actions.withdraw(states["withdrawn"], by=cast.business)
    states["draft"] = a_draft(cast.project, cast.business)
    return states


@pytest.mark.parametrize(
    ("state", "readers"),
    [
        ("draft", {"business"}),
        ("team", TEAM | LEADERS),
        ("programme", PROGRAMME),
        ("public", ANYBODY),
        ("withdrawn", {"business"}),
    ],
)
def test_an_update_is_read_by_those_whom_its_author_chose(cast: Cast, state: str, readers: set[str]) -> None:
    update = all_states(cast)[state]
    assert {name for name, who in watchers(cast).items() if policy.read(who, update)} == readers


def test_policy_and_twin_agree_about_every_update(cast: Cast) -> None:
    updates = [*all_states(cast).values(), a_post(cast.other_project, cast.other, visibility=Visibility.TEAM)]
    for name, who in watchers(cast).items():
        said = {u.key for u in updates if policy.read(who, u)}
        assert said == set(db.session.scalars(select(Update.key).where(policy.visible_to(who)))), name


def test_policy_and_twin_agree_about_every_comment(cast: Cast) -> None:
    answers = [actions.comment(u, "Well done", by=cast.culture) for u in all_states(cast).values()]
    for name, who in watchers(cast).items():
        said = {a.key for a in answers if policy.read_comment(who, a)}
        assert said == set(db.session.scalars(select(Comment.key).where(policy.comment_visible_to(who)))), (
            name
        )


def test_what_people_answer_to_a_public_update_stays_in_the_programme(cast: Cast) -> None:
    update = a_post(cast.project, cast.business, visibility=Visibility.PUBLIC)
    people = everybody(cast)
    assert {name for name, who in people.items() if policy.read_comments(who, update)} == PROGRAMME
    assert {name for name, who in people.items() if policy.comment(who, update)} == PROGRAMME
    assert not policy.read_comments(None, update)


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_nobody_answers_what_is_not_posted(cast: Cast, state: str) -> None:
    update = all_states(cast)[state]
    assert [name for name, who in everybody(cast).items() if policy.comment(who, update)] == []


@pytest.mark.parametrize("state", ["draft", "team", "programme", "public"])
def test_only_its_author_changes_an_update_or_takes_it_back(cast: Cast, state: str) -> None:
    update = all_states(cast)[state]
    people = everybody(cast)
    assert {name for name, who in people.items() if policy.edit(who, update)} == {"business"}
    assert {name for name, who in people.items() if policy.withdraw(who, update)} == {"business"}


@pytest.mark.parametrize("state", ["draft", "team", "programme", "public"])
def test_who_has_left_the_team_leaves_its_reports_there_but_for_drafts(cast: Cast, state: str) -> None:
    update = all_states(cast)[state]
    leave_the_team(cast.business)
    assert not policy.edit(cast.business, update)
    assert policy.withdraw(cast.business, update) == (state == "draft")


def test_what_is_withdrawn_is_not_changed_any_more(cast: Cast) -> None:
    update = all_states(cast)["withdrawn"]
    assert (policy.edit(cast.business, update), policy.withdraw(cast.business, update)) == (False, False)


def test_the_team_and_nobody_else_writes_about_its_project(cast: Cast) -> None:
    assert {name for name, who in everybody(cast).items() if policy.post(who, cast.project)} == TEAM
