"""Answering those who ask to join a team."""

from datetime import date

import pytest
from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.activity.models import Activity, Verb
from collab.errors import RuleViolation
from collab.programmes.models import Membership, Organisation, Role, Sector
from collab.teams import actions, queries
from collab.teams.models import JoinRequest, JoinState, TeamMember
from collab.text import Localised
from tests.support.cast import Cast
from tests.teams.test_policy import ask


def newcomer(cast: Cast, municipality: str, number: int = 0) -> Person:
    """A participant without a team."""
    place = db.session.scalars(select(Organisation).where(Organisation.slug == municipality)).one()
    sector = db.session.scalars(select(Sector).where(Sector.code == "tourism")).one()
    person = Person(
        email=f"n{number}@example.org", handle=f"n{number}", name=Localised("Turistchef", "Head of tourism")
    )
    db.session.add(
        Membership(
            programme_id=cast.programme.id,
            role=Role.PARTICIPANT,
            organisation=place,
            sector=sector,
            title=person.name,
            person=person,
        )
    )
    db.session.flush()
    return person


def refusal_of(request: JoinRequest, by: Person) -> str:
    with pytest.raises(RuleViolation) as refused:
        actions.accept_request(request, "Welcome", by=by)
    return str(refused.value)


def test_who_is_accepted_is_in_the_team_and_both_events_are_recorded(cast: Cast) -> None:
    person = newcomer(cast, "osby")
    request = ask(person, cast.team)
    actions.accept_request(request, "Welcome", by=cast.culture)
    assert (request.state, request.answer, request.answered_by) == (
        JoinState.ACCEPTED, "Welcome", cast.culture,
    )  # fmt: skip
    assert person.id in {m.person_id for m in queries.members(cast.team)}
    recorded = db.session.scalars(select(Activity).order_by(Activity.id)).all()
    assert [(a.verb, a.subject_kind, a.by_id) for a in recorded] == [
        (Verb.JOIN_ANSWERED, "join_request", cast.culture.id),
        (Verb.JOINED, "team", person.id),
    ]


def test_who_is_declined_gets_the_answer_and_no_place(cast: Cast) -> None:
    person = newcomer(cast, "osby")
    request = ask(person, cast.team)
    actions.decline_request(request, "We are full", by=cast.culture)
    assert (request.state, request.answer) == (JoinState.DECLINED, "We are full")
    assert queries.team_of(person, cast.programme.id) is None


def test_nobody_is_in_two_teams(cast: Cast) -> None:
    request = ask(cast.other, cast.team)
    assert refusal_of(request, cast.culture) == (
        "Näringslivschef, Simrishamn är redan med i teamet Ensam, och ingen är med i två team."
    )


def test_a_third_person_from_one_municipality_is_refused_in_words(cast: Cast) -> None:
    for number in (1, 2):
        person = newcomer(cast, "kristianstad", number)
        request = ask(person, cast.team)
        if number == 1:
            actions.accept_request(request, "Welcome", by=cast.culture)
    assert refusal_of(request, cast.culture) == (
        "Teamet skulle få tre personer från Kristianstad, och programmet tillåter två."
    )


def test_a_seventh_person_is_refused_in_words(cast: Cast) -> None:
    for number, place in enumerate(["osby", "osby"]):
        person = newcomer(cast, place, number)
        membership = db.session.scalars(select(Membership).where(Membership.person_id == person.id)).one()
        db.session.add(TeamMember(team=cast.team, membership=membership, joined_on=date(2017, 5, 1)))
    request = ask(newcomer(cast, "hoganas", 7), cast.team)
    assert refusal_of(request, cast.culture) == "Teamet skulle bli sju personer, och programmet tillåter sex."


def test_one_more_person_is_welcome_though_the_team_stays_too_small(cast: Cast) -> None:
    request = ask(newcomer(cast, "osby"), cast.other_team)
    actions.accept_request(request, "Welcome", by=cast.other)
    assert request.state is JoinState.ACCEPTED


def test_a_request_is_answered_once(cast: Cast) -> None:
    request = ask(newcomer(cast, "osby"), cast.team)
    actions.decline_request(request, "No", by=cast.culture)
    with pytest.raises(RuleViolation):
        actions.decline_request(request, "No again", by=cast.culture)
    assert request.answer == "No"
