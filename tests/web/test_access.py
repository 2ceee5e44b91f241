"""The gate: a route that nobody listed is refused; who is not signed in is led to sign in."""

import pytest
from flask import Flask

from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.web.conftest import written


def test_a_route_that_is_not_in_the_table_is_a_loud_failure(probing: Flask) -> None:
    assert Browser(probing).get("/probe/unlisted").status_code == 500


def test_a_visitor_is_led_to_sign_in_and_back(probing: Flask, cast: Cast) -> None:
    answer = Browser(probing).get("/probe/own-page?page=2&q=å")
    assert answer.status_code == 302
    assert answer.location == "/sign-in?next=/probe/own-page?page%3D2%26q%3D%C3%A5"
    assert Browser(probing, cast.culture).get("/probe/own-page").text == "own"


@pytest.mark.parametrize("name", ["own", "asked"])
def test_a_write_without_a_session_is_refused(probing: Flask, name: str) -> None:
    assert Browser(probing).post(f"/probe/{name}").status_code == 403
    assert written() == 0


def test_what_is_behind_a_policy_does_not_exist_for_visitors(probing: Flask, cast: Cast) -> None:
    assert Browser(probing).get("/probe/policy").status_code == 404
    assert Browser(probing, cast.culture).get("/probe/policy").text == "written"


def test_an_address_that_leads_nowhere_is_a_page(probing: Flask) -> None:
    assert Browser(probing).get("/nowhere").status_code == 404
    wrong_way = Browser(probing).get("/probe/commit")
    assert (wrong_way.status_code, set(wrong_way.headers["Allow"].split(", "))) == (405, {"OPTIONS", "POST"})
