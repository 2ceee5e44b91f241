"""What whoever leads the programme does when a team went wrong."""

from datetime import date

import pytest
from sqlalchemy import select

from collab import db
from collab.errors import RuleViolation
from collab.forming import actions
from collab.mail.models import Mail
from collab.projects import queries as projects
from collab.teams import policy, queries
from collab.teams.models import Change, JoinState, TeamChange
from tests.forming.test_leading import changes, letters, place
from tests.support.cast import Cast
from tests.teams.test_actions import newcomer
from tests.teams.test_policy import ask


def handles(cast: Cast, slug: str = "sparet") -> set[str]:
    team = cast.team if slug == "sparet" else cast.other_team
    return {p.membership.person.handle for p in queries.places(team)}


def test_somebody_without_a_team_is_added_and_what_waited_elsewhere_is_withdrawn(cast: Cast) -> None:
    person = newcomer(cast, "osby")
    waiting = ask(person, cast.other_team)
    actions.add(cast.team, place(person), by=cast.facilitator, reason="Ni saknade Osby.")
    assert "n0" in handles(cast)
    assert (waiting.state, changes()) == (JoinState.WITHDRAWN, [Change.ADDED])
    assert ("n0", "added") in letters()
    assert ("other", "elsewhere") in letters()
    assert len(letters()) == 6


def test_nobody_is_added_past_the_rules_or_into_a_second_team(cast: Cast) -> None:
    with pytest.raises(RuleViolation, match="ingen är med i två team"):
        actions.add(cast.team, place(cast.other), by=cast.facilitator, reason="")
    for number in (1, 2):
        actions.add(cast.team, place(newcomer(cast, "osby", number)), by=cast.facilitator, reason="")
    with pytest.raises(RuleViolation, match="sju personer"):
        actions.add(cast.team, place(newcomer(cast, "hoganas", 3)), by=cast.facilitator, reason="")


def test_somebody_is_removed_with_a_reason_and_told(cast: Cast) -> None:
    actions.remove(cast.team, place(cast.second), by=cast.facilitator, reason="Efter samtal.")
    assert handles(cast) == {"culture", "business", "tourism"}
    assert sorted(letters()) == [(h, "removed") for h in ("business", "culture", "second", "tourism")]
    assert db.session.scalars(select(TeamChange)).one().reason == "Efter samtal."


def test_the_only_coordinator_and_the_last_one_are_not_taken_out(cast: Cast) -> None:
    with pytest.raises(RuleViolation, match="enda samordnare"):
        actions.remove(cast.team, place(cast.culture), by=cast.facilitator, reason="")
    with pytest.raises(RuleViolation, match="Ingen skulle vara kvar"):
        actions.move(cast.other_team, place(cast.other), cast.team, by=cast.facilitator, reason="")


def test_somebody_is_moved_and_both_teams_are_told(cast: Cast) -> None:
    actions.move(cast.team, place(cast.second), cast.other_team, by=cast.facilitator, reason="Bättre så.")
    assert (handles(cast), handles(cast, "ensam")) == (
        {"culture", "business", "tourism"},
        {"other", "second"},
    )
    assert {to for to, what in letters() if what == "moved"} == {
        "culture",
        "business",
        "tourism",
        "second",
        "other",
    }
    change = db.session.scalars(select(TeamChange)).one()
    assert (change.team, change.other_team, change.change) == (cast.other_team, cast.team, Change.MOVED)


def test_two_teams_become_one_with_their_people_and_projects(cast: Cast) -> None:
    waiting = ask(newcomer(cast, "osby"), cast.other_team)
    queries.places(cast.other_team)[0].task = "Skriver"
    actions.merge(cast.other_team, cast.team, by=cast.facilitator, reason="De vill samma sak.")
    assert handles(cast) == {"culture", "business", "tourism", "second", "other"}
    tasks = {p.membership.person.handle: p.task for p in queries.places(cast.team)}
    assert tasks["other"] == "Skriver"
    assert {p.slug for p in projects.for_team(cast.team)} == {"oppna-dorrar", "ensam-ide"}
    assert (cast.other_team.is_dissolved, waiting.state) == (True, JoinState.WITHDRAWN)
    assert [policy.coordinate(p, cast.team) for p in (cast.culture, cast.other)] == [True, False]


def test_teams_that_together_break_a_rule_are_not_merged_and_nothing_has_changed(cast: Cast) -> None:
    for number, slug in enumerate(("osby", "osby", "hoganas")):
        actions.add(cast.other_team, place(newcomer(cast, slug, number)), by=cast.facilitator, reason="")
    before = handles(cast), handles(cast, "ensam")
    with pytest.raises(RuleViolation, match="åtta personer"):
        actions.merge(cast.other_team, cast.team, by=cast.facilitator, reason="")
    with pytest.raises(RuleViolation, match="med sig själv"):
        actions.merge(cast.team, cast.team, by=cast.facilitator, reason="")
    assert (handles(cast), handles(cast, "ensam")) == before


def test_a_team_that_runs_a_project_is_not_dissolved_and_another_one_is(cast: Cast) -> None:
    with pytest.raises(RuleViolation, match="driver Öppna dörrar"), db.session.begin_nested():
        actions.dissolve(cast.team, by=cast.facilitator, reason="")
    db.session.refresh(cast.team)
    assert len(handles(cast)) == 4
    team = actions.start("Kort", "", is_open=True, by=place(newcomer(cast, "osby")))
    waiting = ask(newcomer(cast, "osby", 1), team)
    actions.dissolve(team, by=cast.facilitator, reason="Ingen tid.")
    assert (team.is_dissolved, queries.places(team)) == (True, [])
    assert waiting.state is JoinState.WITHDRAWN
    assert sorted(letters()) == [("n0", "dissolved"), ("n1", "gone")]
    with pytest.raises(RuleViolation, match="upplöst"):
        actions.set_open(team, is_open=False, by=cast.facilitator)


def test_a_team_gets_a_day_of_its_own(cast: Cast) -> None:
    cast.programme.teams_form_until = date(2017, 5, 20)
    assert cast.team.due_on == date(2017, 5, 20)
    actions.set_date(cast.team, date(2017, 6, 1), by=cast.facilitator, reason="Sommaren.")
    assert (cast.team.due_on, changes()) == (date(2017, 6, 1), [Change.DATED])
    assert {mail.values["day"] for mail in db.session.scalars(select(Mail))} == {"torsdag 1\xa0juni 2017"}


def test_a_day_that_has_passed_is_refused_and_today_is_not(cast: Cast) -> None:
    with pytest.raises(RuleViolation, match="Den dagen har varit"):
        actions.set_date(cast.team, date(2017, 5, 14), by=cast.facilitator, reason="Igår.")
    assert (cast.team.complete_by, changes()) == (None, [])
    actions.set_date(cast.team, date(2017, 5, 15), by=cast.facilitator, reason="Idag.")
    assert cast.team.complete_by == date(2017, 5, 15)
