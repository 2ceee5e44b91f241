"""The demonstration: being somebody, and what a real site has none of."""

import pytest
from flask import Flask

from collab import db
from collab.accounts.models import SecurityEvent, SecurityKind
from collab.demonstration.road import ROAD, TOURISM
from tests.conftest import Browsers
from tests.support.browser import Browser
from tests.support.cast import Cast


def test_the_cast_stands_by_role_and_place(visitor: Browser) -> None:
    text = visitor.text("/demo")
    places = ["Participants", "Höganäs", "Karlskrona", "Kristianstad", "Simrishamn", "Facilitators", "Region"]
    found = [text.index(place, text.index("Who you can be")) for place in places]
    assert found == sorted(found)


def test_one_press_makes_one_somebody(visitor: Browser, players: Cast) -> None:
    answer = visitor.post("/demo/sign-in", {"handle": "culture"})
    assert (answer.status_code, answer.location) == (303, "/home")
    assert "Head of culture, Kristianstad" in visitor.text("/account")
    assert db.session.query(SecurityEvent.kind).all() == [(SecurityKind.SIGNED_IN,)]


def test_one_can_be_somebody_else_at_once(visitor: Browser, players: Cast) -> None:
    visitor.post("/demo/sign-in", {"handle": "culture"})
    visitor.post("/demo/sign-in", {"handle": "facilitator", "next": "/account"})
    assert "Process leader, Region" in visitor.text("/account")


@pytest.mark.parametrize("handle", ["outsider", "nobody", "", "culture\0"])
def test_nobody_else_can_be_signed_in_as(visitor: Browser, players: Cast, handle: str) -> None:
    expected = 303 if handle == "culture\0" else 404
    assert visitor.post("/demo/sign-in", {"handle": handle}).status_code == expected


def test_being_somebody_needs_the_forms_token(stage: Flask) -> None:
    assert stage.test_client().post("/demo/sign-in", data={"handle": "culture"}).status_code == 400


def test_next_leads_nowhere_but_to_our_own_pages(visitor: Browser) -> None:
    answer = visitor.post("/demo/sign-in", {"handle": "culture", "next": "//evil.example"})
    assert answer.location == "/home"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/demo"),
        ("post", "/demo/sign-in"),
        ("post", "/demo/day"),
        ("get", "/demo/outbox"),
        ("get", "/demo/outbox/x"),
        ("get", "/demo/outbox/x/html"),
    ],
)
def test_a_real_site_has_no_such_pages(browsers: Browsers, cast: Cast, method: str, path: str) -> None:
    browser = browsers(cast.organiser)
    assert getattr(browser, method)(path).status_code == 404


def test_a_real_site_has_no_bar(browsers: Browsers) -> None:
    assert "demo-bar" not in browsers().get("/sign-in").get_data(as_text=True)


def test_every_step_of_the_road_leads_to_a_page(stage: Flask) -> None:
    adapter = stage.url_map.bind("localhost")
    for step in ROAD:
        adapter.match(step.path, method="GET")


def test_only_the_steps_of_people_who_are_here_can_be_walked(visitor: Browser, players: Cast) -> None:
    text = visitor.text("/demo")
    assert "Find it as the audience" in text
    assert "Find your team" not in text
    with db.transaction():
        players.tourism.handle = TOURISM
    assert "Find your team" in visitor.text("/demo")
