"""Letters that deeds wrote in the evening, and what has become of it by the morning."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import select, update

from collab import clock, db
from collab.accounts.models import Person
from collab.mail import actions as mail
from collab.mail.models import Mail
from collab.notifications import actions
from collab.notifications.kinds import Pace
from collab.notifications.rhythm import Quiet
from collab.reviews import actions as reviews
from collab.reviews.models import Review
from collab.stages import actions as stages
from collab.teams import actions as teams
from collab.teams.models import TeamMember
from tests.forming.test_leading import place
from tests.notifications.telling import to
from tests.reviews import road
from tests.stages.asked import ask_usual, seen
from tests.support.cast import Cast
from tests.support.post import delivered
from tests.teams.test_actions import newcomer
from tests.updates.written import on

EVENING, MORNING = on(5, 15, 21), on(5, 16, 8)


def went_out(person: Person, at: datetime = MORNING) -> list[str]:
    """The templates of what has gone out to the person by then."""
    db.session.commit()
    with clock.at(at):
        mail.look_again()
        db.session.commit()
        return [one.template for one in to(person, delivered()) if one.sent_at]


def queued(person: Person) -> list[str]:
    """What waits in the evening for the person's quiet hours to end."""
    db.session.commit()
    delivered()
    waiting = select(Mail.template).where(Mail.to == person.email, Mail.sent_at.is_(None))
    return list(db.session.scalars(waiting))


def _taken_back(cast: Cast) -> None:
    reviews.unassign(cast.project, road.the_round(), reviewer=cast.colleague, by=cast.organiser)


def _tied(cast: Cast) -> None:
    reviews.declare_tie(cast.project, cast.colleague, reason="Kusiner.", by=cast.colleague)


def _handed_in(cast: Cast) -> None:
    (review,) = db.session.scalars(select(Review).where(Review.reviewer == cast.colleague))
    reviews.save_draft(review, road.whole(), by=cast.colleague)
    reviews.submit_review(review, by=cast.colleague)


def appointed(cast: Cast, *people: Person) -> None:
    for person in people:
        reviews.appoint(cast.project, road.the_round(), reviewer=person, by=cast.organiser)


@pytest.mark.parametrize("deed", [_taken_back, _tied, _handed_in])
def test_who_reviews_no_more_in_the_morning_is_not_told_to(cast: Cast, deed: Callable[[Cast], None]) -> None:
    road.hand_in(cast.project, cast.culture)
    with clock.at(EVENING):
        appointed(cast, cast.colleague, cast.facilitator)
        assert queued(cast.colleague) == queued(cast.facilitator) == ["reviews/mail/assigned"]
        deed(cast)
    assert [went_out(one) for one in (cast.colleague, cast.facilitator)] == [[], ["reviews/mail/assigned"]]


def test_a_letter_to_a_reviewer_from_before_goes_out(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    with clock.at(EVENING):
        appointed(cast, cast.colleague)
        (letter,) = db.session.scalars(select(Mail))
        before = {name: letter.values[name] for name in ("project", "round", "by", "until")}
        db.session.execute(update(Mail).values(values=before))
    assert went_out(cast.colleague) == ["reviews/mail/assigned"]


@pytest.mark.parametrize("ends", [teams.withdraw_request, None])
def test_a_request_that_is_withdrawn_asks_nobody(cast: Cast, ends: Callable[..., None] | None) -> None:
    with clock.at(EVENING):
        person = newcomer(cast, "osby")
        request = teams.ask(cast.team, "Får jag vara med?", by=place(person))
        assert queued(cast.culture) == ["teams/mail/told"]
        if ends is not None:
            ends(request, by=person)
    assert went_out(cast.culture) == ([] if ends else ["teams/mail/told"])


def test_a_request_that_one_coordinator_has_answered_asks_no_other(cast: Cast) -> None:
    db.session.execute(update(TeamMember).values(is_coordinator=True))
    with clock.at(EVENING):
        request = teams.ask(cast.team, "Får jag vara med?", by=place(newcomer(cast, "osby")))
        assert queued(cast.tourism) == ["teams/mail/told"]
        teams.decline_request(request, "Vi är fulla.", by=cast.culture)
    assert went_out(cast.tourism) == []


def test_an_invitation_that_is_taken_back_invites_nobody(cast: Cast) -> None:
    with clock.at(EVENING):
        person = newcomer(cast, "osby")
        invitation = teams.invite(cast.team, place(person), "Kom!", by=cast.culture)
        assert queued(person) == ["teams/mail/told"]
        teams.withdraw_invitation(invitation, by=cast.culture)
        db.session.commit()
        invited, taken_back = db.session.scalars(select(Mail).order_by(Mail.id))
        assert [one.values["what"] for one in (invited, taken_back)] == ["invited", "taken-back"]
        kept = taken_back.id
    went_out(person)
    assert list(db.session.scalars(select(Mail.id))) == [kept]


def test_a_muted_project_says_nothing_of_its_stage_but_of_its_reviews(cast: Cast) -> None:
    actions.choose({}, Quiet(), {cast.project.id: Pace.NEVER}, by=cast.business)
    ask_usual()
    stages.let_through(cast.project, "Ni är klara.", seen=seen(cast.project), by=cast.facilitator)
    assert [went_out(one) for one in (cast.business, cast.tourism)] == [[], ["stages/mail/moved"]]
    road.released(cast)
    assert went_out(cast.business) == ["reviews/mail/released"]
