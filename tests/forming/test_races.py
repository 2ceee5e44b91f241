"""What several do to the same teams at the same moment ends in a state that the rules allow."""

from sqlalchemy import func, select

from collab import db
from collab.accounts.models import Person
from collab.programmes.models import Membership
from collab.teams import queries
from collab.teams.models import JoinRequest, JoinState, Team, TeamMember
from tests.conftest import Browsers
from tests.forming.test_leading import place
from tests.support.cast import Cast
from tests.support.together import AT_ONCE, together
from tests.teams.test_actions import newcomer
from tests.teams.test_policy import ask

ANSWER = {"answer": "Welcome", "accept": "1"}


def fill(cast: Cast, number: int, municipality: str = "osby") -> Person:
    """One more in the team."""
    person = newcomer(cast, municipality, number)
    db.session.add(TeamMember(team=cast.team, membership=place(person), joined_on=cast.team.formed_on))
    db.session.flush()
    return person


def hold_to_the_rules() -> None:
    """Every standing team has a coordinator and keeps every most; nobody is in two."""
    db.session.expire_all()
    for team in db.session.scalars(select(Team)):
        places = queries.places(team)
        assert team.is_dissolved or any(seat.is_coordinator for seat in places), team.slug
        assert not (team.is_dissolved and places), team.slug
        assert queries.composition_of(team).exceeded == [], team.slug
    seats = select(TeamMember.membership_id).group_by(TeamMember.membership_id).having(func.count() > 1)
    assert list(db.session.scalars(seats)) == []


def test_of_two_requests_for_the_last_place_one_is_accepted(cast: Cast, browsers: Browsers) -> None:
    fill(cast, 20)
    paths = [
        f"/teams/sparet/requests/{ask(newcomer(cast, place_name, n), cast.team).key}"
        for n, place_name in enumerate(["hoganas", "kristianstad"] * 3)
    ]
    coordinators = [browsers(cast.culture) for _ in range(AT_ONCE)]
    db.session.commit()
    codes = together(lambda n: coordinators[n].post(paths[n], ANSWER).status_code)
    assert sorted(codes) == [303] + [422] * 5
    assert len(queries.places(cast.team)) == 6
    hold_to_the_rules()


def test_a_request_is_accepted_or_taken_back_and_never_both(cast: Cast, browsers: Browsers) -> None:
    person = newcomer(cast, "osby")
    request = ask(person, cast.team)
    path = f"/teams/sparet/requests/{request.key}"
    people = [browsers(cast.culture), browsers(person)] * 3
    db.session.commit()

    def act(number: int) -> int:
        if number % 2:
            return int(people[number].post(f"{path}/withdrawal").status_code)
        return int(people[number].post(path, ANSWER).status_code)

    codes = together(act)
    db.session.expire_all()
    state = db.session.scalars(select(JoinRequest.state)).one()
    is_seated = queries.place_in(cast.team, place(person)) is not None
    assert codes[::2].count(303) == is_seated
    assert (state, is_seated) in [(JoinState.ACCEPTED, True), (JoinState.WITHDRAWN, False)]
    hold_to_the_rules()


def test_a_coordinator_who_leaves_while_teams_merge_leaves_no_team_without_one(
    cast: Cast, browsers: Browsers
) -> None:
    seat = queries.place_in(cast.team, place(cast.second))
    assert seat is not None
    seat.is_coordinator = True
    people = [browsers(cast.culture), browsers(cast.second), browsers(cast.facilitator)] * 2
    merge = {"merge-slug": "sparet", "merge-reason": "De vill samma sak."}
    db.session.commit()

    def act(number: int) -> int:
        if number % 3 == 2:
            return int(people[number].post("/teams/ensam/mend/merge", merge).status_code)
        return int(people[number].post("/teams/sparet/leave", {"reason": "Ny tjänst."}).status_code)

    codes = together(act)
    assert all(code in (303, 403, 422) for code in codes), codes
    hold_to_the_rules()
    assert db.session.scalars(select(Team).where(Team.slug == "ensam")).one().is_dissolved


def test_of_several_who_start_a_team_of_one_name_one_does(cast: Cast, browsers: Browsers) -> None:
    people = [browsers(newcomer(cast, "osby", n)) for n in range(AT_ONCE)]
    db.session.commit()
    form = {"name": "Vårflod", "presentation": "", "is_open": "y"}
    path = "/programmes/kultur-pa-resande-fot/teams/new"
    codes = together(lambda n: people[n].post(path, form).status_code)
    assert sorted(codes) == [303] + [422] * (AT_ONCE - 1)
    assert list(db.session.scalars(select(Team.slug).where(Team.name == "Vårflod"))) == ["varflod"]
    assert db.session.scalar(select(func.count(Membership.id))) == 8 + AT_ONCE
    hold_to_the_rules()
