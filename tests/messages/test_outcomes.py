"""How a message stands is said in words: how many copies have gone, and what needs somebody."""

from datetime import timedelta

from collab import clock, db
from collab.messages import actions, queries
from collab.messages.models import Copy, Message
from collab.messages.queries import Progress
from tests.conftest import Browsers
from tests.messages import letters
from tests.notifications.telling import leave_the_team
from tests.support.cast import Cast
from tests.support.statements import statements_of

PROGRAMME = "/programmes/kultur-pa-resande-fot"
HEADING = "Meddelanden som inte nådde alla"


def handed_over(cast: Cast, *, gone: int, given_up: int) -> Message:
    """A message to four; what of its copies came so far."""
    message = letters.a_draft(cast)
    actions.send(message, clock.now(), seen=1, by=cast.facilitator)
    actions.hand_over(message)
    for number, copy in enumerate(letters.copies(message)):
        if number < given_up:
            letters.given_up(copy)
        elif number < given_up + gone:
            _gone(copy)
    db.session.commit()
    return message


def _gone(copy: Copy) -> None:
    assert copy.mail is not None
    copy.mail.sent_at = clock.real()


def test_a_message_says_how_many_of_its_copies_have_gone(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.facilitator, "sv")
    for gone, given_up, said in (
        (0, 0, "Skickas – 0 av 4 har gått"),
        (2, 1, "Skickas – 2 av 4 har gått, ett kunde inte levereras"),
        (3, 1, "Skickat – 3 av 4, ett kunde inte levereras"),
        (2, 2, "Skickat – 2 av 4, två kunde inte levereras"),
        (4, 0, "Skickat – 4 av 4"),
        (0, 4, "Inget av fyra kunde levereras"),
    ):
        message = handed_over(cast, gone=gone, given_up=given_up)
        for page in (f"/messages/{message.key}", f"{PROGRAMME}/messages"):
            assert f" {said} " in browser.text(page)
        assert queries.copies(message, viewer=cast.facilitator).progress == Progress(4, gone, given_up)


def test_a_copy_waits_to_go_out_until_the_mail_server_has_taken_it(cast: Cast, browsers: Browsers) -> None:
    message = letters.a_draft(cast)
    page, browser = f"/messages/{message.key}", browsers(cast.facilitator, "sv")
    actions.send(message, clock.now() + timedelta(hours=1), seen=1, by=cast.facilitator)
    db.session.commit()
    said = ("Väntar på att gå ut", "Lämnat till posten", "Levererat")
    found = [[browser.text(page).count(one) for one in said]]
    with clock.at(clock.now() + timedelta(hours=2)):
        found.append([browser.text(page).count(one) for one in said])
        actions.hand_over(message)
        _gone(letters.copies(message)[0])
        db.session.commit()
        found.append([browser.text(page).count(one) for one in said])
    assert found == [[0, 0, 0], [4, 0, 0], [3, 0, 1]]


def test_a_copy_that_is_tried_again_keeps_its_place(cast: Cast) -> None:
    message = handed_over(cast, gone=2, given_up=0)
    *_others, last = queries.copies(message, viewer=cast.facilitator).shown
    copy = queries.get_copy(message, last.key)
    letters.given_up(copy)

    def first() -> str:
        db.session.flush()
        return queries.copies(message, viewer=cast.facilitator).shown[0].key

    assert first() == last.key
    with clock.at(clock.now() + timedelta(minutes=5)):
        actions.retry(copy)
    assert first() == last.key
    _gone(copy)
    assert first() == last.key


def test_who_has_left_the_selection_is_marked_before_it_goes_out(cast: Cast, browsers: Browsers) -> None:
    message = letters.a_draft(cast)
    db.session.commit()
    page, browser = f"/messages/{message.key}", browsers(cast.facilitator, "sv")
    told = "När meddelandet går ut kontrolleras urvalet igen"
    said = (told, "Inte längre i urvalet", "Fyra personer.", "Tre personer.")
    found = [[browser.text(page).count(one) for one in said]]
    actions.send(message, clock.now() + timedelta(hours=1), seen=1, by=cast.facilitator)
    db.session.commit()
    found.append([browser.text(page).count(one) for one in said])
    before = statements_of(lambda: browser.get(page))
    leave_the_team(cast.tourism)
    db.session.commit()
    found.append([browser.text(page).count(one) for one in said])
    assert found == [[1, 0, 1, 0], [1, 0, 1, 0], [1, 1, 0, 1]]
    assert statements_of(lambda: browser.get(page)) == before


def test_what_is_still_being_sent_stands_on_its_way_and_the_rest_among_the_sent(
    cast: Cast, browsers: Browsers
) -> None:
    handed_over(cast, gone=1, given_up=1)
    page = browsers(cast.facilitator).text(f"{PROGRAMME}/messages")
    assert ("On their way" in page, "Sent messages" in page) == (True, False)
    handed_over(cast, gone=3, given_up=1)
    page = browsers(cast.facilitator).text(f"{PROGRAMME}/messages")
    assert ("On their way" in page, "Sent messages" in page) == (True, True)


def test_the_home_of_who_sent_it_tells_of_copies_that_could_not_be_delivered(
    cast: Cast, browsers: Browsers
) -> None:
    browser = browsers(cast.facilitator, "sv")
    browser.get("/home")
    nothing = statements_of(lambda: browser.get("/home"))
    assert HEADING not in browser.text("/home")
    message = handed_over(cast, gone=1, given_up=2)
    assert "How is it going? Två exemplar kunde inte levereras." in browser.text("/home")
    assert f'href="/messages/{message.key}#copies"' in browser.get("/home").get_data(as_text=True)
    handed_over(cast, gone=3, given_up=1)
    assert statements_of(lambda: browser.get("/home")) == nothing
    assert nothing <= 12
    for other in (cast.organiser, cast.colleague):
        assert HEADING not in browsers(other, "sv").text("/home")


def test_lists_show_no_braces_in_the_place_of_a_name(cast: Cast, browsers: Browsers) -> None:
    message = letters.a_draft(cast, words=actions.Words("Hej { namn }, {kommun} {x}", "Hej"))
    actions.send(message, clock.now(), seen=1, by=cast.facilitator)
    actions.hand_over(message)
    letters.given_up(letters.copies(message)[0])
    db.session.commit()
    browser = browsers(cast.facilitator, "sv")
    for page in (f"{PROGRAMME}/messages", "/home"):
        assert "Hej …, … {x}" in browser.text(page)


def test_a_home_tells_of_it_for_a_month_and_not_while_it_is_tried_again(
    cast: Cast, browsers: Browsers
) -> None:
    message = handed_over(cast, gone=3, given_up=1)
    browser = browsers(cast.facilitator, "sv")
    message.due_at = clock.now() - timedelta(days=29)
    db.session.commit()
    assert HEADING in browser.text("/home")
    message.due_at = clock.now() - timedelta(days=31)
    db.session.commit()
    assert HEADING not in browser.text("/home")
    message.due_at = clock.now()
    actions.retry(letters.copies(message)[0])
    db.session.commit()
    assert HEADING not in browser.text("/home")
