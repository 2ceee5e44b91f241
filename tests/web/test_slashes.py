"""An address with a slash too many leads to the one without."""

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.conftest import Browsers
from tests.support.cast import Cast


def _reads_without_arguments(site: Flask) -> list[Rule]:
    rules = site.url_map.iter_rules()
    return [
        rule for rule in rules if "GET" in (rule.methods or ()) and not rule.arguments and rule.rule != "/"
    ]


def test_every_page_without_a_name_in_its_address_is_found_with_a_slash_at_the_end(
    site: Flask, browsers: Browsers
) -> None:
    paths = [rule.rule for rule in _reads_without_arguments(site)]
    assert {"/showcases", "/conference", "/home", "/contact", "/sitemap.xml"} <= set(paths)
    for path in paths:
        answer = browsers().get(f"{path}/")
        assert (answer.status_code, answer.headers["Location"]) == (308, path)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/showcases/oppna-dorrar/", "/showcases/oppna-dorrar"),
        ("/showcases/?q=n%C3%A4ring&page=2", "/showcases?q=n%C3%A4ring&page=2"),
        ("/programmes/kultur-pa-resande-fot/showcases/", "/programmes/kultur-pa-resande-fot/showcases"),
        ("/municipalities/h%C3%B6gan%C3%A4s/", "/municipalities/h%C3%B6gan%C3%A4s"),
        ("/programmes/kultur-pa-resande-fot", "http://localhost/programmes/kultur-pa-resande-fot/"),
    ],
)
def test_names_and_filters_come_along(cast: Cast, browsers: Browsers, asked: str, found: str) -> None:
    for answer in (browsers().get(asked), browsers().client.head(asked)):
        assert (answer.status_code, answer.headers["Location"]) == (308, found)


def test_who_is_not_signed_in_is_led_on_to_sign_in(cast: Cast, browsers: Browsers) -> None:
    answer = browsers().get("/projects/oppna-dorrar/updates/", follow_redirects=True)
    assert [step.status_code for step in answer.history] == [308, 302]
    assert answer.request.full_path == "/sign-in?next=/projects/oppna-dorrar/updates"


@pytest.mark.parametrize(
    "path",
    ["/nowhere/", "/showcases//", "//evil.example/", "//evil.example//", "/static/app.css/", "/sign-out/"],
)
def test_what_is_nowhere_without_the_slash_either_is_a_404(cast: Cast, browsers: Browsers, path: str) -> None:
    assert browsers().client.get("/", environ_overrides={"PATH_INFO": path}).status_code == 404


def test_what_is_sent_to_an_address_with_a_slash_is_not_led_on(cast: Cast, browsers: Browsers) -> None:
    assert browsers().post("/contact/", {"text": "Hello"}).status_code == 404
