"""Drafts and corrections: kept, taken up again, never overwritten unseen."""

import re
from datetime import timedelta

import pytest
from msgspec.structs import replace
from sqlalchemy import update

from collab import clock, db
from collab.errors import RuleViolation
from collab.files.actions import Description
from collab.updates import actions
from collab.updates.content import Content, Shown
from collab.updates.models import Update
from tests.conftest import Browsers
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.updates.sent import NEW, a_file, filled, the_update, value_of
from tests.updates.written import WHOLE, a_draft, a_picture, a_post, on


def test_a_draft_is_saved_however_little_is_written_and_taken_up_again(
    cast: Cast, browsers: Browsers
) -> None:
    browser = browsers(cast.culture)
    fields = {"form_key": "the-form", "draft": "1"}
    answer = browser.post(NEW, {**fields, "version": "0", "text": "Half a", "pictures-0-file": a_file()})
    draft = the_update()
    assert (answer.status_code, answer.location, draft.is_posted) == (
        303,
        f"/updates/{draft.key}/edit",
        False,
    )
    assert value_of(browser.get(NEW), "drafted") == ""
    saved = browser.get(answer.location)
    page = saved.get_data(as_text=True)
    assert "Half a" in page
    assert f"Draft saved {value_of(saved, 'drafted')}" in words_of(page)
    assert value_of(saved, "drafted")[:4] == "09:0"
    assert f"/updates/{draft.key}/pictures/{draft.pictures[0].picture.key}/480.webp" in page
    assert browser.post(NEW, {**fields, "version": "1", "text": "Half a bridge"}).status_code == 303
    assert the_update().text == "Half a bridge"


def test_a_draft_is_published_from_its_own_page(cast: Cast, browsers: Browsers) -> None:
    draft = a_draft(cast.project, cast.culture, Content(text="Half a"))
    db.session.commit()
    answer = browsers(cast.culture).post(f"/updates/{draft.key}/edit", filled(version="1", publish="1"))
    assert answer.location == f"/updates/{the_update().key}"
    assert the_update().is_posted


def test_a_draft_that_is_posted_by_now_is_not_thrown_away(cast: Cast, browsers: Browsers) -> None:
    draft = a_draft(cast.project, cast.culture)
    db.session.commit()
    assert draft.posted_at is None
    elsewhere = update(Update).where(Update.id == draft.id).values(posted_at=on(5, 15))
    db.session.execute(elsewhere, execution_options={"synchronize_session": False})
    with pytest.raises(RuleViolation):
        actions.withdraw(draft, by=cast.culture, is_of_draft=True)
    db.session.commit()
    browser = browsers(cast.culture)
    answer = browser.post(f"/updates/{draft.key}/withdrawal?draft=1")
    assert (answer.location, the_update().withdrawn_at) == (f"/updates/{draft.key}", None)
    assert "The update has already been published. You can withdraw it here" in browser.text(answer.location)


def test_the_page_of_a_draft_says_that_it_means_the_draft(cast: Cast, browsers: Browsers) -> None:
    draft = a_draft(cast.project, cast.culture)
    db.session.commit()
    html = browsers(cast.culture).get(f"/updates/{draft.key}/edit").get_data(as_text=True)
    assert html.count(f'action="/updates/{draft.key}/withdrawal?draft=1"') == 1


def test_a_draft_that_saves_itself_too_late_changes_nothing(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)
    browser.post(NEW, filled(publish="1"))
    late = browser.post(NEW, filled(text="Late", draft="1"))
    assert (late.status_code, the_update().text) == (409, "The jury is done.")
    assert "The update is published already. Publish again to change it" in words_of(
        late.get_data(as_text=True)
    )


def test_a_correction_shows_what_there_is_and_is_marked(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture)
    db.session.commit()
    browser, path = browsers(cast.culture), f"/updates/{update.key}/edit"
    page = browser.get(path).get_data(as_text=True)
    assert "The jury is **done**." in page
    assert "Save draft" not in page
    assert browser.post(path, filled(version="1", text="Corrected", publish="1")).status_code == 303
    assert (the_update().text, the_update().edited_at is not None) == ("Corrected", True)
    assert "Changed Mon 15 May at 09:0" in browser.text(f"/updates/{update.key}")


def test_a_window_left_open_overwrites_nothing_and_shows_both_texts(cast: Cast, browsers: Browsers) -> None:
    draft = a_draft(cast.project, cast.culture, Content(text="From the start"))
    db.session.commit()
    browser, path = browsers(cast.culture), f"/updates/{draft.key}/edit"
    version = value_of(browser.get(path), "version")
    browser.post(path, filled(version=version, text="Written on the phone", draft="1"))
    stale = browser.post(path, filled(version=version, text="Written at the desk", draft="1"))
    assert (stale.status_code, the_update().text) == (409, "Written on the phone")
    for words in ("Written on the phone", "Written at the desk", "This is what was saved while you wrote"):
        assert words in words_of(stale.get_data(as_text=True))
    browser.post(path, filled(version=value_of(stale, "version"), text="Both", publish="1"))
    assert (the_update().text, the_update().is_posted) == ("Both", True)


def test_a_caption_survives_a_correction(cast: Cast, browsers: Browsers) -> None:
    shown = Shown(a_picture(cast.culture, "wall"), Description("A wall", caption="Osby, March"))
    update = a_post(cast.project, cast.culture, replace(WHOLE, pictures=(shown,)))
    db.session.commit()
    path = f"/updates/{update.key}/edit"
    picture = {"pictures-0-kept": "wall", "pictures-0-alternative": "A red wall"}
    browsers(cast.culture).post(path, filled(version="1", publish="1", **picture))
    (place,) = the_update().pictures
    assert (place.picture.alternative, place.picture.caption) == ("A red wall", "Osby, March")


def test_a_new_form_leads_to_the_drafts_that_are_there(cast: Cast, browsers: Browsers) -> None:
    a_draft(cast.project, cast.business, Content(text="Of somebody else"))
    draft = a_draft(cast.project, cast.culture, Content(text="Half a bridge", next_step="Build on"))
    db.session.commit()
    browser = browsers(cast.culture)
    for path in (NEW, f"{NEW}?reminded=1"):
        page = browser.get(path).get_data(as_text=True)
        assert page.count("You have a draft from ") == 1
        assert "Half a bridge" in words_of(page)
        assert f'href="/updates/{draft.key}/edit"' in page
        assert re.findall(r'data-has="([^"]*)"', page) == ["Half a bridge Build on"]
    refused = browser.post(NEW, filled(text="", publish="1")).get_data(as_text=True)
    own = browser.get(f"/updates/{draft.key}/edit").get_data(as_text=True)
    assert ["You have a draft" in page for page in (refused, own)] == [False, False]


def test_what_waits_for_its_time_is_no_draft_to_go_on_with(cast: Cast, browsers: Browsers) -> None:
    waiting = a_draft(cast.project, cast.culture)
    actions.schedule(waiting, WHOLE, at=clock.now() + timedelta(days=1))
    db.session.commit()
    assert "You have a draft" not in browsers(cast.culture).text(NEW)
