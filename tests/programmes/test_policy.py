"""Who may what in a programme, and that the policy and its SQL twin agree."""

import pytest
from sqlalchemy import select

from collab import db
from collab.programmes import policy
from collab.programmes.models import Membership, Programme, ProgrammeState, Role
from tests.support.cast import Cast
from tests.teams.test_policy import everybody

ROLES = [(), (Role.PARTICIPANT,), (Role.FACILITATOR, Role.ORGANISER), (Role.ORGANISER,), (Role.OBSERVER,)]


@pytest.mark.parametrize("roles", ROLES)
def test_policy_and_twin_agree_about_every_role(cast: Cast, roles: tuple[Role, ...]) -> None:
    for name, person in everybody(cast).items():
        said = policy.has_role(person, cast.programme.id, *roles)
        condition = policy.in_programme(person, Programme.id, *roles)
        seen = db.session.scalar(select(Programme.id).where(condition)) is not None
        assert said is seen, name


def test_each_verb_is_for_its_roles(cast: Cast) -> None:
    people = everybody(cast)
    may = {
        verb.__name__: {name for name, person in people.items() if verb(person, cast.programme)}
        for verb in (policy.read, policy.facilitate, policy.organise)
    }
    assert may == {
        "read": set(people) - {"outsider"},
        "facilitate": {"facilitator", "colleague", "organiser", "site organiser"},
        "organise": {"organiser", "site organiser"},
    }


def test_policy_and_twin_agree_about_whose_address_may_be_corrected(cast: Cast) -> None:
    people = everybody(cast)
    cast.second.is_site_organiser = True
    db.session.flush()
    for state in ProgrammeState:
        cast.programme.state = state
        db.session.flush()
        for name, person in people.items():
            places = db.session.scalars(select(Membership)).all()
            said = {place.code for place in places if policy.correct_address(person, place)}
            twin = select(Membership.code).where(policy.address_correctable_by(person))
            assert said == set(db.session.scalars(twin)), (name, state)


def test_organisers_correct_the_addresses_of_who_does_not_lead(cast: Cast) -> None:
    people = everybody(cast)
    cast.second.is_site_organiser = True
    db.session.flush()
    may = {
        name: {
            place.person.handle
            for place in db.session.scalars(select(Membership))
            if policy.correct_address(person, place)
        }
        for name, person in people.items()
    }
    taking_part = {"culture", "business", "tourism", "other"}
    everywhere = taking_part | {"facilitator", "colleague", "organiser"}
    assert {name: whose for name, whose in may.items() if whose} == {
        "organiser": taking_part,
        "second": everywhere,
        "site organiser": everywhere,
    }
