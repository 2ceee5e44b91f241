"""Going back only to our own pages; what leaves the site names only the configured address."""

import pytest
from flask import Flask
from sqlalchemy import select

from collab import db
from collab.mail.delivery import Office, deliver_next
from collab.mail.models import Mail
from collab.mail.transport import Kept
from collab.web import addresses
from collab.web.addresses import local_path, path_to
from collab.web.letters import render
from tests.conftest import Browsers
from tests.support.browser import Browser
from tests.support.cast import Cast

OURS = [
    "/",
    "/home",
    "/showcases?theme=art&q=å",
    "/projects/oppna-dorrar#plan",
    "/a//b",
    "/a?next=//x",
    "/%2f%2fx",
]
ELSEWHERE = [
    "", " ", "home", "//evil.example", "///evil.example", "////evil.example", "/\\evil.example",
    "\\\\evil.example", "\\/evil.example", "/\\/evil.example", "https://evil.example", "https:evil.example",
    "https:/evil.example", "http://localhost.evil.example", "http://localhost@evil.example",
    "javascript:alert(1)", "data:text/html,x", "/\tevil", "/\t/evil.example", "/\n/evil.example",
    "\t//evil.example", "/\r\nSet-Cookie: a=b", " //evil.example", "/ /evil.example", "\u00a0//evil.example",
    "/\x00", "/\x7f", "//", "//@evil.example", "//evil.example:80/", "/\\\\evil.example", "ftp://evil.example",
    "mailto:a@evil.example", "//[::1]/", "//evil。example", "///\\evil.example", "?next=x", "#x",
    "..//evil.example", "/a\\..\\..\\evil.example", "//[", "//℀", "http://[", "/\\[",
]  # fmt: skip


@pytest.mark.parametrize("wanted", OURS)
def test_a_path_of_ours_is_gone_to(wanted: str) -> None:
    assert local_path(wanted, "/otherwise") == wanted


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_anything_else_is_not(wanted: str) -> None:
    assert local_path(wanted, "/otherwise") == "/otherwise"


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_no_address_of_the_site_leads_elsewhere(site: Flask, browsers: Browsers, wanted: str) -> None:
    switched = browsers().get("/language/sv", query_string={"next": wanted})
    assert (switched.status_code, switched.location) == (303, "/")


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "localhost:80@evil.example", "[::2]"]
)
def test_another_host_is_not_answered(site: Flask, host: str) -> None:
    answer = site.test_client().get("/", headers={"Host": host})
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert "evil" not in answer.text


def test_a_path_is_made_once_for_each_endpoint_and_values(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    url_for = addresses.url_for
    monkeypatch.setattr(
        addresses, "url_for", lambda *what, **values: made.append(*what) or url_for(*what, **values)
    )
    monkeypatch.setitem(site.extensions, addresses.PATHS, {})
    addresses.install(site)
    with site.test_request_context():
        asked = [path_to("showcases.show", slug=slug) for slug in ("a", "b", "a")]
        told = [addresses.paths(site)("showcases.show", slug="b"), path_to("front.index")]
        assert addresses.absolute("showcases.show", slug="a") == "http://localhost/showcases/a"
    assert asked == ["/showcases/a", "/showcases/b", "/showcases/a"]
    assert told == ["/showcases/b", "/"]
    assert made == ["showcases.show", "showcases.show", "front.index"]


def test_links_in_mail_are_from_the_configured_address(site: Flask, browsers: Browsers, cast: Cast) -> None:
    browser: Browser = browsers()
    forged = {"X-Forwarded-Host": "evil.example", "Host": "127.0.0.1", "Forwarded": "host=evil.example"}
    with browser.client.session_transaction(base_url="http://127.0.0.1") as session:
        session["csrf_token"] = "0" * 40
    sent = browser.post(
        "/sign-in/link", {"link-email": cast.culture.email}, headers=forged, base_url="http://127.0.0.1"
    )
    assert sent.status_code == 303
    assert deliver_next(Office(render, Kept(), "a@example.org", "localhost"))
    mail = db.session.scalars(select(Mail)).one()
    links = [word for word in mail.text.split() if "://" in word]
    assert {link.split("/")[2] for link in links} == {"localhost"}
    assert "evil" not in mail.html
