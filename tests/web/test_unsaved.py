"""What was typed and not taken: shown with the words of its fields, and a way back to where it stood."""

import re
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from collab import db
from collab.web import unsaved
from collab.web.forms import Form
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.updates.written import a_post

LONG = "The first sentence of a long text.\nAnd the second one, which nobody wants to write again."
SECTION = "/projects/oppna-dorrar/plan/need"
UPDATE = {
    "csrf_token": "old",
    "idempotency_key": "a-key-that-is-the-page's-and-longer-than-what-is-short-enough-to-write",
    "form_key": "0123456789",
    "kept_file": "what-the-page-itself-keeps-of-a-file-that-came-with-an-earlier-round-of-it",
    "status": "on_track",
    "text": "Half a bridge",
    "next_step": "The other half",
    "pictures-0-alternative": "A half bridge",
    "pictures-0-kept": "a-key",
    "visibility": "programme",
    "publish": "1",
}


def shown_by(answer: TestResponse) -> list[tuple[str, str]]:
    """What the page shows to copy: (its label, the text)."""
    field = r'<label for="unsaved-\d+">([^<]+)</label><textarea[^>]* readonly>\n(.*?)</textarea>'
    return re.findall(field, answer.text, re.S)


def onwards_of(answer: TestResponse) -> list[str]:
    """Where signing in leads from the page."""
    return re.findall(r'href="/sign-in\?next=([^"]+)"', answer.text)


def test_who_was_signed_out_meanwhile_gets_every_text_with_its_label(probing: Flask, cast: Cast) -> None:
    answer = Browser(probing).client.post(
        SECTION, data={"source": LONG, "reason": "short", "csrf_token": "old"}
    )
    assert answer.status_code == 400
    assert "<h1>You are signed out</h1>" in answer.text
    assert shown_by(answer) == [("Text", LONG), ("Why you changed it", "short")]
    assert onwards_of(answer) == [SECTION]


@pytest.mark.parametrize(
    ("drafted", "said"),
    [
        ("09:03", "The draft that was saved at 09:03 is still there"),
        ("09.03", "The draft that was saved at 09.03 is still there"),
        ("", "so nothing was saved"),
        ("soon, says somebody", "so nothing was saved"),
    ],
)
def test_who_was_signed_out_is_told_of_the_draft_that_the_page_had_saved(
    probing: Flask, cast: Cast, drafted: str, said: str
) -> None:
    answer = Browser(probing).client.post("/updates/abc/edit", data={**UPDATE, "drafted": drafted})
    told = [
        "The draft that was saved at 09:03 is still there",
        "The draft that was saved at 09.03 is still there",
        "so nothing was saved",
    ]
    assert (answer.status_code, [one for one in told if one in answer.text]) == (400, [said])


def test_a_short_update_is_shown_whole_but_nothing_that_is_the_pages_own(probing: Flask, cast: Cast) -> None:
    answer = Browser(probing).client.post("/projects/oppna-dorrar/updates/new", data=UPDATE)
    assert shown_by(answer) == [
        ("What has happened?", "Half a bridge"),
        ("What will you do next?", "The other half"),
        ("What does the picture show?", "A half bridge"),
    ]


def test_a_long_text_of_no_field_that_a_form_knows_is_shown_as_well(probing: Flask, cast: Cast) -> None:
    data = {"csrf_token": "old", "nobody-knows": LONG, "nobody-knows-2": "short"}
    assert shown_by(Browser(probing).client.post(SECTION, data=data)) == [("Text 1", LONG)]


