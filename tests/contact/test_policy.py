"""Who may read views, asked of the policy and of its twin in SQL."""

import pytest
from sqlalchemy import select

from collab import db
from collab.contact import policy
from collab.contact.models import View
from collab.programmes.models import ProgrammeState
from tests.support.cast import Cast

EVERYBODY = ["culture", "other", "facilitator", "organiser", "outsider"]


@pytest.mark.parametrize("handle", EVERYBODY)
def test_organisers_of_the_programme_read_and_nobody_else(cast: Cast, view: View, handle: str) -> None:
    assert policy.read(getattr(cast, handle), view) is (handle == "organiser")


@pytest.mark.parametrize("has_programme", [True, False])
@pytest.mark.parametrize("is_site_organiser", [True, False])
@pytest.mark.parametrize("handle", EVERYBODY)
def test_the_policy_and_its_twin_agree(
    cast: Cast, view: View, handle: str, is_site_organiser: bool, has_programme: bool
) -> None:
    person = getattr(cast, handle)
    with db.transaction():
        person.is_site_organiser = is_site_organiser
        if not has_programme:
            view.programme = None
    for state in ProgrammeState:
        cast.programme.state = state
        for verb, twin in ((policy.read, policy.visible_to), (policy.answer, policy.answerable_by)):
            found = list(db.session.scalars(select(View).where(twin(person))))
            assert found == ([view] if verb(person, view) else [])
