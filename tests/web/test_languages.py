"""The language of a page: the switch, else the person, else the browser, else Swedish."""

import pytest
from flask import Flask

from collab import db
from tests.support.browser import Browser
from tests.support.cast import Cast


@pytest.mark.parametrize(
    ("cookie", "accepted", "spoken"),
    [
        ("", "", "sv"),
        ("", "en", "en"),
        ("", "en-GB,en;q=0.9,sv;q=0.8", "en"),
        ("", "sv-SE,en;q=0.5", "sv"),
        ("", "de,fr;q=0.5", "sv"),
        ("", "*", "sv"),
        ("sv", "en", "sv"),
        ("en", "sv", "en"),
        ("xx", "en", "en"),
    ],
)
def test_a_visitor_is_spoken_to_as_cookie_or_browser_say(
    site: Flask, cookie: str, accepted: str, spoken: str
) -> None:
    browser = Browser(site, language=cookie)
    page = browser.get("/contact", headers={"Accept-Language": accepted} if accepted else {})
    assert f'<html lang="{spoken}">' in page.text


def test_a_person_is_spoken_to_as_the_person_has_chosen(site: Flask, cast: Cast) -> None:
    cast.culture.language = "en"
    db.session.commit()
    browser = Browser(site, cast.culture)
    browser.client.delete_cookie("language")
    assert '<html lang="en">' in browser.get("/account", headers={"Accept-Language": "sv"}).text


def test_the_switch_keeps_the_page_and_what_was_asked(site: Flask) -> None:
    browser = Browser(site, language="sv")
    page = browser.get("/showcases?q=h%C3%A5llplats&theme=")
    assert 'href="/language/en?next=/showcases?q%3Dh%25C3%25A5llplats%26theme%3D"' in page.text
    answer = browser.get("/language/en?next=/showcases?q%3Dh%25C3%25A5llplats%26theme%3D")
    assert (answer.status_code, answer.location) == (303, "/showcases?q=h%C3%A5llplats&theme=")
    assert '<html lang="en">' in browser.get(answer.location).text


def test_there_are_two_languages(site: Flask) -> None:
    assert site.test_client().get("/language/de").status_code == 404
