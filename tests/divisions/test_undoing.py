"""What others have begun beside the teams of a proposal, when it is undone."""

import pytest
from sqlalchemy import select

from collab import db
from collab.divisions.actions import applying, undoing
from collab.divisions.models import Applied
from collab.divisions.queries.applying import built_on, teams_by_slug
from collab.errors import RuleViolation
from collab.forming import actions as forming
from collab.ideas.models import Idea
from collab.programmes.models import Membership
from collab.teams import actions as joining
from collab.teams.models import JoinRequest, JoinState
from tests.divisions.drafts import choice, everything
from tests.divisions.people import newcomers
from tests.divisions.test_applying import divided_anew
from tests.support.cast import Cast


@pytest.fixture
def late(cast: Cast) -> Membership:
    """Somebody whom no proposal places: without a sector no rule can judge them."""
    who = newcomers(cast, 1, called="late")[0]
    who.sector = None
    db.session.commit()
    return who


def ended(cast: Cast, *, around: Idea | None = None, asks: Membership | None = None) -> Applied:
    """The team Försöket was divided anew, and is not there any more."""
    division = divided_anew(cast)
    with db.transaction():
        team = teams_by_slug(cast.programme)["forsoket"]
        team.idea = around
        if asks is not None:
            joining.ask(team, "Får jag?", by=asks)
    with db.transaction():
        return applying.apply(division, choice(division), by=cast.facilitator)


def undone(cast: Cast, what: Applied) -> None:
    with db.transaction():
        undoing.undo(what, by=cast.facilitator, reason="Vi tänkte om.")


def refused(cast: Cast, what: Applied) -> tuple[str, ...]:
    """Why it is not undone; nothing has changed by it."""
    before = everything()
    with pytest.raises(RuleViolation, match="byggt vidare"):
        undone(cast, what)
    assert everything() == before
    return built_on(what).sentences


def test_a_team_does_not_come_back_beside_another_of_its_name(cast: Cast, late: Membership) -> None:
    what = ended(cast)
    with db.transaction():
        forming.start("FÖRSÖKET", "", is_open=True, by=late)
    assert refused(cast, what) == ("Det finns numera ett annat team som heter Försöket.",)


def test_a_team_does_not_come_back_to_an_idea_that_has_its_teams(cast: Cast, late: Membership) -> None:
    idea = Idea(programme=cast.programme, title="Ljud", teams_most=1)
    what = ended(cast, around=idea)
    with db.transaction():
        forming.start("Annat", "", is_open=True, by=late, idea=idea)
    assert refused(cast, what) == (
        "Ljud har numera så många team som kan arbeta med det, utan Försöket.",
    )  # fmt: skip


def test_a_team_comes_back_to_an_idea_that_has_room(cast: Cast, late: Membership) -> None:
    idea = Idea(programme=cast.programme, title="Ljud", teams_most=2)
    what = ended(cast, around=idea)
    with db.transaction():
        forming.start("Annat", "", is_open=True, by=late, idea=idea)
    undone(cast, what)
    assert "forsoket" in everything()["seats"]


@pytest.mark.parametrize(
    ("has_team", "is_one_each", "state"),
    [
        (False, True, JoinState.PENDING),
        (True, True, JoinState.WITHDRAWN),
        (True, False, JoinState.PENDING),
    ],
)
def test_only_those_who_could_still_come_wait_again(
    cast: Cast, late: Membership, state: JoinState, *, has_team: bool, is_one_each: bool
) -> None:
    what = ended(cast, asks=late)
    assert db.session.scalars(select(JoinRequest)).one().state is JoinState.WITHDRAWN
    with db.transaction():
        cast.programme.one_team_each = is_one_each
        if has_team:
            forming.start("Annat", "", is_open=True, by=late)
    undone(cast, what)
    assert db.session.scalars(select(JoinRequest)).one().state is state
