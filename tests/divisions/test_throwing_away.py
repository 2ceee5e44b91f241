"""A search that nothing was made of can be thrown away; one that was applied stays as the record of why."""

import pytest
from sqlalchemy import func, select

from collab import db
from collab.divisions import actions
from collab.divisions.actions import applying, undoing
from collab.divisions.models import Division, Search
from collab.errors import RuleViolation
from tests.conftest import Browsers
from tests.divisions import found
from tests.divisions.drafts import choice, proposal
from tests.divisions.people import SIZE, asked, newcomers, search
from tests.support.cast import Cast
from tests.support.together import together


def kept() -> tuple[int, int]:
    """How many searches and proposals there are."""
    db.session.rollback()
    count = select(func.count(Search.id)), select(func.count(Division.id))
    return db.session.scalar(count[0]) or 0, db.session.scalar(count[1]) or 0


def page(wanted: Search) -> str:
    return f"/team-proposals/{wanted.key}"


def test_a_search_goes_with_its_proposals_and_no_other_does(browsers: Browsers, cast: Cast) -> None:
    division, other = found.a_division(cast), found.a_division(cast)
    facilitator = browsers(cast.facilitator)
    assert "Throw the search away?" in facilitator.text(page(division.search))
    answer = facilitator.post(f"{page(division.search)}/delete", {})
    assert (answer.status_code, answer.location) == (
        303,
        "/programmes/kultur-pa-resande-fot/team-proposals",
    )
    assert "The search is thrown away." in facilitator.text(answer.location)
    assert kept() == (1, 1)
    assert db.session.scalars(select(Division)).one() is other


@pytest.mark.parametrize("is_undone", [False, True])
def test_what_was_applied_stays_as_the_record_of_why(
    browsers: Browsers, cast: Cast, *, is_undone: bool
) -> None:
    division = proposal(cast)
    with db.transaction():
        done = applying.apply(division, choice(division), by=cast.facilitator)
    if is_undone:
        with db.transaction():
            undoing.undo(done, by=cast.facilitator, reason="Vi tänkte om.")
    facilitator = browsers(cast.facilitator)
    assert "Throw the search away" not in facilitator.text(page(division.search))
    assert facilitator.post(f"{page(division.search)}/delete", {}).status_code == 303
    assert "so it stays as the record of why." in facilitator.text("/home")
    assert kept() == (1, 1)


def test_a_search_under_way_is_stopped_before_it_is_thrown_away(browsers: Browsers, cast: Cast) -> None:
    newcomers(cast, 5)
    wanted = search(cast, asked(SIZE))
    with pytest.raises(RuleViolation, match="Avbryt den först"), db.transaction():
        actions.throw_away(wanted)
    facilitator = browsers(cast.facilitator)
    facilitator.post(f"{page(wanted)}/stop", {})
    assert facilitator.post(f"{page(wanted)}/delete", {}).status_code == 303
    assert kept() == (0, 0)


def test_of_two_who_throw_it_away_at_once_the_second_finds_nothing(browsers: Browsers, cast: Cast) -> None:
    path = f"{page(found.a_division(cast).search)}/delete"
    people = [browsers(cast.facilitator), browsers(cast.colleague)] * 3
    db.session.rollback()
    codes = together(lambda n: people[n].post(path, {}).status_code)
    assert (codes.count(303), set(codes)) == (1, {303, 404})
    assert kept() == (0, 0)
