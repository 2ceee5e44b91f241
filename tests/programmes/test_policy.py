"""Who may what in a programme, and that the policy and its SQL twin agree."""

import pytest
from sqlalchemy import select

from collab import db
from collab.programmes import policy
from collab.programmes.models import Programme, Role
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
