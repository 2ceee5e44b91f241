"""What kept a copy from its person is said in sentences, with what to do about it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab import clock, db
from collab.mail.delivery import MOST_ATTEMPTS
from collab.messages import actions
from collab.messages.models import Copy
from collab.messages.selections import Selection, State
from collab.text import in_language, moment
from tests.conftest import Browsers
from tests.messages import letters
from tests.messages.test_sending import leave_the_team
from tests.support.cast import Cast
from tests.support.post import delivered

NEXT = " Nytt försök görs automatiskt {moment}. "
OVER = " Efter två dygns försök gavs det upp. Försök igen. "


def a_failed_copy(cast: Cast, failure: str, *, is_over: bool) -> Copy:
    """The only copy of a message that was handed to the mail."""
    message = letters.a_draft(cast, letters.Selection(teams=("ensam",)))
    actions.send(message, clock.now(), seen=1, by=cast.facilitator)
    actions.hand_over(message)
    (copy,) = letters.copies(message)
    assert copy.mail is not None
    copy.mail.failure, copy.mail.attempts = failure, MOST_ATTEMPTS if is_over else 1
    copy.mail.due_at = clock.real() + timedelta(minutes=5)
    db.session.commit()
    return copy


@pytest.mark.parametrize(
    ("failure", "is_over", "said"),
    [
        (
            "no-such-address: 550 5.1.1 <kok> finns inte",
            True,
            "Adressen finns inte hos mottagaren (550 5.1.1 <kok> finns inte). "
            "Rätta adressen och försök igen. ",
        ),
        ("unreachable: Connection refused", False, "E-postservern gick inte att nå." + NEXT),
        ("unreachable: Connection refused", True, "E-postservern gick inte att nå." + OVER),
        (
            "timed-out: Connection unexpectedly closed: timed out",
            False,
            "E-postservern svarade inte i tid." + NEXT,
        ),
        (
            "timed-out: Connection unexpectedly closed: timed out",
            True,
            "E-postservern svarade inte i tid." + OVER,
        ),
        (
            "broken-off: Connection unexpectedly closed",
            False,
            "E-postservern bröt förbindelsen utan att säga om den hade tagit emot mejlet." + NEXT,
        ),
        (
            "later: 451 upptagen",
            False,
            "E-postservern tar inte emot mejlet just nu (451 upptagen)." + NEXT,
        ),
        (
            "ConnectionRefusedError: [Errno 111] Connection refused",
            True,
            "Mejlet kunde inte skickas. Säg till den som sköter webbplatsen. ",
        ),
    ],
)
def test_a_failure_is_said_in_sentences_and_what_comes_next(
    cast: Cast, browsers: Browsers, failure: str, is_over: bool, said: str
) -> None:
    copy = a_failed_copy(cast, failure, is_over=is_over)
    assert copy.mail is not None
    with in_language("sv"):
        tries = moment(copy.mail.due_at).replace("\u00a0", " ")
    key = copy.message.key
    page = browsers(cast.facilitator, "sv").text(f"/messages/{key}")
    begins = page.index("@example.org", page.index("Inte levererat" if is_over else " Väntar "))
    assert page[begins:].partition(" ")[2].startswith(said.format(moment=tries))


def test_who_is_tried_again_is_written_to_at_the_address_of_now(cast: Cast) -> None:
    copy = a_failed_copy(cast, letters.REFUSED, is_over=True)
    copy.membership.person.email = "rattad@example.org"
    actions.retry(copy)
    db.session.flush()
    assert db.session.scalars(select(Copy)).one().mail is copy.mail
    assert copy.mail is not None
    assert (copy.mail.to, copy.mail.failure) == ("rattad@example.org", "")


@pytest.mark.parametrize("is_deleted", [False, True])
@pytest.mark.parametrize("selection", [letters.TEAM, Selection(state=State.STANDS_STILL)])
def test_who_has_left_meanwhile_is_not_tried_again(
    cast: Cast, browsers: Browsers, selection: Selection, is_deleted: bool
) -> None:
    message = letters.a_draft(cast, selection)
    actions.send(message, clock.now(), seen=1, by=cast.facilitator)
    actions.hand_over(message)
    copy = next(one for one in letters.copies(message) if one.membership.person == cast.tourism)
    letters.given_up(copy)
    if is_deleted:
        copy.mail, copy.failure = None, letters.REFUSED
    leave_the_team(cast.tourism)
    db.session.commit()
    browser = browsers(cast.facilitator, "sv")
    assert browser.text(f"/messages/{message.key}").count("Försök igen") == 1
    page = browser.text(browser.post(f"/messages/{message.key}/copies/{copy.key}/retry").location)
    assert "Turistchef, Höganäs finns inte längre i urvalet och får ingenting." in page
    assert [one in page for one in ("Ett nytt försök görs.", "Inte levererat", "Försök igen")] == [False] * 3
    assert "tourism@example.org" not in [mail.to for mail in delivered() if mail.sent_at]


def all_given_up(cast: Cast) -> list[Copy]:
    """The copies of a message to four, none of which could be delivered."""
    message = letters.a_draft(cast)
    actions.send(message, clock.now(), seen=1, by=cast.facilitator)
    actions.hand_over(message)
    found = letters.copies(message)
    for copy in found:
        letters.given_up(copy)
    db.session.commit()
    return found


def test_all_that_were_given_up_are_tried_again_at_once(cast: Cast, browsers: Browsers) -> None:
    first, *_others = all_given_up(cast)
    leave_the_team(cast.tourism)
    db.session.commit()
    browser, page = browsers(cast.facilitator, "sv"), f"/messages/{first.message.key}"
    assert browser.text(page).count("Försök igen med alla") == 1
    said = browser.text(browser.post(f"{page}/retry").location)
    assert "Tre exemplar får ett nytt försök. En person finns inte längre i urvalet och får inge" in said
    assert ("Försök igen" in said, "Inte levererat" in said) == (False, False)
    assert len([mail for mail in delivered() if mail.sent_at]) == 3
    again = browser.post(f"{page}/retry")
    assert "Inget exemplar väntar på ett nytt försök." in browser.text(again.location or page)


def test_where_one_was_given_up_there_is_its_own_button_alone(cast: Cast, browsers: Browsers) -> None:
    first, *others = all_given_up(cast)
    for copy in others:
        actions.retry(copy)
    db.session.commit()
    page = browsers(cast.facilitator, "sv").text(f"/messages/{first.message.key}")
    assert (page.count("Försök igen"), "Försök igen med alla" in page) == (1, False)
