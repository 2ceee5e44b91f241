"""Who may see and change a showcase; the policy and its SQL twin agree on everybody."""

import pytest
from sqlalchemy import select

from collab import db
from collab.showcases import policy
from collab.showcases.models import Showcase
from tests.showcases import stage
from tests.support.cast import Cast

EVERYBODY = ("culture", "business", "other", "facilitator", "organiser", "outsider")


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("is_public", [False, True])
def test_read_and_visible_to_agree(cast: Cast, who: str, is_public: bool) -> None:
    showcase = stage.published(cast).showcase if is_public else stage.composed(cast)
    person = getattr(cast, who)
    seen = set(db.session.scalars(select(Showcase.id).where(policy.visible_to(person))))
    assert (showcase.id in seen) == policy.read(person, showcase)


@pytest.mark.parametrize("is_public", [False, True])
def test_a_visitor_knows_only_of_public_ones(cast: Cast, is_public: bool) -> None:
    showcase = stage.published(cast).showcase if is_public else stage.composed(cast)
    seen = set(db.session.scalars(select(Showcase.id).where(policy.visible_to(None))))
    assert (showcase.id in seen, policy.read(None, showcase)) == (is_public, is_public)


def test_only_the_team_composes(cast: Cast) -> None:
    showcase = stage.composed(cast)
    assert {who for who in EVERYBODY if policy.compose(getattr(cast, who), showcase)} == {
        "culture",
        "business",
    }


def test_the_team_and_those_who_lead_preview(cast: Cast) -> None:
    showcase = stage.composed(cast)
    may = {who for who in EVERYBODY if policy.preview(getattr(cast, who), showcase)}
    assert may == {"culture", "business", "facilitator", "organiser"}


def test_the_team_or_an_organiser_takes_down(cast: Cast) -> None:
    showcase = stage.composed(cast)
    may = {who for who in EVERYBODY if policy.unpublish(getattr(cast, who), showcase)}
    assert may == {"culture", "business", "organiser"}
