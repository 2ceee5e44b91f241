"""Sessions: new at sign-in, gone at sign-out, shorter for those who lead, and never ahead of the roles."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import select, update

from collab import clock, db
from collab.accounts import actions
from collab.accounts.models import Person, SecurityKind, SignIn
from collab.accounts.sessions import UNATTENDED
from collab.app import create_app
from collab.config import Settings
from collab.programmes.models import Membership, Role
from tests.accounts.conftest import HASH, PASSWORD, logged
from tests.conftest import Browsers
from tests.support.browser import Browser
from tests.support.cast import Cast

COOKIE = "session"


def cookie_of(browser: Browser) -> str:
    cookie = browser.client.get_cookie(COOKIE)
    assert cookie is not None
    return cookie.value


def is_signed_in(browser: Browser) -> bool:
    return browser.get("/account").status_code == 200


def with_cookie(browsers: Browsers, value: str) -> Browser:
    browser = browsers()
    browser.client.set_cookie(COOKIE, value)
    return browser


def age(**values: object) -> None:
    with db.transaction():
        db.session.execute(update(SignIn).values(**values))


def test_signing_in_makes_a_new_session_so_that_none_can_be_planted(
    browsers: Browsers, with_password: Person
) -> None:
    attacker = browsers()
    attacker.get("/sign-in")
    planted = cookie_of(attacker)
    victim = with_cookie(browsers, planted)
    victim.post("/sign-in", {"email": with_password.email, "password": PASSWORD})
    assert is_signed_in(victim)
    assert cookie_of(victim) != planted
    assert not is_signed_in(with_cookie(browsers, planted))


def test_signing_in_again_ends_the_session_before_it(
    sign_in: Callable[..., Browser], browsers: Browsers, with_password: Person
) -> None:
    browser = sign_in(with_password.email)
    before = cookie_of(browser)
    browser.post("/sign-in", {"email": with_password.email, "password": PASSWORD})
    assert is_signed_in(browser)
    assert not is_signed_in(with_cookie(browsers, before))


def test_signing_out_kills_a_copied_cookie(
    sign_in: Callable[..., Browser], browsers: Browsers, with_password: Person
) -> None:
    browser = sign_in(with_password.email)
    stolen = cookie_of(browser)
    assert is_signed_in(with_cookie(browsers, stolen))
    answer = browser.post("/sign-out")
    assert (answer.status_code, answer.location) == (303, "/")
    assert not is_signed_in(browser)
    assert not is_signed_in(with_cookie(browsers, stolen))
    assert logged() == [SecurityKind.SIGNED_IN, SecurityKind.SIGNED_OUT]


def test_signing_out_twice_says_the_same(browsers: Browsers) -> None:
    assert browsers().post("/sign-out").status_code == 303


def test_signing_out_by_a_link_is_not_possible(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    assert browser.get("/sign-out").status_code == 405
    assert is_signed_in(browser)


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
    browsers: Browsers, with_password: Person
) -> None:
    answer = browsers().post("/sign-in", {"email": with_password.email, "password": PASSWORD})
    parts = {part.strip() for part in answer.headers["Set-Cookie"].split(";")}
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= parts


def test_behind_https_the_cookie_is_secure_and_bound_to_its_host(site: Flask, settings: Settings) -> None:
    real = create_app(replace(settings, address="https://collab.example.org"))
    with real.app_context():
        answer = real.test_client().get("/sign-in", base_url="https://collab.example.org")
        db.session.remove()
        db.engine().dispose()
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie


def test_the_database_knows_the_cookies_token_by_its_fingerprint_only(
    sign_in: Callable[..., Browser], with_password: Person
) -> None:
    browser = sign_in(with_password.email)
    with browser.client.session_transaction() as session:
        token = session["sign-in"]
    kept = db.session.scalars(select(SignIn.token_hash)).one()
    assert token not in kept
    assert len(kept) == 64


@pytest.mark.parametrize(
    ("handle", "idle", "longest"),
    [
        ("culture", timedelta(hours=8), timedelta(days=14)),
        ("facilitator", timedelta(minutes=30), timedelta(hours=12)),
        ("organiser", timedelta(minutes=30), timedelta(hours=12)),
    ],
)
def test_sessions_of_those_who_lead_are_shorter(
    sign_in: Callable[..., Browser], cast: Cast, handle: str, idle: timedelta, longest: timedelta
) -> None:
    person = getattr(cast, handle)
    with db.transaction():
        person.password_hash = HASH
    browser = sign_in(person.email)
    session = db.session.scalars(select(SignIn)).one()
    assert abs(session.expires_at - clock.real() - longest) < timedelta(minutes=1)
    age(seen_at=clock.real() - idle + timedelta(minutes=1))
    assert is_signed_in(browser)
    age(seen_at=clock.real() - idle - timedelta(seconds=1))
    assert not is_signed_in(browser)


def test_a_session_ends_at_its_longest_however_busy(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    age(expires_at=clock.real() - timedelta(seconds=1))
    assert not is_signed_in(browser)


def test_what_a_page_asks_by_itself_keeps_nobody_signed_in(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    left = clock.real() - timedelta(hours=7)
    age(seen_at=left)
    assert browser.get("/home", headers={UNATTENDED: "1"}).status_code == 200
    db.session.rollback()
    assert db.session.scalars(select(SignIn.seen_at)).one() == left


def test_a_session_in_use_goes_on(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    age(seen_at=clock.real() - timedelta(hours=7))
    assert is_signed_in(browser)
    db.session.rollback()
    seen = db.session.scalars(select(SignIn.seen_at)).one()
    assert clock.real() - seen < timedelta(minutes=1)


def test_a_changed_role_counts_from_the_next_request(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.organiser)
    address = f"/programmes/{cast.programme.slug}/views"
    assert browser.get(address).status_code == 200
    with db.transaction():
        db.session.execute(
            update(Membership).where(Membership.person_id == cast.organiser.id).values(role=Role.PARTICIPANT)
        )
    assert browser.get(address).status_code == 404


def test_the_session_of_a_deleted_person_ends(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.outsider)
    with db.transaction():
        db.session.delete(cast.outsider)
    assert not is_signed_in(browser)


def test_a_forged_cookie_signs_nobody_in(browsers: Browsers, cast: Cast, site: Flask) -> None:
    assert not is_signed_in(with_cookie(browsers, "eyJzaWduLWluIjoidGVzdC0xIn0.forged.signature"))


def test_what_is_no_longer_good_is_forgotten(site: Flask, cast: Cast) -> None:
    now = clock.real()
    tomorrow, night, coffee = now + timedelta(days=1), now - timedelta(hours=9), now - timedelta(minutes=31)
    rows = {
        "kept": SignIn(person=cast.culture, expires_at=tomorrow),
        "too-old": SignIn(person=cast.culture, expires_at=now, seen_at=night),
        "unused": SignIn(person=cast.culture, expires_at=tomorrow, seen_at=night),
        "unused-trusted": SignIn(person=cast.organiser, expires_at=tomorrow, seen_at=coffee, is_trusted=True),
    }
    with db.transaction():
        for name, row in rows.items():
            row.token_hash = name
            db.session.add(row)
    with db.transaction():
        actions.forget_expired()
    assert list(db.session.scalars(select(SignIn.token_hash))) == ["kept"]
    visits = [clock.site_of(at) for at in (night, coffee)]
    assert [person.last_visit_at for person in (cast.culture, cast.organiser)] == visits


def test_signing_out_ends_a_visit_and_the_next_one_knows_when(cast: Cast, browsers: Browsers) -> None:
    browser, before = browsers(cast.culture), clock.now()
    browser.get("/home")
    assert cast.culture.last_visit_at is None
    browser.post("/sign-out")
    db.session.refresh(cast.culture)
    at = cast.culture.last_here_at(clock.now())
    assert at is not None
    assert before <= at <= clock.now()


def test_of_several_visits_the_last_counts(cast: Cast) -> None:
    now = clock.now()
    for hours in (3, 1, 2):
        cast.culture.was_here(now - timedelta(hours=hours), now)
    assert cast.culture.last_here_at(now) == now - timedelta(hours=1)
    assert cast.culture.last_here_at(now - timedelta(hours=2)) is None


def last_here(person: Person) -> datetime | None:
    db.session.refresh(person)
    return person.last_here_at(clock.now())


def test_who_signs_in_on_another_device_a_moment_later_is_on_the_same_visit(
    cast: Cast, browsers: Browsers
) -> None:
    browsers(cast.culture).get("/home")
    browsers(cast.culture).get("/home")
    assert last_here(cast.culture) is None


def test_who_comes_back_to_a_session_after_a_pause_is_on_another_visit(
    cast: Cast, browsers: Browsers
) -> None:
    browser = browsers(cast.culture)
    for minutes, is_another in ((59, False), (61, True)):
        left = clock.real() - timedelta(minutes=minutes)
        age(seen_at=left)
        page = browser.text("/home")
        assert (last_here(cast.culture) == clock.site_of(left)) is is_another
        assert ("New since" in page) is is_another


def test_who_was_signed_out_for_being_away_remembers_when_that_began(
    cast: Cast, browsers: Browsers, with_password: Person
) -> None:
    browser = browsers(with_password)
    left = clock.real() - timedelta(hours=9)
    age(seen_at=left)
    browser.post("/sign-in", {"email": with_password.email, "password": PASSWORD})
    assert last_here(with_password) == clock.site_of(left)
