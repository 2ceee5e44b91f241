"""Those who lead write a message, see each one's copy, change it and send it; nobody else may."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from collab import clock, db, markdown
from collab.mail import delivery
from collab.mail.models import Mail
from collab.messages import actions
from collab.messages.models import Copy, Message
from collab.messages.queries import reading
from collab.programmes.models import ProgrammeState
from collab.text import in_language
from tests.conftest import Browsers
from tests.messages import letters
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.updates.written import a_post, on

PROGRAMME = "/programmes/kultur-pa-resande-fot"
TOLD = ("Not delivered", "Delivered", "Waiting to go out", "550 5.1.1 no such user", "Try again")
REFUSED = (
    "The address does not exist at the recipient's mail server (550 5.1.1 no such user). "
    "Correct the address and try again."
)
SAID = {"subject": "Hej", "text": "Hello {name}.", "sectors": "business"}
BEGINS = """Hej {{namn}}!

Vi har tittat på hur det går i ert projekt, och det här ser vi:

- [Er senaste lägesrapport kom för 19 dagar sedan; innan dess gick det ungefär 8 dagar emellan]\
(http://localhost/updates/{key}).
- [Hittills har vi bara läst något från Kristianstad](http://localhost/teams/sparet/voices#places).
"""
ENDS = """

Hur går det, och vad skulle hjälpa er vidare? Några rader räcker: \
[skriv en lägesrapport](http://localhost/projects/oppna-dorrar/updates/new?reminded=1). \
Allt om projektet finns på [projektets sida](http://localhost/projects/oppna-dorrar)."""


def a_draft(cast: Cast) -> str:
    """Its page."""
    draft = letters.a_draft(cast)
    db.session.commit()
    return f"/messages/{draft.key}"


def the_message() -> Message:
    return db.session.scalars(select(Message)).one()


def test_a_message_is_a_draft_that_lists_every_copy(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.organiser)
    sent = browser.post(f"{PROGRAMME}/messages/new", SAID)
    assert (sent.status_code, sent.location) == (303, f"/messages/{the_message().key}")
    page = browser.text(sent.location)
    assert "Send it to two people" in page
    assert "Hello Head of business, Karlskrona." in page
    assert "Hello Head of business, Simrishamn." in page
    assert "Drafts Hej To at most two people, Programme manager, Region." in browser.text(
        f"{PROGRAMME}/messages"
    )


def test_a_draft_says_which_selection_made_it(cast: Cast, browsers: Browsers) -> None:
    page = a_draft(cast)
    assert "Selection: Spåret. Four people." in browsers(cast.facilitator).text(page)
    everybody = letters.a_draft(cast, letters.Selection())
    db.session.commit()
    said = "Urval: alla i programmet. Åtta personer."
    assert said in browsers(cast.facilitator, "sv").text(f"/messages/{everybody.key}")


def test_the_preview_shows_how_many_and_the_first_copy_and_keeps_nothing(
    cast: Cast, browsers: Browsers
) -> None:
    answer = browsers(cast.facilitator).post(f"{PROGRAMME}/messages/new", {**SAID, "preview": "1"})
    page = words_of(answer.get_data(as_text=True))
    assert answer.status_code == 200
    assert "Two people would get it" in page
    assert "Hello Head of business, Karlskrona." in page
    assert db.session.scalars(select(Message)).all() == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"subject": ""}, "Give the message a subject."),
        ({"text": ""}, "Write what you want to say."),
        ({"counties": "10", "teams": "ensam"}, "Nobody matches this selection. Make it wider."),
        ({"subject": "x" * 151}, "1 character too many"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    cast: Cast, browsers: Browsers, changed: dict[str, str], said: str
) -> None:
    answer = browsers(cast.facilitator).post(f"{PROGRAMME}/messages/new", SAID | changed)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in words_of(html)
    assert 'value="business" id="sectors-2" checked' in html


def test_a_place_that_nothing_is_put_in_is_refused_and_the_text_stays(cast: Cast, browsers: Browsers) -> None:
    text = "Hej {namm}, kom till {Kommun}!"
    answer = browsers(cast.organiser, "sv").post(f"{PROGRAMME}/messages/new", SAID | {"text": text})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Inget sätts in i stället för {namm}. Det finns {namn} och {kommun}." in page
    assert text in page


@pytest.mark.parametrize("path", [f"{PROGRAMME}/messages/new", "{draft}/edit"])
def test_so_is_one_in_the_subject(cast: Cast, browsers: Browsers, path: str) -> None:
    sent = SAID | {"subject": "Till {komun}", "version": "1"}
    answer = browsers(cast.organiser, "sv").post(path.format(draft=a_draft(cast)), sent)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Inget sätts in i stället för {komun}. Det finns {namn} och {kommun}." in page


def test_preview_and_copies_show_each_ones_own_subject(cast: Cast, browsers: Browsers) -> None:
    browser, said = browsers(cast.facilitator), SAID | {"subject": "News for {municipality}"}
    preview = browser.post(f"{PROGRAMME}/messages/new", {**said, "preview": "1"}).get_data(as_text=True)
    assert "News for Karlskrona Hello Head of business, Karlskrona." in words_of(preview)
    page = browser.text(browser.post(f"{PROGRAMME}/messages/new", said).location)
    for place in ("Karlskrona", "Simrishamn"):
        assert f"News for {place} Hello Head of business, {place}." in page


def test_the_first_copy_of_a_draft_stands_open(cast: Cast, browsers: Browsers) -> None:
    page = browsers(cast.organiser).get(a_draft(cast)).get_data(as_text=True)
    assert (page.count("<details open><summary>Read this copy"), page.count("Read this copy")) == (1, 4)


def test_one_copy_or_all_can_be_changed(cast: Cast, browsers: Browsers) -> None:
    page, browser = a_draft(cast), browsers(cast.facilitator)
    first = letters.copies(the_message())[0].key
    browser.post(f"{page}/copies/{first}", {"subject": "Dear you", "text": "You alone.", "version": 1})
    browser.post(f"{page}/edit", {"subject": "New", "text": "All of you.", "version": 2})
    text = browser.text(page)
    said = ("Dear you You alone.", "New All of you.", "Own text")
    assert [text.count(one) for one in said] == [1, 3, 1]
    browser.post(f"{page}/copies/{first}", {"subject": "Dear you", "text": "All of you.", "version": 3})
    assert [browser.text(page).count(one) for one in ("Dear you All", "New All", "Own text")] == [1, 3, 1]
    browser.post(f"{page}/copies/{first}", {"subject": "New", "text": "All of you.", "version": 4})
    assert browser.text(page).count("New All of you.") == 4
    assert "Own text" not in browser.text(page)


def test_somebody_is_left_out_and_taken_in_again(cast: Cast, browsers: Browsers) -> None:
    page, browser = a_draft(cast), browsers(cast.facilitator)
    first = letters.copies(the_message())[0].key
    browser.post(f"{page}/copies/{first}/place", {"out": "1", "version": 1})
    assert "Send it to three people" in browser.text(page)
    browser.post(f"{page}/copies/{first}/place", {"version": 2})
    assert "Send it to four people" in browser.text(page)


def test_a_message_is_scheduled_in_swedish_time_and_stopped(cast: Cast, browsers: Browsers) -> None:
    page, browser = a_draft(cast), browsers(cast.facilitator)
    browser.post(f"{page}/schedule", {"day": "2017-05-16", "hour": "08:30", "version": 1})
    assert the_message().due_at == on(5, 16, 8) + timedelta(minutes=30)
    assert "Scheduled Tue 16 May at 08:30" in browser.text(page)
    assert "On their way" in browser.text(f"{PROGRAMME}/messages")
    browser.post(f"{page}/hold")
    assert "Send now" in browser.text(page)


def test_a_time_that_has_passed_is_refused(cast: Cast, browsers: Browsers) -> None:
    page, browser = a_draft(cast), browsers(cast.facilitator)
    answer = browser.post(f"{page}/schedule", {"day": "2017-05-15", "hour": "08:59", "version": 1})
    assert answer.status_code == 422
    assert "Choose a time that has not passed." in words_of(answer.get_data(as_text=True))
    assert the_message().is_draft


def test_a_message_is_sent_now_or_thrown_away(cast: Cast, browsers: Browsers) -> None:
    page, browser = a_draft(cast), browsers(cast.facilitator)
    browser.post(f"{page}/send", {"version": 1})
    assert "Being sent: 0 of 4 have gone" in browser.text(page)
    other = letters.a_draft(cast)
    db.session.commit()
    gone = browser.post(f"/messages/{other.key}/discard?version=1")
    assert gone.location == f"{PROGRAMME}/messages"
    assert the_message().due_at is not None


def test_what_could_not_be_delivered_is_shown_and_tried_again(cast: Cast, browsers: Browsers) -> None:
    letters.on_its_way(cast)
    db.session.commit()
    browser = browsers(cast.facilitator)
    assert "Being sent: 0 of 4 have gone, one could not be delivered" in browser.text(f"{PROGRAMME}/messages")
    failed = db.session.scalars(select(Copy).where(Copy.mail_id.is_not(None)).order_by(Copy.id)).first()
    assert failed is not None
    page = f"/messages/{failed.message.key}"
    assert REFUSED in browser.text(page)
    browser.post(f"{page}/copies/{failed.key}/retry")
    assert "550" not in browser.text(page)


def test_when_the_mails_are_deleted_a_message_still_tells_what_came_of_each(
    cast: Cast, browsers: Browsers
) -> None:
    letters.on_its_way(cast)
    failed, delivered, *_ = db.session.scalars(
        select(Copy).where(Copy.mail_id.is_not(None)).order_by(Copy.id)
    )
    assert delivered.mail is not None
    delivered.mail.sent_at = clock.real()
    db.session.execute(update(Mail).values(created_at=clock.real() - timedelta(days=31)))
    db.session.commit()
    browser, page = browsers(cast.facilitator), f"/messages/{failed.message.key}"
    before = browser.text(page)
    assert [before.count(said) for said in TOLD] == [1, 1, 2, 1, 1]
    delivery.forget_old(actions.note_outcomes)
    assert browser.text(page) == before
    said = "Being sent: 1 of 4 have gone, one could not be delivered"
    assert said in browser.text(f"{PROGRAMME}/messages")
    browser.post(f"{page}/copies/{failed.key}/retry")
    assert [browser.text(page).count(said) for said in TOLD] == [0, 1, 3, 0, 0]
    db.session.expire_all()
    assert failed.mail is not None
    assert (failed.mail.to, failed.mail.attempts) == (failed.membership.person.email, 0)


def test_a_nudge_is_a_draft_to_the_team_with_the_reasons(cast: Cast, browsers: Browsers) -> None:
    posts = [a_post(cast.project, cast.culture, at=on(5, 15) - timedelta(days=days)) for days in (35, 27, 19)]
    db.session.commit()
    browser = browsers(cast.facilitator)
    sent = browser.post("/projects/oppna-dorrar/nudge")
    message = the_message()
    assert sent.location == f"/messages/{message.key}"
    assert message.is_draft
    begins = BEGINS.format(key=posts[-1].key)
    assert (message.text[: len(begins)], message.text[-len(ENDS) :]) == (begins, ENDS)
    for address in re.findall(r"http[^\s)]+", message.text):
        assert f'<a href="{address}"' in markdown.render(message.text)
    with in_language("sv"):
        assert message.subject == "Hur går det med Öppna dörrar?"
    assert [one.membership.person for one in letters.copies(message)] == [
        cast.tourism,
        cast.business,
        cast.culture,
        cast.second,
    ]


def test_only_those_who_lead_read_and_write_messages(cast: Cast, browsers: Browsers) -> None:
    page = a_draft(cast)
    for person in (cast.culture, cast.outsider):
        for path in (page, f"{page}/edit", f"{PROGRAMME}/messages", f"{PROGRAMME}/messages/new"):
            assert browsers(person).get(path).status_code == 404
        assert browsers(person).post(f"{page}/send").status_code == 404
    assert the_message().is_draft


def test_in_an_archived_programme_messages_are_read_and_not_written(cast: Cast, browsers: Browsers) -> None:
    page = a_draft(cast)
    cast.programme.state = ProgrammeState.ARCHIVED
    db.session.commit()
    browser = browsers(cast.organiser)
    assert "Send now" not in browser.text(page)
    assert "Write a message" not in browser.text(f"{PROGRAMME}/messages")
    assert browser.post(f"{page}/send").status_code == 403


def test_a_copy_of_another_message_is_not_found(cast: Cast, browsers: Browsers) -> None:
    page = a_draft(cast)
    other = letters.a_draft(cast)
    db.session.commit()
    copy = letters.copies(other)[0].key
    assert browsers(cast.facilitator).get(f"{page}/copies/{copy}").status_code == 404


def test_of_many_copies_a_page_shows_some_those_that_failed_first(
    cast: Cast, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "A_PAGE", 3)
    letters.on_its_way(cast)
    db.session.commit()
    failed = db.session.scalars(
        select(Copy).where(Copy.mail_id.is_not(None)).order_by(Copy.id.desc())
    ).first()
    assert failed is not None
    letters.given_up(failed)
    db.session.commit()
    page, browser = f"/messages/{failed.message.key}", browsers(cast.facilitator)
    first, second = browser.text(page), browser.text(f"{page}?page=2")
    assert [text.count("Read this copy") for text in (first, second)] == [3, 1]
    assert [text.count("Not delivered") for text in (first, second)] == [2, 0]
    assert [browser.get(f"{page}?page={n}").status_code for n in ("3", "0", "x")] == [404, 404, 404]


def test_a_draft_counts_all_its_copies_whatever_the_page(
    cast: Cast, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "A_PAGE", 1)
    page, browser = a_draft(cast), browsers(cast.facilitator)
    assert "Send it to four people" in browser.text(f"{page}?page=2")


def test_list_and_message_take_the_same_statements_however_many_there_are(
    cast: Cast, browsers: Browsers
) -> None:
    few = letters.a_draft(cast, letters.Selection(teams=("ensam",)))
    db.session.commit()
    browser = browsers(cast.facilitator)
    browser.get(f"{PROGRAMME}/messages")
    one = statements_of(lambda: browser.get(f"{PROGRAMME}/messages"))
    of_one = statements_of(lambda: browser.get(f"/messages/{few.key}"))
    many = [letters.a_draft(cast, letters.Selection(teams=("ensam", "sparet"))) for _ in range(2)]
    actions.send(many[0], clock.now(), seen=1, by=cast.facilitator)
    db.session.commit()
    assert (statements_of(lambda: browser.get(f"{PROGRAMME}/messages")), one) == (5, 5)
    assert (statements_of(lambda: browser.get(f"/messages/{many[1].key}")), of_one) == (7, 7)
