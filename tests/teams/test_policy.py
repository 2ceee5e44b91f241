"""Who may what with a team, and that the policy and its SQL twin agree."""

import pytest
from msgspec.structs import fields
from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.programmes.models import Membership
from collab.teams import policy
from collab.teams.models import JoinRequest, JoinState, Team
from tests.support.cast import Cast


def everybody(cast: Cast) -> dict[str, Person]:
    people = {f.name: getattr(cast, f.name) for f in fields(cast)}
    found = {name: person for name, person in people.items() if isinstance(person, Person)}
    found["site organiser"] = Person(
        email="site@example.org", handle="site", name=cast.outsider.name, is_site_organiser=True
    )
    db.session.add(found["site organiser"])
    return found


def ask(person: Person, team: Team, state: JoinState = JoinState.PENDING) -> JoinRequest:
    membership = db.session.scalars(select(Membership).where(Membership.person_id == person.id)).one()
    request = JoinRequest(team=team, membership=membership, message="May I join?", state=state)
    db.session.add(request)
    db.session.flush()
    return request


@pytest.mark.parametrize(
    ("verb", "twin"),
    [("read", "visible_to"), ("belong", "belongs_to"), ("read_inside", "inside_visible_to")],
)
def test_policy_and_twin_agree_about_every_team(cast: Cast, verb: str, twin: str) -> None:
    teams = db.session.scalars(select(Team)).all()
    for name, person in everybody(cast).items():
        said = {t.slug for t in teams if getattr(policy, verb)(person, t)}
        seen = set(db.session.scalars(select(Team.slug).where(getattr(policy, twin)(person))))
        assert said == seen, name


@pytest.mark.parametrize("state", list(JoinState))
def test_policy_and_twin_agree_about_requests(cast: Cast, state: JoinState) -> None:
    requests = [ask(cast.other, cast.team, state), ask(cast.second, cast.other_team, state)]
    for name, person in everybody(cast).items():
        said = {r.key for r in requests if policy.read_request(person, r)}
        seen = set(db.session.scalars(select(JoinRequest.key).where(policy.request_visible_to(person))))
        assert said == seen, name


def test_everybody_in_the_programme_sees_a_team_and_nobody_else(cast: Cast) -> None:
    readers = {name for name, person in everybody(cast).items() if policy.read(person, cast.team)}
    assert readers == set(everybody(cast)) - {"outsider"}


def test_a_team_and_those_who_lead_the_programme_read_what_is_inside(cast: Cast) -> None:
    readers = {name for name, person in everybody(cast).items() if policy.read_inside(person, cast.team)}
    assert readers == {
        "culture", "business", "tourism", "second", "facilitator", "colleague", "organiser", "site organiser",
    }  # fmt: skip


def test_only_the_coordinator_answers_a_request(cast: Cast) -> None:
    request = ask(cast.other, cast.team)
    answering = {name for name, person in everybody(cast).items() if policy.answer(person, request)}
    assert answering == {"culture"}


def test_who_asked_sees_the_request_and_another_participant_does_not(cast: Cast) -> None:
    request = ask(cast.second, cast.other_team)
    assert policy.read_request(cast.second, request)
    assert not policy.read_request(cast.culture, request)
