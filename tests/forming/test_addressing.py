"""Correcting the address of somebody: who may, whose, and what follows the person to the new one."""

import pytest
from sqlalchemy import select

from collab import clock, db
from collab.accounts import actions as accounts
from collab.accounts.models import Person, SecurityEvent, SecurityKind, SignIn, SignInLink
from collab.activity.models import Activity, Verb
from collab.contact import actions as contact
from collab.errors import RuleViolation
from collab.forming import actions
from collab.mail.actions import post
from collab.mail.models import Mail
from collab.messages import actions as messages
from collab.programmes.models import Membership, Programme, Role
from tests.conftest import Browsers
from tests.forming.test_leading import place
from tests.messages import letters
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.support.together import AT_ONCE, together
from tests.teams.test_actions import newcomer

PEOPLE = "/programmes/kultur-pa-resande-fot/people"
OLD, NEW = "tourism@example.org", "turistchef@hoganas.example"


def page_of(person: Person) -> str:
    return f"{PEOPLE}/{place(person).code}/address"


def waiting() -> list[tuple[str, str]]:
    """Every mail that has not gone out: where it goes, and its template."""
    rows = db.session.execute(select(Mail.to, Mail.template).where(Mail.sent_at.is_(None)).order_by(Mail.id))
    return [(to, template) for to, template in rows]


def correct(cast: Cast, email: str = NEW) -> None:
    db.session.commit()
    with db.transaction():
        actions.correct_address(place(cast.tourism), email, by=cast.organiser)


def test_an_organiser_corrects_an_address_that_the_people_page_leads_to(
    cast: Cast, browsers: Browsers
) -> None:
    browser, page = browsers(cast.organiser), page_of(cast.tourism)
    assert f'href="{page}"' in browser.get(PEOPLE).get_data(as_text=True)
    assert f'value="{OLD}"' in browser.get(page).get_data(as_text=True)
    sent = browser.post(page, {"email": " Turistchef@Hoganas.example "})
    assert (sent.status_code, sent.location) == (303, PEOPLE)
    assert f"Mail to Head of tourism, Höganäs goes to {NEW} now." in browser.text(PEOPLE)
    db.session.refresh(cast.tourism)
    assert cast.tourism.email == NEW


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("", "Write the e-mail address."),
        ("turistchef", "An e-mail address looks like name@municipality.se."),
        ("Turistchef <turist@hoganas.example>", "An e-mail address looks like name@municipality.se."),
        ("a@hoganas.example, b@hoganas.example", "An e-mail address looks like name@municipality.se."),
        ("Culture@Example.org", "Somebody else has that address here."),
    ],
)
def test_what_is_no_address_or_somebody_elses_is_refused_in_words_and_stays_typed(
    email: str, said: str, cast: Cast, browsers: Browsers
) -> None:
    refused = browsers(cast.organiser).post(page_of(cast.tourism), {"email": email})
    assert (refused.status_code, said in refused.get_data(as_text=True)) == (422, True)
    typed = email.lower().replace("<", "&lt;").replace(">", "&gt;")
    assert f'value="{typed}"' in refused.get_data(as_text=True)
    db.session.refresh(cast.tourism)
    assert (cast.tourism.email, waiting()) == (OLD, [])


def test_what_waits_goes_to_the_new_address_but_what_is_for_whoever_reads_the_old_one(cast: Cast) -> None:
    accounts.send_link(OLD)
    told = post(to=OLD, language="sv", template="notifications/mail/told", values={})
    for_another = post(to="culture@example.org", language="sv", template=told.template, values={})
    gone = post(to=OLD, language="sv", template="teams/mail/told", values={})
    gone.sent_at = clock.real()
    contact.receive_view("Hej", programme=cast.programme, email=OLD, language="sv")
    correct(cast)
    assert waiting() == [
        (NEW, told.template),
        (for_another.to, told.template),
        (OLD, "contact/mail/receipt"),
        (OLD, "forming/mail/address_corrected"),
    ]
    assert gone.to == OLD