def test_a_form_of_very_many_fields_costs_no_more_than_reading_them(
    probing: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    named = unsaved._named

    def counted(field: Any, name: str) -> Any:
        asked.append(name)
        return named(field, name)

    monkeypatch.setattr(unsaved, "_named", counted)
    data = {"source": LONG, "reason": "short", **{f"{number}": "x" for number in range(40_000)}}
    answer = Browser(probing).client.post(SECTION, data=data)
    assert shown_by(answer) == [("Text", LONG), ("Why you changed it", "short")]
    forms = len(list(unsaved._forms(Form)))
    assert len(asked) < 3 * (len(data) + forms * unsaved.MOST_TELLING)


@pytest.mark.parametrize(
    ("referer", "onwards"),
    [
        ("http://localhost/updates/abc?answers=def", "/updates/abc?answers%3Ddef"),
        ("http://localhost/updates/abc/comments", "/updates/abc"),
        ("http://localhost/no/such/page", "/updates/abc"),
        ("http://elsewhere.example/home", "/updates/abc"),
        ("http://localhost//elsewhere.example/", "/updates/abc"),
        ("http://localhost//[", "/updates/abc"),
        ("http://[", "/updates/abc"),
        (None, "/updates/abc"),
    ],
)
def test_signing_in_leads_back_to_where_it_was_written(
    probing: Flask, cast: Cast, referer: str | None, onwards: str
) -> None:
    headers = {"Referer": referer} if referer else {}
    data = {"text": "A word", "csrf_token": "old"}
    answer = Browser(probing).client.post("/updates/abc/comments", data=data, headers=headers)
    assert shown_by(answer) == [("Your comment", "A word")]
    assert onwards_of(answer) == [onwards]


def test_from_a_page_that_is_not_open_signing_in_leads_to_it(probing: Flask, cast: Cast) -> None:
    answer = Browser(probing).get("/updates/abc?answers=def")
    assert (answer.status_code, onwards_of(answer)) == (404, ["/updates/abc?answers%3Ddef"])


def test_who_writes_with_the_form_of_somebody_else_learns_who_they_are_and_gets_the_text(
    probing: Flask, cast: Cast
) -> None:
    answer = Browser(probing, cast.business).client.post(
        "/updates/abc/comments", data={"text": "A word", "csrf_token": "another's"}
    )
    assert answer.status_code == 400
    assert f"You are signed in as {cast.business.name.en}." in answer.text
    assert shown_by(answer) == [("Your comment", "A word")]
    assert 'href="/updates/abc">Load the page again</a>' in answer.text


def test_who_is_not_in_the_team_any_more_is_told_so_and_gets_their_text(probing: Flask, cast: Cast) -> None:
    answer = Browser(probing, cast.other).post(SECTION, {"source": LONG})
    assert answer.status_code == 403
    assert "You are not in it, or not any more." in answer.text
    assert shown_by(answer) == [("Text", LONG)]


def test_another_site_cannot_put_its_words_on_a_page_of_ours(probing: Flask, cast: Cast) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = Browser(probing, cast.culture).post(SECTION, {"source": LONG}, headers=headers)
    assert (answer.status_code, shown_by(answer)) == (400, [])


def test_what_was_sent_with_a_password_is_never_shown(probing: Flask) -> None:
    data = {"password": "x", "message": LONG, "csrf_token": "old"}
    assert shown_by(Browser(probing).client.post("/contact", data=data)) == []


@pytest.mark.parametrize(
    ("path", "page"), [("/projects/oppna-dorrar/updates/new", ""), ("/updates/{key}", "/updates/{key}")]
)
def test_the_forms_of_updates_and_comments_are_kept_in_the_browser_by_person_and_page(
    probing: Flask, cast: Cast, path: str, page: str
) -> None:
    key = a_post(cast.project, cast.culture).key
    db.session.commit()
    html = Browser(probing, cast.culture).get(path.format(key=key)).text
    form = next(tag for tag in re.findall(r"<form[^>]*>", html) if "keep-typed" in tag)
    told = dict(re.findall(r'data-(person|page)="([^"]*)"', form))
    assert told == {"person": cast.culture.handle, **({"page": page.format(key=key)} if page else {})}
    assert len(re.findall(r'<div class="offered" hidden data-offered>', html)) == 1
