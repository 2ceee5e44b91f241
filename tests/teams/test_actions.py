"""Answering those who ask to join a team."""

from datetime import date, timedelta

import pytest
from sqlalchemy import insert, select

from collab import clock, db
from collab.accounts.models import Person
from collab.activity.models import Activity, Verb
from collab.errors import RuleViolation
from collab.mail.models import Mail
from collab.programmes.models import Membership, Organisation, Role, Sector
from collab.teams import actions, queries
from collab.teams.actions import seats
from collab.teams.models import JoinRequest, JoinState, TeamMember
from collab.text import Localised
from tests.ideas.wishing import place
from tests.support.cast import THE_DAY, Cast
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
    for number, town in enumerate(["osby", "osby"]):
        person = newcomer(cast, town, number)
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


def member(person: Person) -> Membership:
    return db.session.scalars(select(Membership).where(Membership.person_id == person.id)).one()


def told() -> list[tuple[str, str]]:
    return [(mail.to, mail.values["what"]) for mail in db.session.scalars(select(Mail).order_by(Mail.id))]


def test_who_asks_is_recorded_and_the_coordinators_are_told(cast: Cast) -> None:
    person = newcomer(cast, "osby")
    request = actions.ask(cast.team, "Får jag vara med?", by=member(person))
    assert (request.state, request.message) == (JoinState.PENDING, "Får jag vara med?")
    assert told() == [("culture@example.org", "asked")]
    with pytest.raises(RuleViolation, match="redan frågat"):
        actions.ask(cast.team, "Igen?", by=member(person))


def test_who_was_answered_no_may_ask_again_and_what_was_said_before_stays(cast: Cast) -> None:
    person = newcomer(cast, "osby")
    with clock.at(THE_DAY):
        request = actions.ask(cast.team, "Får jag?", by=member(person))
    with clock.at(THE_DAY + timedelta(hours=1)):
        actions.decline_request(request, "Nej.", by=cast.culture)
    with clock.at(THE_DAY + timedelta(days=1)):
        actions.withdraw_request(actions.ask(cast.team, "Nu då?", by=member(person)), by=person)
    with clock.at(THE_DAY + timedelta(days=2)):
        actions.ask(cast.team, "Och nu?", by=member(person))
    with pytest.raises(RuleViolation, match="redan frågat"):
        actions.ask(cast.team, "Igen?", by=member(person))
    found = queries.requests_to(cast.team, viewer=cast.facilitator)
    assert [(asked.message, asked.state, asked.answer) for asked in found] == [
        ("Och nu?", JoinState.PENDING, ""),
        ("Nu då?", JoinState.WITHDRAWN, ""),
        ("Får jag?", JoinState.DECLINED, "Nej."),
    ]
    assert [(asked.asked_at - THE_DAY).days for asked in found] == [2, 1, 0]
    assert found[2].answered_by == cast.culture.name
    assert found[2].answered_at is not None
    assert found[2].answered_at - found[2].asked_at > timedelta(minutes=59)
    (last,) = queries.requests_of(person, cast.programme)
    assert last.message == "Och nu?"
    actions.withdraw_request(last, by=person)
    assert queries.requests_of(person, cast.programme) == []


def test_a_closed_team_is_not_asked_and_a_full_one_says_why(cast: Cast) -> None:
    cast.team.is_open = False
    with pytest.raises(RuleViolation, match="stängt"):
        actions.ask(cast.team, "Får jag?", by=member(newcomer(cast, "osby")))
    cast.team.is_open = True
    newcomer(cast, "kristianstad", 1)
    actions.accept_request(ask(newcomer(cast, "kristianstad", 2), cast.team), "Ja", by=cast.culture)
    with pytest.raises(RuleViolation, match="tre personer från Kristianstad"):
        actions.ask(cast.team, "Får jag?", by=member(newcomer(cast, "kristianstad", 3)))


def test_a_request_that_is_taken_back_is_not_answered(cast: Cast) -> None:
    request = actions.ask(cast.team, "Får jag?", by=member(newcomer(cast, "osby")))
    actions.withdraw_request(request, by=request.membership.person)
    assert "besvarad eller återtagen" in refusal_of(request, cast.culture)