def test_the_old_address_is_told_even_when_the_next_one_is_corrected_before_it_went(cast: Cast) -> None:
    correct(cast)
    correct(cast, "turism@hoganas.example")
    correct(cast, OLD)
    correct(cast, NEW)
    assert [to for to, _template in waiting()] == [OLD, NEW, "turism@hoganas.example", OLD]


def test_the_letter_says_which_programme_and_an_answer_goes_to_who_did_it(cast: Cast) -> None:
    correct(cast)
    letter = db.session.scalars(select(Mail)).one()
    assert letter.values == {"programme": "Kultur på resande fot", "reply_to": "organiser@example.org"}


def test_links_to_the_old_address_are_worthless_and_sessions_stay(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.tourism)
    assert browser.get("/home").status_code == 200
    token, another = accounts.make_link(cast.tourism), accounts.make_link(cast.culture)
    correct(cast)
    db.session.commit()
    assert accounts.use_link(token) is None
    assert accounts.use_link(another) == cast.culture
    assert browser.get("/home").status_code == 200
    assert db.session.scalars(select(SignIn.person_id)).all() == [cast.tourism.id]
    assert accounts.send_link(NEW) == cast.tourism


def test_a_link_that_was_used_can_still_say_so(cast: Cast) -> None:
    accounts.use_link(accounts.make_link(cast.tourism))
    correct(cast)
    assert len(db.session.scalars(select(SignInLink)).all()) == 1


def test_the_record_says_who_did_it_and_the_security_log_whose_it_was(cast: Cast, browsers: Browsers) -> None:
    correct(cast)
    row = db.session.scalars(select(Activity).where(Activity.verb == Verb.ADDRESS_CORRECTED)).one()
    assert (row.by, row.subject_id, row.detail) == (cast.organiser, place(cast.tourism).id, {})
    event = db.session.scalars(select(SecurityEvent)).one()
    assert (event.kind, event.person_id) == (SecurityKind.ADDRESS_CHANGED, cast.tourism.id)
    db.session.commit()
    said = "corrected the e-mail address of Head of tourism, Höganäs"
    programme = "/programmes/kultur-pa-resande-fot"
    browser = browsers(cast.organiser)
    assert said in browser.text(f"{programme}/audit")
    assert said not in browser.text(f"{programme}/feed")


def test_said_twice_it_is_done_once(cast: Cast) -> None:
    correct(cast)
    correct(cast, "Turistchef@Hoganas.Example")
    assert len(waiting()) == 1
    assert len(db.session.scalars(select(Activity).where(Activity.verb == Verb.ADDRESS_CORRECTED)).all()) == 1


def test_pressed_several_times_at_the_same_moment_it_is_done_once(cast: Cast, browsers: Browsers) -> None:
    pages = [browsers(cast.organiser) for _ in range(AT_ONCE)]
    address = page_of(cast.tourism)
    db.session.commit()
    codes = together(lambda number: pages[number].post(address, {"email": NEW}).status_code)
    assert set(codes) == {303}
    assert waiting() == [(OLD, "forming/mail/address_corrected")]


