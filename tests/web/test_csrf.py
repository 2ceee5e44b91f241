"""Writes come from our own pages: every one needs the session's token, and none may come from elsewhere."""

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.routing.converters import NumberConverter

from collab.access_table import TABLE
from tests.conftest import Browsers
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.web.conftest import written


def _writes(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]


def _path(app: Flask, rule: Rule) -> str:
    numbers = {name for name, kind in rule._converters.items() if isinstance(kind, NumberConverter)}
    values = {name: 480 if name in numbers else "x" for name in rule.arguments}
    with app.test_request_context():
        return str(app.url_map.bind("localhost").build(rule.endpoint, values, method="POST"))


def test_every_write_of_the_site_needs_the_token(site: Flask, browsers: Browsers, cast: Cast) -> None:
    rules = _writes(site)
    assert len(rules) > 25
    browser = browsers(cast.organiser)
    refused = {rule.endpoint: browser.client.post(_path(site, rule)).status_code for rule in rules}
    signed = {endpoint for endpoint, access in TABLE.items() if access.is_signed}
    assert signed == {"notifications.leave"}
    assert refused == {endpoint: 404 if endpoint in signed else 400 for endpoint in refused}
    assert site.extensions["csrf"]._exempt_views == set()
    assert site.extensions["csrf"]._exempt_blueprints == set()


@pytest.mark.parametrize("token", ["", "x", "IjAwMDAi.ZZZZZZ.xxxxxxxxxxxxxxxxxxxxxxxxxxx"])
def test_a_made_up_token_is_refused_with_a_page(probing: Flask, token: str) -> None:
    answer = Browser(probing).post("/probe/commit", {"csrf_token": token})
    assert answer.status_code == 400
    assert "That form is too old" in answer.text
    assert written() == 0


def test_the_token_of_another_session_is_refused(probing: Flask) -> None:
    other = Browser(probing)
    with other.client.session_transaction() as session:
        session["csrf_token"] = "1" * 40
    answer = Browser(probing).post("/probe/commit", {"csrf_token": other._token()})
    assert (answer.status_code, written()) == (400, 0)


@pytest.mark.parametrize("referer", ["https://[", "https://localhost:port/", "", "https://localhost:1/"])
def test_a_referer_that_is_none_of_ours_or_no_address_is_refused_with_a_page(
    probing: Flask, referer: str
) -> None:
    headers = {"Referer": referer}
    answer = Browser(probing).post("/probe/commit", base_url="https://localhost", headers=headers)
    assert (answer.status_code, written()) == (400, 0)
    assert "That form is too old" in answer.text


@pytest.mark.parametrize(
    ("site_of_origin", "status"),
    [("cross-site", 400), ("same-site", 400), ("same-origin", 200), ("none", 200), ("", 400)],
)
def test_a_write_from_another_site_is_refused_even_with_the_token(
    probing: Flask, site_of_origin: str, status: int
) -> None:
    answer = Browser(probing).post("/probe/commit", headers={"Sec-Fetch-Site": site_of_origin})
    assert (answer.status_code, written()) == (status, int(status == 200))
