"""Whom a message is for: each once, and only those who fit everything that was chosen."""

import pytest
from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.messages import queries
from collab.messages.selections import Selection, State
from collab.messages.wording import Reader, worded
from collab.programmes.models import Membership
from collab.projects.models import Status
from collab.stalls import actions as stalls
from collab.text import Localised, in_language
from tests.support.cast import Cast
from tests.teams.test_actions import newcomer
from tests.updates.written import a_post, on


def handles(cast: Cast, selection: Selection) -> list[str]:
    """Of those who are selected."""
    found = queries.selected(cast.programme, selection)
    people = select(Membership.id, Person.handle).join(Person, Person.id == Membership.person_id)
    by_place = {row.id: row.handle for row in db.session.execute(people)}
    return sorted(by_place[place] for place in found)


@pytest.mark.parametrize(
    ("selection", "wanted"),
    [
        (Selection(roles=("facilitator", "organiser")), ["colleague", "facilitator", "organiser"]),
        (Selection(sectors=("business",)), ["business", "other"]),
        (Selection(counties=("10",)), ["business"]),
        (Selection(counties=("12",)), ["culture", "other", "second", "tourism"]),
        (Selection(sectors=("business",), counties=("12",)), ["other"]),
        (Selection(organisations=("simrishamn", "hoganas")), ["other", "second", "tourism"]),
        (Selection(teams=("ensam",)), ["other"]),
        (Selection(sectors=("tourism",), counties=("10",)), []),
    ],
)
def test_who_fits_everything_is_selected(cast: Cast, selection: Selection, wanted: list[str]) -> None:
    assert handles(cast, selection) == wanted


def test_without_a_choice_everybody_in_the_programme_is_selected_once(cast: Cast) -> None:
    everybody = ["business", "colleague", "culture", "facilitator", "organiser", "other", "second", "tourism"]
    assert handles(cast, Selection()) == everybody


def test_who_has_no_team_can_be_selected(cast: Cast) -> None:
    lone = newcomer(cast, "osby")
    db.session.flush()
    assert handles(cast, Selection(state=State.NO_TEAM)) == [lone.handle]


def test_the_people_of_projects_that_stand_still_can_be_selected(cast: Cast) -> None:
    for days in (3, 5, 7):
        a_post(cast.project, cast.culture, at=on(5, 15 - days))
    cast.project.started_on = clock.today()
    db.session.flush()
    still = Selection(state=State.STANDS_STILL)
    assert handles(cast, still) == ["other"]
    stalls.snooze(cast.other_project, on(5, 30).date(), "Later.", seen=0, by=cast.facilitator)
    assert handles(cast, still) == []


@pytest.mark.parametrize(("state", "status"), [(State.AT_RISK, Status.AT_RISK), (State.STUCK, Status.STUCK)])
def test_the_people_of_projects_that_say_how_they_go_can_be_selected(
    cast: Cast, state: State, status: Status
) -> None:
    asked = Selection(state=state)
    assert handles(cast, asked) == []
    cast.other_project.status = status
    db.session.flush()
    assert handles(cast, asked) == ["other"]
    assert handles(cast, Selection(state=state, sectors=("tourism",))) == []
    (place,) = queries.selected(cast.programme, asked)
    assert queries.still_selected(cast.programme, asked, [place]) == {place: ["ensam"]}
    cast.other_project.status = Status.ON_TRACK
    db.session.flush()
    assert queries.still_selected(cast.programme, asked, [place]) == {}


def test_a_selection_is_kept_and_read_again(cast: Cast) -> None:
    chosen = Selection(roles=("participant",), counties=("10", "12"), state=State.NO_TEAM)
    assert Selection.of(chosen.kept) == chosen


def test_a_copy_says_its_own_name_and_place_and_leaves_other_braces() -> None:
    reader = Reader(Localised("Kulturchef, Osby", "Head of culture, Osby"), "Osby")
    said = worded("{namn}, { Kommun }: {name} {municipality} {x}", reader)
    assert said == "Kulturchef, Osby, Osby: Head of culture, Osby Osby {x}"


@pytest.mark.parametrize(
    ("selection", "said"),
    [
        (Selection(), []),
        (Selection(sectors=("tourism",), counties=("10",)), ["Turism", "Blekinge län"]),
        (Selection(roles=("facilitator", "organiser")), ["Processledare, Arrangörer"]),
        (
            Selection(organisations=("simrishamn", "hoganas"), teams=("ensam",)),
            ["Höganäs, Simrishamn", "Ensam"],
        ),
        (Selection(state=State.NO_TEAM), ["Har inget team"]),
        (Selection(state=State.AT_RISK), ["Teamets projekt är i riskzonen"]),
    ],
)
def test_a_selection_is_said_in_words(cast: Cast, selection: Selection, said: list[str]) -> None:
    with in_language("sv"):
        assert queries.chosen(cast.programme, selection) == said