def test_of_two_people_who_get_the_same_address_at_the_same_moment_one_does(
    cast: Cast, browsers: Browsers
) -> None:
    pages = [browsers(cast.organiser) for _ in range(AT_ONCE)]
    addresses = [page_of(cast.tourism), page_of(cast.business)]
    db.session.commit()
    codes = together(lambda number: pages[number].post(addresses[number % 2], {"email": NEW}).status_code)
    assert sorted(codes) == [303] * (AT_ONCE // 2) + [422] * (AT_ONCE // 2)
    assert len(waiting()) == 1


def test_the_action_refuses_an_address_that_somebody_has(cast: Cast) -> None:
    with pytest.raises(RuleViolation):
        correct(cast, "Culture@example.org")
    assert db.session.scalars(select(Person.email).where(Person.handle == "tourism")).one() == OLD


def test_a_copy_that_was_not_delivered_leads_there_and_back_and_goes_to_the_new_address(
    cast: Cast, browsers: Browsers
) -> None:
    letters.on_its_way(cast)
    failed = next(
        copy for copy in db.session.scalars(select(letters.Copy)) if copy.mail and copy.mail.failure
    )
    message = f"/messages/{failed.message.key}"
    person = failed.membership.person
    page = f"{page_of(person)}?message={failed.message.key}"
    db.session.commit()
    browser = browsers(cast.organiser)
    assert browser.get(message).get_data(as_text=True).count(f'href="{page}"') == 1
    sent = browser.post(page, {"email": NEW})
    assert (sent.status_code, sent.location) == (303, message)
    db.session.expire_all()
    messages.retry(failed)
    assert failed.mail is not None
    assert failed.mail.to == NEW


def test_whoever_may_not_correct_it_is_told_who_may(cast: Cast, browsers: Browsers) -> None:
    letters.on_its_way(cast)
    failed = next(
        copy for copy in db.session.scalars(select(letters.Copy)) if copy.mail and copy.mail.failure
    )
    db.session.commit()
    page = browsers(cast.facilitator).text(f"/messages/{failed.message.key}")
    assert page.count("An organiser of the programme or of the site can correct it.") == 1
    assert "Correct the address of" not in page
    assert browsers(cast.facilitator).get(page_of(cast.tourism)).status_code == 403


def test_an_organiser_is_told_who_corrects_the_address_of_who_leads(cast: Cast, browsers: Browsers) -> None:
    message = letters.a_draft(cast, letters.Selection(roles=("facilitator",)))
    messages.send(message, clock.now(), seen=1, by=cast.organiser)
    messages.hand_over(message)
    letters.given_up(letters.copies(message)[0])
    db.session.commit()
    page = browsers(cast.organiser).text(f"/messages/{message.key}")
    said = "The address of who leads a programme is corrected by whoever looks after the site."
    assert (page.count(said), "Correct the address of" in page) == (1, False)


def test_the_people_page_offers_it_to_organisers_alone(cast: Cast, browsers: Browsers) -> None:
    for person in (cast.culture, cast.facilitator):
        assert "Correct the address" not in browsers(person).text(PEOPLE)


def test_the_address_of_who_leads_another_programme_is_not_the_organisers_to_correct(
    cast: Cast, browsers: Browsers
) -> None:
    described = ("name", "tagline", "kind", "summary", "how_content_is_made", "academic_home")
    said = dict.fromkeys(
        (*described, "admission_rule", "offered_to", "demonstration_note"), cast.programme.name
    )
    another = Programme(slug="annat", first_year=2015, last_year=2016, seats=1, **said)
    here = place(cast.tourism)
    db.session.add(another)
    db.session.flush()
    db.session.add(
        Membership(
            programme_id=another.id, person=cast.tourism, organisation=here.organisation, title=here.title,
            role=Role.FACILITATOR,
        )
    )  # fmt: skip
    db.session.commit()
    browser = browsers(cast.organiser)
    address = f"{PEOPLE}/{here.code}/address"
    assert browser.post(address, {"email": NEW}).status_code == 403
    assert f'href="{address}"' not in browser.get(PEOPLE).get_data(as_text=True)


def test_the_people_page_takes_the_same_statements_however_many_can_be_corrected(
    cast: Cast, browsers: Browsers
) -> None:
    browser = browsers(cast.organiser)
    browser.get(PEOPLE)
    few = statements_of(lambda: browser.get(PEOPLE))
    for number in range(3):
        newcomer(cast, "osby", number)
    db.session.commit()
    assert statements_of(lambda: browser.get(PEOPLE)) == few
