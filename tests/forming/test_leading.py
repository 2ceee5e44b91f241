"""What members do with their team: start it, share its coordination, leave it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.activity.models import Activity, Verb
from collab.errors import RuleViolation
from collab.forming import actions
from collab.forming.actions import placing
from collab.forming.queries import leaving
from collab.mail.models import Mail
from collab.programmes.models import Membership
from collab.projects.models import Milestone
from collab.teams import policy, queries
from collab.teams.models import Change, TeamChange
from tests.support.cast import Cast
from tests.teams.test_actions import newcomer
from tests.teams.test_policy import ask


def place(person: Person) -> Membership:
    """The person's place in the programme."""
    return db.session.scalars(select(Membership).where(Membership.person_id == person.id)).one()


def changes() -> list[Change]:
    return list(db.session.scalars(select(TeamChange.change).order_by(TeamChange.id)))


def letters() -> list[tuple[str, str]]:
    """To whom what was written, in the order of writing."""
    mails = db.session.scalars(select(Mail).order_by(Mail.id))
    return [(mail.to.split("@")[0], mail.values["what"]) for mail in mails]


def test_who_starts_a_team_coordinates_it(cast: Cast) -> None:
    person = newcomer(cast, "osby")
    team = actions.start("Förstudien & vi", "Vi börjar.", is_open=False, by=place(person))
    assert (team.slug, team.is_open, team.programme) == ("forstudien-vi", False, cast.programme)
    assert policy.coordinate(person, team)
    recorded = db.session.scalars(select(Activity)).one()
    assert (recorded.verb, recorded.by_id, recorded.team_id) == (Verb.TEAM_FORMED, person.id, team.id)


@pytest.mark.parametrize(
    ("programmes_day", "its_own"), [(1, date(2017, 5, 29)), (0, None), (-1, None), (None, None)]
)
def test_a_team_that_begins_after_the_programmes_day_has_two_weeks(
    cast: Cast, programmes_day: int | None, its_own: date | None
) -> None:
    today = clock.today()
    assert today == date(2017, 5, 15)
    passed = None if programmes_day is None else today - timedelta(days=programmes_day)
    cast.programme.teams_form_until = passed
    started = actions.start("Sent ute", "", is_open=True, by=place(newcomer(cast, "osby")))
    (formed,) = placing.form(cast.programme, [("Ännu ett", None)])
    assert [team.complete_by for team in (started, formed)] == [its_own, its_own]
    assert [team.due_on for team in (started, formed)] == [its_own or passed] * 2


@pytest.mark.parametrize(
    ("name", "slug"), [("Sparet", "sparet-2"), ("spåret!", "sparet-2"), ("Ensam II", "ensam-ii")]
)
def test_no_two_teams_have_the_same_address(cast: Cast, name: str, slug: str) -> None:
    assert actions.start(name, "", is_open=True, by=place(newcomer(cast, "osby"))).slug == slug


def test_who_is_the_last_is_told_of_everything_that_waits(cast: Cast) -> None:
    first = place(newcomer(cast, "osby"))
    team = actions.start("Sist kvar", "", is_open=True, by=first)
    assert leaving(team, first).waiting == 0
    for number in (1, 2):
        ask(newcomer(cast, "hoganas", number), team)
    assert leaving(team, first).waiting == 2


def test_no_two_teams_of_a_programme_have_the_same_name(cast: Cast) -> None:
    place_of = place(newcomer(cast, "osby"))
    with pytest.raises(RuleViolation, match="redan ett team som heter SPÅRET"):
        actions.start("SPÅRET", "", is_open=True, by=place_of)


def test_a_name_without_letters_gets_an_address_all_the_same(cast: Cast) -> None:
    team = actions.start("★★★", "", is_open=True, by=place(newcomer(cast, "osby")))
    assert len(team.slug) == 16


def test_who_is_in_a_team_starts_no_other_one_unless_the_programme_allows_it(cast: Cast) -> None:
    with pytest.raises(RuleViolation, match="redan med i teamet Spåret"), db.session.begin_nested():
        actions.start("Nytt", "", is_open=True, by=place(cast.second))
    cast.programme.one_team_each = False
    assert actions.start("Nytt", "", is_open=True, by=place(cast.second)).slug == "nytt"
    assert len(queries.teams_of_membership(place(cast.second))) == 2


def test_a_team_that_closes_tells_its_members_but_not_who_closed_it(cast: Cast) -> None:
    actions.set_open(cast.team, is_open=False, by=cast.culture)
    actions.set_open(cast.team, is_open=False, by=cast.culture)
    assert (cast.team.is_open, changes()) == (False, [Change.CLOSED])
    assert sorted(letters()) == [("business", "closed"), ("second", "closed"), ("tourism", "closed")]


