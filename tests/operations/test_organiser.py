"""`collab organiser add`: the way into an empty site."""

from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person, SecurityEvent, SecurityKind, SignIn
from collab.activity.models import Activity, Verb
from collab.cli.organiser import organiser
from collab.mail.models import Mail
from collab.programmes.models import Membership, Role
from tests.conftest import Browsers
from tests.support.cast import Cast


def add(app: Flask, *arguments: str) -> Result:
    return CliRunner().invoke(organiser, ["add", *arguments], obj=lambda: app)


def rows(*what: Any) -> list[tuple[Any, ...]]:
    db.session.rollback()
    return [tuple(row) for row in db.session.execute(select(*what))]


def test_a_new_person_is_made_mailed_and_told_a_link(site: Flask, browsers: Browsers) -> None:
    result = add(site, "First@Example.ORG")
    assert result.exit_code == 0
    said, printed = result.output.splitlines()
    assert said == "first@example.org is an organiser of the site. A sign-in link is on its way by mail."
    link = printed.removeprefix("This link signs in, too: once, for 10 minutes: ")
    assert link.startswith("http://localhost/sign-in/link/")
    assert rows(Person.email, Person.is_site_organiser).count(("first@example.org", True)) == 1
    assert rows(Mail.to, Mail.template) == [("first@example.org", "accounts/mail/sign_in_link")]
    assert rows(SecurityEvent.kind) == [(SecurityKind.ORGANISER_ADDED,)]
    browser = browsers()
    path = link.removeprefix("http://localhost")
    assert browser.get(path).status_code == 200
    assert browser.post(path).status_code == 303
    assert browser.post(path).status_code == 410


def test_where_no_second_mail_goes_out_it_is_said_so(site: Flask) -> None:
    told = [add(site, "first@example.org").output for _ in range(2)]
    assert ["A sign-in link is on its way by mail." in said for said in told] == [True, False]
    assert "No other sign-in link is mailed: they have had a new one a moment ago." in told[1]
    assert ["This link signs in, too" in said for said in told] == [True, True]
    assert rows(Mail.to) == [("first@example.org",)]


def test_somebody_who_is_known_keeps_the_account(site: Flask, cast: Cast) -> None:
    people = len(rows(Person.id))
    assert add(site, "culture@example.org").exit_code == 0
    assert len(rows(Person.id)) == people
    assert db.session.get_one(Person, cast.culture.id).is_site_organiser


@pytest.mark.parametrize("of_the_site", [True, False])
def test_whoever_is_signed_in_as_something_else_signs_in_anew(
    site: Flask, cast: Cast, browsers: Browsers, of_the_site: bool
) -> None:
    here, elsewhere = browsers(cast.culture), browsers(cast.organiser)
    where = () if of_the_site else ("--programme", cast.programme.slug)
    told = add(site, "culture@example.org", *where)
    assert "sign in anew: sessions of organisers are shorter." in told.output
    assert here.get("/account").location == "/sign-in?next=/account"
    assert elsewhere.get("/account").status_code == 200
    with db.transaction():
        db.session.add(
            SignIn(token_hash="0", person_id=cast.culture.id, expires_at=clock.real(), is_trusted=True)
        )
    assert "sign in anew" not in add(site, "culture@example.org", *where).output
    assert rows(SignIn.token_hash).count(("0",)) == 1


def test_an_organiser_of_one_programme_gets_a_place_there(site: Flask, cast: Cast) -> None:
    slug = cast.programme.slug
    assert add(site, "outsider@example.org", "--programme", slug).exit_code == 0
    assert add(site, "culture@example.org", "--programme", slug).exit_code == 0
    db.session.rollback()
    places = {m.person.handle: m.role for m in db.session.scalars(select(Membership))}
    assert (places["outsider"], places["culture"]) == (Role.ORGANISER, Role.ORGANISER)
    assert add(site, "culture@example.org", "--programme", slug).exit_code == 0
    assert rows(Activity.verb) == [(Verb.ORGANISER_APPOINTED,)] * 2
    assert not db.session.get_one(Person, cast.outsider.id).is_site_organiser


def test_what_is_no_address_and_no_programme_changes_nothing(site: Flask) -> None:
    people = len(rows(Person.id))
    wrong = add(site, "nobody")
    assert (wrong.exit_code, wrong.output.split(":")[:2]) == (
        2,
        ["collab", " nobody is not an e-mail address"],
    )
    missing = add(site, "new@example.org", "--programme", "nowhere")
    assert (missing.exit_code, missing.output) == (2, "collab: There is no programme nowhere.\n")
    assert len(rows(Person.id)) == people
