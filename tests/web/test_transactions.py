"""A write is one transaction: what is answered below 400 stays, everything else leaves nothing."""

import pytest
from flask import Flask

from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.web.conftest import written


@pytest.mark.parametrize(("name", "status"), [("commit", 200), ("go", 302)])
def test_an_answer_below_400_commits(probing: Flask, name: str, status: int) -> None:
    assert Browser(probing).client.get("/probe/writing").text == "False"
    assert Browser(probing).post(f"/probe/{name}").status_code == status
    assert written() == 1


@pytest.mark.parametrize(("name", "status"), [("invalid", 422), ("broken", 500), ("rule", 303)])
def test_any_other_answer_leaves_nothing(probing: Flask, name: str, status: int) -> None:
    assert Browser(probing).post(f"/probe/{name}").status_code == status
    assert written() == 0


def test_a_rule_that_says_no_is_said_where_the_person_was(probing: Flask) -> None:
    browser = Browser(probing)
    answer = browser.post("/probe/rule")
    assert answer.location == "/probe"
    assert "The rule says no." in browser.text("/contact")
    assert browser.post("/probe/rule", {"back": "/contact?x=1"}).location == "/contact?x=1"
    assert browser.post("/probe/rule", {"back": "//evil.example/"}).location == "/probe"


def test_a_write_that_asked_no_policy_is_a_loud_failure(probing: Flask, cast: Cast) -> None:
    browser = Browser(probing, cast.culture)
    assert browser.post("/probe/forgot").status_code == 500
    assert written() == 0
    assert browser.post("/probe/asked").status_code == 200
    assert browser.post("/probe/own").status_code == 200
    assert written() == 2


def test_what_takes_long_is_prepared_before_the_transaction(probing: Flask) -> None:
    assert Browser(probing).post("/probe/prepared").json == {"before": False, "inside": True}


def test_a_preparation_may_answer_by_itself(probing: Flask) -> None:
    assert Browser(probing).post("/probe/early").location == "/elsewhere"


def test_a_page_is_not_written_in(probing: Flask) -> None:
    assert Browser(probing).client.get("/probe/writing").text == "False"
