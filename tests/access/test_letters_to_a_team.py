"""A letter to one of a team does not go out any more once its reader has left the team."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from collab import clock, db
from collab.divisions.actions import telling
from collab.divisions.actions.telling import News, Told
from collab.forming import actions as forming
from collab.mail.models import Mail
from collab.messages import actions as messages
from collab.messages.selections import Selection
from collab.stages import actions as stages
from tests.forming.test_leading import place
from tests.messages.letters import a_draft, copies
from tests.reviews import road
from tests.stages.asked import ask_usual, seen
from tests.support.cast import Cast
from tests.support.post import delivered


def _a_message(cast: Cast) -> None:
    message = a_draft(cast)
    messages.send(message, clock.now(), seen=message.version, by=cast.facilitator)
    messages.hand_over(message)


def _let_through(cast: Cast) -> None:
    ask_usual()
    stages.let_through(cast.project, "Ni är klara.", seen=seen(cast.project), by=cast.facilitator)


WRITE: dict[str, Callable[[Cast], object]] = {
    "messages/mail/message": _a_message,
    "stages/mail/moved": _let_through,
    "reviews/mail/released": road.released,
    "teams/mail/told": lambda cast: forming.appoint(cast.team, place(cast.tourism), by=cast.culture),
    "divisions/mail/placed": lambda cast: telling.tell(
        News(Told.PLACED, cast.organiser, "Nu är det klart."), [cast.team]
    ),
}


@pytest.mark.parametrize("template", WRITE)
def test_who_has_left_the_team_gets_no_letter_that_was_queued(cast: Cast, template: str) -> None:
    WRITE[template](cast)
    db.session.commit()
    queued = _to(cast.business.email, template), _to(cast.tourism.email, template)
    forming.leave(cast.team, by=place(cast.business), reason="Ny tjänst.")
    db.session.commit()
    sent = [mail.id for mail in delivered() if mail.sent_at]
    assert [number in sent for numbers in queued for number in numbers] == [False, True]


def _to(address: str, template: str) -> list[int]:
    wanted = Mail.to == address, Mail.template == template
    return list(db.session.scalars(select(Mail.id).where(*wanted)))


def test_what_leaving_itself_writes_goes_out(cast: Cast) -> None:
    forming.remove(cast.team, place(cast.business), by=cast.organiser, reason="Ny tjänst.")
    db.session.commit()
    assert {mail.to for mail in delivered() if mail.sent_at} == {
        person.email for person in (cast.culture, cast.business, cast.tourism, cast.second)
    }


def test_a_message_to_a_role_goes_to_who_has_left_a_team(cast: Cast) -> None:
    message = a_draft(cast, Selection(roles=("participant",)))
    messages.send(message, clock.now(), seen=message.version, by=cast.facilitator)
    messages.hand_over(message)
    forming.leave(cast.team, by=place(cast.business), reason="Ny tjänst.")
    db.session.commit()
    (copy,) = (one for one in copies(message) if one.membership.person_id == cast.business.id)
    delivered()
    db.session.refresh(copy)
    assert copy.mail is not None
    assert copy.mail.sent_at is not None
