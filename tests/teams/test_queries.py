"""Reading teams: lists in few statements, who would complete one, who asks to join."""

from datetime import date

import pytest
from sqlalchemy import select

from collab import db
from collab.errors import NotFound
from collab.programmes.models import Membership, ProgrammeState
from collab.teams import queries
from collab.teams.models import JoinState, Team, TeamMember
from tests.forming.test_leading import place
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.teams.test_actions import newcomer
from tests.teams.test_policy import ask


def test_a_team_is_found_by_those_in_its_programme_only(cast: Cast) -> None:
    assert queries.get_team("sparet", viewer=cast.other) == cast.team
    for slug, viewer in (("sparet", cast.outsider), ("no-such", cast.culture)):
        with pytest.raises(NotFound):
            queries.get_team(slug, viewer=viewer)


def test_the_coordinator_stands_first(cast: Cast) -> None:
    crew = queries.members(cast.team)
    assert [m.is_coordinator for m in crew] == [True, False, False, False]
    assert [m.place for m in crew] == ["Kristianstad", "Simrishamn", "Karlskrona", "Höganäs"]


def test_the_list_takes_the_same_few_statements_however_long(cast: Cast) -> None:
    programme, viewer = cast.programme, cast.culture
    db.session.execute(TeamMember.__table__.delete().where(TeamMember.team_id == cast.other_team.id))
    db.session.expire_all()
    cast.other_project.team_id = cast.team.id
    db.session.flush()
    db.session.delete(cast.other_team)
    for more, wanted in ((0, 1), (2, 3)):
        db.session.add_all(
            Team(programme_id=programme.id, slug=f"t{i}", name=f"T {i}", formed_on=date(2016, 10, 1))
            for i in range(more)
        )
        db.session.flush()
        assert len(queries.list_teams(programme, viewer=viewer)) == wanted
        assert statements_of(lambda: queries.list_teams(programme, viewer=viewer)) == 3


def test_the_list_says_who_is_in_a_team_and_whether_it_is_complete(cast: Cast) -> None:
    lonely, whole = queries.list_teams(cast.programme, viewer=cast.organiser)
    assert (lonely.name, lonely.places, lonely.composition.is_complete) == ("Ensam", ["Simrishamn"], False)
    assert (whole.name, whole.composition.is_complete) == ("Spåret", True)
    assert list(whole.sectors) == ["culture", "business", "tourism"]


def test_who_has_no_team_or_an_incomplete_one_would_complete_another(cast: Cast) -> None:
    free = newcomer(cast, "osby")
    crew = queries.members(cast.other_team)
    found = queries.suggestions(cast.other_team, crew)
    assert [(helper.member.person_id, helper.why.brings) for helper in found] == [(free.id, "tourism")]
    assert queries.suggestions(cast.team, queries.members(cast.team)) == []


def test_who_is_in_another_incomplete_team_comes_after_those_who_can_come(cast: Cast) -> None:
    seated, free = newcomer(cast, "osby", 1), newcomer(cast, "karlskrona", 2)
    half = Team(programme_id=cast.programme.id, slug="halvt", name="Halvt", formed_on=date(2016, 10, 1))
    db.session.add(half)
    db.session.flush()
    db.session.add(TeamMember(team_id=half.id, membership_id=place(seated).id, joined_on=half.formed_on))
    db.session.flush()
    found = queries.suggestions(cast.other_team, queries.members(cast.other_team))
    assert [helper.member.person_id for helper in found] == [free.id, seated.id]
    assert [helper.elsewhere and helper.elsewhere.slug for helper in found] == [None, "halvt"]
    cast.programme.one_team_each = False
    found = queries.suggestions(cast.other_team, queries.members(cast.other_team))
    assert [helper.elsewhere for helper in found] == [None, None]


def test_a_team_shows_its_requests_to_itself_and_to_who_asked(cast: Cast) -> None:
    asked = ask(newcomer(cast, "osby"), cast.team)
    ask(cast.other, cast.team, JoinState.DECLINED)
    assert len(queries.requests_to(cast.team, viewer=cast.business)) == 2
    assert len(queries.requests_to(cast.team, viewer=cast.facilitator)) == 2
    (own,) = queries.requests_to(cast.team, viewer=cast.other)
    assert (own.state, own.is_pending) == (JoinState.DECLINED, False)
    assert queries.requests_to(cast.team, viewer=cast.outsider) == []
    assert queries.get_request("sparet", asked.key, viewer=cast.culture) == asked
    with pytest.raises(NotFound):
        queries.get_request("ensam", asked.key, viewer=cast.culture)


def test_a_request_waits_for_the_coordinator_until_it_is_answered(cast: Cast) -> None:
    asked = ask(newcomer(cast, "osby"), cast.team)
    ask(cast.other, cast.team, JoinState.DECLINED)
    (waiting,) = queries.requests_waiting_for(cast.culture)
    assert (waiting.asked_at, waiting.who.en) == (asked.asked_at, "Head of tourism")
    assert queries.requests_waiting_for(cast.business) == []
    cast.programme.state = ProgrammeState.ARCHIVED
    assert queries.requests_waiting_for(cast.culture) == []


def test_a_person_s_team_is_the_one_of_the_programme(cast: Cast) -> None:
    assert queries.team_of(cast.second, cast.programme.id) == cast.team
    assert queries.team_of(cast.facilitator, cast.programme.id) is None
    place = db.session.scalars(select(Membership).where(Membership.person_id == cast.other.id)).one()
    assert queries.teams_of_membership(place) == [cast.other_team]


def test_of_several_teams_somebodys_is_the_one_that_they_came_to_first(cast: Cast) -> None:
    who = place(newcomer(cast, "osby"))
    for team in (cast.other_team, cast.team):
        db.session.add(TeamMember(team=team, membership=who, joined_on=date(2017, 5, 1)))
        db.session.flush()
    assert queries.team_of(who.person, cast.programme.id) == cast.other_team