def test_an_invitation_is_answered_with_yes_once(cast: Cast) -> None:
    person = newcomer(cast, "osby")
    invitation = actions.invite(cast.team, member(person), "Kom!", by=cast.culture)
    with pytest.raises(RuleViolation, match="redan inbjuden"):
        actions.invite(cast.team, member(person), "Kom nu!", by=cast.culture)
    with pytest.raises(RuleViolation, match="redan bjudit in dig"):
        actions.ask(cast.team, "Får jag?", by=member(person))
    actions.accept_invitation(invitation, "Gärna!", by=person)
    assert person.id in {m.person_id for m in queries.members(cast.team)}
    assert told() == [("n0@example.org", "invited"), ("culture@example.org", "came")]
    with pytest.raises(RuleViolation, match="besvarad eller återtagen"):
        actions.decline_invitation(invitation, "Nej", by=person)


def test_who_takes_part_no_longer_comes_into_no_team(cast: Cast) -> None:
    asking, invited = newcomer(cast, "hoganas", 1), newcomer(cast, "osby", 2)
    request = ask(asking, cast.team)
    invitation = actions.invite(cast.team, member(invited), "Kom!", by=cast.culture)
    for person in (asking, invited):
        member(person).role = Role.FACILITATOR
    with pytest.raises(RuleViolation, match="deltar inte längre"):
        actions.accept_request(request, "Ja.", by=cast.culture)
    with pytest.raises(RuleViolation, match="deltar inte längre"):
        actions.accept_invitation(invitation, "Ja.", by=invited)
    assert cast.team not in queries.teams_of_membership(member(asking))


def test_an_invitation_is_declined_or_taken_back(cast: Cast) -> None:
    person = newcomer(cast, "osby")
    invitation = actions.invite(cast.team, member(person), "Kom!", by=cast.culture)
    actions.decline_invitation(invitation, "Jag hinner inte.", by=person)
    assert (invitation.state, invitation.answer) == (JoinState.DECLINED, "Jag hinner inte.")
    again = actions.invite(cast.team, member(person), "Kom ändå!", by=cast.business)
    assert (again.by, again.answer) == (cast.business, "")
    assert [(sent.message, sent.answer) for sent in queries.invitations_from(cast.team, viewer=person)] == [
        ("Kom ändå!", ""),
        ("Kom!", "Jag hinner inte."),
    ]
    actions.withdraw_invitation(again, by=cast.culture)
    assert told()[-1] == ("n0@example.org", "taken-back")
    with pytest.raises(RuleViolation):
        actions.accept_invitation(again, "Ja", by=person)


def test_who_has_asked_is_answered_not_invited(cast: Cast) -> None:
    request = actions.ask(cast.team, "Får jag?", by=member(newcomer(cast, "osby")))
    with pytest.raises(RuleViolation, match="har bett om att vara med"):
        actions.invite(cast.team, request.membership, "Kom!", by=cast.culture)


def test_what_waited_elsewhere_is_withdrawn_when_somebody_finds_a_team(cast: Cast) -> None:
    person = newcomer(cast, "osby")
    elsewhere = actions.invite(cast.other_team, member(person), "Kom!", by=cast.other)
    here = actions.ask(cast.team, "Får jag?", by=member(person))
    actions.accept_request(here, "Ja", by=cast.culture)
    assert (here.state, elsewhere.state) == (JoinState.ACCEPTED, JoinState.WITHDRAWN)
    assert ("other@example.org", "elsewhere") in told()


def test_who_waited_for_another_change_is_judged_on_the_team_as_it_is_then(cast: Cast) -> None:
    came = place(newcomer(cast, "osby"))
    db.session.commit()
    before = queries.members(cast.team)
    seat = {"team_id": cast.team.id, "membership_id": came.id, "joined_on": THE_DAY.date()}
    db.session.connection().execute(insert(TeamMember), seat)  # past the session, as another one's commit is
    seats.hold(cast.team)
    assert len(queries.members(cast.team)) == len(before) + 1
