"""A proposal applied or undone beside what it does not know of: other teams, who takes part no longer."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab import db
from collab.divisions.actions import applying, undoing
from collab.divisions.asking import Stay
from collab.divisions.models import Applied
from collab.divisions.queries.applying import built_on, teams_by_slug
from collab.errors import RuleViolation
from collab.forming import actions as forming
from collab.ideas.models import Idea
from collab.programmes.models import Membership, Role
from collab.teams import actions as joining
from collab.teams import queries as teams
from collab.teams.models import JoinRequest, JoinState, Team
from tests.conftest import Browsers
from tests.divisions.drafts import choice, drafted, everything, kept, proposal
from tests.divisions.people import asked, newcomers, search
from tests.divisions.test_applying import applied, divided_anew
from tests.ideas.wishing import place
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


def joined(cast: Cast) -> Applied:
    """Somebody came to the team Spåret, of which one has become an organiser."""
    with db.transaction():
        place(cast.second).role = Role.ORGANISER
    newcomers(cast, 1)
    found = search(cast, asked(stays={"sparet": Stay.OPEN, "ensam": Stay.CLOSED}, count=(2, 2)))
    (sparet, four), (ensam, one) = kept(cast)
    taking_part = [code for code in four if code != place(cast.second).code]
    division = drafted(found, (sparet, [*taking_part, "n0"]), (ensam, one))
    with db.transaction():
        return applying.apply(division, choice(division), by=cast.facilitator)


def test_who_takes_part_no_longer_keeps_the_place_that_they_have(cast: Cast, browsers: Browsers) -> None:
    before = everything()
    what = joined(cast)
    key, code = what.division.key, place(cast.second).code
    seats = [who for who, *_rest in everything()["seats"]["sparet"]]
    assert (code in seats, "n0" in seats, len(seats)) == (True, True, 5)
    page = browsers(cast.facilitator).text(f"/divisions/{key}/apply")
    assert (str(cast.second.name.said("en")) in page, code in page) == (True, False)
    undone(cast, what)
    assert everything() == before


def test_who_was_given_a_place_and_takes_part_no_longer_stands_in_the_way(cast: Cast) -> None:
    what = joined(cast)
    with db.transaction():
        db.session.scalars(select(Membership).where(Membership.code == "n0")).one().role = Role.ORGANISER
    assert refused(cast, what) == ("Någon i teamen har lämnat programmet.",)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("presentation", "beskrivs"),
        ("task", "Någon i teamet Nytt 2 har numera en annan uppgift."),
        ("coordinator", "Teamet Nytt 2 har numera andra samordnare."),
        ("member", "Teamet Nytt 2 har numera andra medlemmar."),
        ("return", "Någon har lämnat teamet Nytt 2 och kommit tillbaka."),
        ("gone", "lämnat programmet"),
    ],
)
def test_what_nobody_recorded_stands_in_the_way_too(cast: Cast, what: str, said: str) -> None:
    division = proposal(cast)
    done = applied(cast, division)
    team = db.session.scalars(select(Team).where(Team.slug == "nytt-2")).one()
    with db.transaction():
        if what == "presentation":
            team.presentation = "Vi börjar."
        elif what == "task":
            teams.places(team)[0].task = "Leder"
        elif what == "coordinator":
            teams.places(team)[0].is_coordinator ^= True
        elif what == "member":
            db.session.delete(teams.places(team)[0])
        elif what == "return":
            teams.places(team)[0].joined_on += timedelta(days=1)
        else:
            db.session.delete(db.session.scalars(select(Membership).where(Membership.code == "n2")).one())
    found = built_on(done)
    assert said in found.sentences[0]
    with pytest.raises(RuleViolation, match="byggt vidare"):
        undone(cast, done)