def test_a_team_has_one_or_several_coordinators_and_never_none(cast: Cast) -> None:
    with pytest.raises(RuleViolation, match="Utse en till först"):
        actions.step_down(cast.team, place(cast.culture), by=cast.culture)
    actions.appoint(cast.team, place(cast.business), by=cast.culture, reason="Vi delar på det.")
    assert [policy.coordinate(p, cast.team) for p in (cast.culture, cast.business)] == [True, True]
    with pytest.raises(RuleViolation, match="redan"):
        actions.appoint(cast.team, place(cast.business), by=cast.culture)
    actions.step_down(cast.team, place(cast.culture), by=cast.culture)
    assert [policy.coordinate(p, cast.team) for p in (cast.culture, cast.business)] == [False, True]
    assert changes() == [Change.APPOINTED, Change.STEPPED_DOWN]


def test_the_last_coordinator_hands_over_before_leaving(cast: Cast) -> None:
    with pytest.raises(RuleViolation, match="Välj vem som ska samordna"):
        actions.leave(cast.team, by=place(cast.culture), reason="Ny tjänst.")
    actions.appoint(cast.team, place(cast.second), by=cast.culture)
    actions.leave(cast.team, by=place(cast.culture), reason="Ny tjänst.")
    assert not policy.belong(cast.culture, cast.team)
    assert {m.person_id for m in queries.members(cast.team)} == {
        cast.business.id,
        cast.tourism.id,
        cast.second.id,
    }


@pytest.mark.parametrize("who", ["culture", "other"])
def test_nobody_hands_over_to_themselves_or_to_somebody_outside(cast: Cast, who: str) -> None:
    with pytest.raises(RuleViolation):
        actions.leave(cast.team, by=place(cast.culture), reason="", successor=place(getattr(cast, who)))


def test_who_takes_over_is_written_to_of_it_and_the_others_once_of_who_left(cast: Cast) -> None:
    actions.leave(cast.team, by=place(cast.culture), reason="Ny tjänst.", successor=place(cast.second))
    assert policy.coordinate(cast.second, cast.team)
    assert changes() == [Change.APPOINTED, Change.LEFT]
    assert sorted(letters()) == [
        ("business", "left"), ("second", "appointed"), ("second", "left"), ("tourism", "left"),
    ]  # fmt: skip


def test_a_successor_changes_nothing_where_somebody_else_coordinates_already(cast: Cast) -> None:
    actions.appoint(cast.team, place(cast.business), by=cast.culture)
    actions.leave(cast.team, by=place(cast.culture), reason="", successor=place(cast.second))
    assert not policy.coordinate(cast.second, cast.team)


def test_who_leaves_is_missed_in_the_record_and_the_reason_reaches_the_others(cast: Cast) -> None:
    actions.leave(cast.team, by=place(cast.second), reason="Jag hinner inte.")
    change = db.session.scalars(select(TeamChange)).one()
    assert (change.change, change.by, change.reason) == (Change.LEFT, cast.second, "Jag hinner inte.")
    assert sorted(letters()) == [("business", "left"), ("culture", "left"), ("tourism", "left")]


def test_open_milestones_of_who_leaves_have_no_owner_then(cast: Cast) -> None:
    mine = place(cast.second)
    for title, done_on in (("Nycklar", date(2017, 5, 2)), ("Skyltar", None)):
        step = Milestone(
            project=cast.project, title=title, due_on=date(2017, 5, 20), owner=mine, done_on=done_on
        )
        db.session.add(step)
    actions.leave(cast.team, by=mine, reason="")
    owners = {m.title: m.owner for m in db.session.scalars(select(Milestone))}
    assert owners == {"Nycklar": mine, "Skyltar": None}


def test_the_last_one_of_a_team_without_a_project_ends_it_by_leaving(cast: Cast) -> None:
    person = newcomer(cast, "osby")
    team = actions.start("Kort", "", is_open=True, by=place(person))
    waiting = ask(newcomer(cast, "hoganas", 2), team)
    actions.leave(team, by=place(person), reason="Det blev inget.")
    assert (team.is_dissolved, waiting.state, changes()) == (
        True,
        "withdrawn",
        [Change.LEFT, Change.DISSOLVED],
    )
    assert team.slug not in {card.slug for card in queries.list_teams(cast.programme, viewer=person)}


def test_the_last_one_of_a_team_with_a_project_stays(cast: Cast) -> None:
    with pytest.raises(RuleViolation, match="Ensam idé"):
        actions.leave(cast.other_team, by=place(cast.other), reason="")
