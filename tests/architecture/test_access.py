"""The access table tells the truth: every row is tried by everybody, reading and writing."""

from collections.abc import Iterator

import pytest
from flask import Flask
from msgspec.structs import replace

from collab import db
from collab.access_table import TABLE
from collab.accounts.models import Person
from collab.app import create_app
from collab.config import Settings
from collab.web.access import Audience
from tests.architecture.exhibits import ADDRESSES, SENT, put_up
from tests.conftest import Browsers
from tests.support.browser import Browser
from tests.support.cast import Cast

EVERYBODY = ("visitor", "author", "member", "other", "facilitator", "excluded", "organiser", "outsider")
"""The author coordinates the member's team; the other is in another one; a tie excludes from reviewing."""
INSIDERS = ("author", "member", "other", "facilitator", "excluded", "organiser")
LEADERS = ("facilitator", "excluded", "organiser")
AUDIENCES = {
    Audience.ANYONE: EVERYBODY,
    Audience.SIGNED_IN: (*INSIDERS, "outsider"),
    Audience.PROGRAMME: INSIDERS,
    Audience.PARTICIPANTS: ("author", "member", "other"),
    Audience.NEWCOMER: ("other",),
    Audience.TEAM: ("author", "member", *LEADERS),
    Audience.MEMBERS: ("author", "member"),
    Audience.COORDINATOR: ("author",),
    Audience.MEMBERS_OR_ORGANISERS: ("author", "member", "organiser"),
    Audience.FACILITATORS: LEADERS,
    Audience.FACILITATORS_ALONE: ("facilitator", "excluded"),
    Audience.REVIEWER: ("facilitator",),
    Audience.AUTHOR: ("author",),
    Audience.PROPOSER: ("author", "organiser"),
    Audience.ORGANISERS: ("organiser",),
}
AUTHORS = {
    "reviews.write": ("facilitator",),
    "reviews.read_answers": ("facilitator",),
    "updates.change_comment": ("other",),
    "updates.withdraw_comment": ("other",),
}
"""Who wrote it, where that is not the author of the updates."""
LEADS_ON = {
    "languages.switch": EVERYBODY,
    "accounts.link_sent": EVERYBODY,
    "accounts.sign_in": (*INSIDERS, "outsider"),
    "projects.join_section": ("member",),
    "notifications.show": ("author",),
}
"""Pages that lead on to another one: back, to where a link is asked for, home, to a text without clashes,
to what a notice tells of."""


@pytest.fixture
def demonstration(app: Flask, settings: Settings) -> Iterator[Flask]:
    """The same site as a demonstration; it lets go of the database before the next test makes it anew."""
    application = create_app(replace(settings, demonstration=True))
    application.testing = True
    yield application
    with application.app_context():
        db.engine().dispose()


def _endpoints(app: Flask) -> set[str]:
    return {rule.endpoint for rule in app.url_map.iter_rules()}


def _routes(app: Flask, method: str) -> list[str]:
    """Endpoints that answer that method, in the order of the table."""
    answering = {rule.endpoint for rule in app.url_map.iter_rules() if method in (rule.methods or ())}
    return [endpoint for endpoint in TABLE if endpoint in answering]


def _audience(endpoint: str) -> tuple[str, ...]:
    return AUTHORS.get(endpoint, AUDIENCES[TABLE[endpoint].audience])


def _person(cast: Cast, who: str) -> Person | None:
    people = {"author": cast.culture, "member": cast.business, "excluded": cast.colleague}
    return None if who == "visitor" else people.get(who) or getattr(cast, who)


def _refusal(endpoint: str, who: str) -> int:
    """What somebody outside the audience gets."""
    row = TABLE[endpoint]
    return row.refused if who in AUDIENCES[row.known_to] else 404


def _answer(browser: Browser, address: str) -> int | str:
    with browser.get(address) as response:
        response.get_data()
    is_sent_to_sign_in = response.status_code == 302 and response.location.startswith("/sign-in?next=")
    return "sign in" if is_sent_to_sign_in else response.status_code


def test_the_table_names_every_route_and_nothing_else(app: Flask, demonstration: Flask) -> None:
    assert _endpoints(demonstration) == set(TABLE)
    only_shown = _endpoints(demonstration) - _endpoints(app)
    assert {endpoint.split(".")[0] for endpoint in only_shown} == {"demonstration", "styleguide"}
    assert set(ADDRESSES) == set(TABLE)


@pytest.mark.parametrize("who", EVERYBODY)
def test_reading_is_as_the_table_says(who: str, browsers: Browsers, app: Flask, cast: Cast) -> None:
    names, browser = put_up(cast), browsers(_person(cast, who))
    expected, got = {}, {}
    for endpoint in _routes(app, "GET"):
        if who in LEADS_ON.get(endpoint, ()):
            expected[endpoint] = 303
        elif who in _audience(endpoint):
            expected[endpoint] = 200
        else:
            expected[endpoint] = "sign in" if who == "visitor" else _refusal(endpoint, who)
        got[endpoint] = _answer(browser, ADDRESSES[endpoint].format(**names))
    assert got == expected


@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_writes_what_the_table_does_not_allow(
    who: str, browsers: Browsers, app: Flask, cast: Cast
) -> None:
    names, browser = put_up(cast), browsers(_person(cast, who))
    expected, got = {}, {}
    for endpoint in _routes(app, "POST"):
        if who not in _audience(endpoint):
            expected[endpoint] = 403 if who == "visitor" else _refusal(endpoint, who)
            address = ADDRESSES[endpoint].format(**names)
            got[endpoint] = browser.post(address, SENT.get(endpoint)).status_code
    assert got == expected


@pytest.mark.parametrize("who", ["visitor", "author", "organiser"])
def test_nothing_is_written_without_the_token_of_a_form(
    who: str, browsers: Browsers, app: Flask, cast: Cast
) -> None:
    names, browser = put_up(cast), browsers(_person(cast, who))
    addresses = {e: ADDRESSES[e].format(**names) for e in _routes(app, "POST")}
    got = {e: browser.client.post(address).status_code for e, address in addresses.items()}
    signed = {e for e, access in TABLE.items() if access.is_signed}
    assert got == {endpoint: 200 if endpoint in signed else 400 for endpoint in addresses}


def test_a_demonstration_shows_its_own_pages_to_anybody(demonstration: Flask, cast: Cast) -> None:
    names, visitor = put_up(cast), Browser(demonstration)
    own = [e for e in _routes(demonstration, "GET") if e.split(".")[0] in ("demonstration", "styleguide")]
    got = {endpoint: _answer(visitor, ADDRESSES[endpoint].format(**names)) for endpoint in own}
    assert got == dict.fromkeys(own, 200)
