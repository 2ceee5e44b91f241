"""What somebody types and has not saved: kept, brought together, never replaced unseen."""

import re

import pytest

from collab import db
from collab.projects import actions, queries
from collab.projects.actions import LONGEST_DRAFT, Draft, DraftElsewhere, Window, Writing
from tests.conftest import Browsers
from tests.support.browser import Browser
from tests.support.cast import Cast

PLAN = "/projects/oppna-dorrar/plan"
NEED = f"{PLAN}/need"
PHONE, DESK = "phone", "desk"


def keep(cast: Cast, source: str, seen: int = 0, *, window: str = PHONE, key: str = "") -> str:
    draft = Draft(source, seen, Window(window, key))
    return actions.keep_draft(cast.project, "need", draft, by=cast.culture).draft_key


def kept(cast: Cast) -> str | None:
    return queries.desk_of(cast.culture, cast.project, "need").draft


def shown(page: str, name: str) -> str:
    return re.findall(rf'name="{name}"[^>]* value="([^"]*)"', page)[0]


def save(cast: Cast, source: str, seen: int) -> None:
    actions.write_section(cast.project, "need", Writing(source, seen), by=cast.business)


def test_what_one_types_in_two_windows_becomes_one_draft(cast: Cast) -> None:
    save(cast, "One.\n\nTwo.\n", 0)
    keep(cast, "One on the phone.\n\nTwo.\n", 1)
    keep(cast, "One.\n\nTwo at the desk.\n", 1, window=DESK)
    assert kept(cast) == "One on the phone.\n\nTwo at the desk.\n"


def test_of_two_drafts_that_do_not_become_one_the_second_replaces_nothing(cast: Cast) -> None:
    keep(cast, "ON THE PHONE.")
    with pytest.raises(DraftElsewhere):
        keep(cast, "AT THE DESK.", window=DESK)
    assert kept(cast) == "ON THE PHONE."


def test_a_window_goes_on_with_its_own_draft_though_it_never_heard_that_it_was_kept(cast: Cast) -> None:
    keep(cast, "Half a sen")
    keep(cast, "Half a sentence")
    assert kept(cast) == "Half a sentence"


def test_a_text_that_says_all_that_another_window_typed_takes_its_place(cast: Cast) -> None:
    keep(cast, "Half a sentence")
    keep(cast, "Half a sentence, and the rest.", window=DESK)
    assert kept(cast) == "Half a sentence, and the rest."


def test_a_window_that_has_not_seen_what_was_brought_together_takes_nothing_away(cast: Cast) -> None:
    save(cast, "One.\n\nTwo.\n", 0)
    keep(cast, "One on the phone.\n\nTwo.\n", 1)
    keep(cast, "One.\n\nTwo at the desk.\n", 1, window=DESK)
    keep(cast, "One.\n\nTwo at the desk.\n", 1, window=DESK)
    assert kept(cast) == "One on the phone.\n\nTwo at the desk.\n"


def test_what_a_window_has_seen_it_replaces(cast: Cast) -> None:
    key = keep(cast, "ON THE PHONE.")
    keep(cast, "ON THE PHONE. AT THE DESK.", window=DESK, key=key)
    assert kept(cast) == "ON THE PHONE. AT THE DESK."


def test_a_draft_that_says_what_is_saved_is_no_draft(cast: Cast) -> None:
    save(cast, "Saved", 0)
    key = keep(cast, "Saved, and more", 1)
    keep(cast, "Saved", 1, key=key)
    assert kept(cast) is None


def test_saving_in_one_window_leaves_the_draft_of_another(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    browser.post(f"{NEED}/draft", {"source": "ON THE PHONE.", "version": 0, "window": PHONE})
    browser.post(NEED, {"source": "AT THE DESK.", "version": 0, "window": DESK})
    assert kept(cast) == "ON THE PHONE."
    text = browser.text(PLAN)
    assert "You have a draft from" in text
    assert "and have saved the section yourself since, in another window" in text
    assert "somebody has saved the section" not in text
    text = browser.text(NEED)
    assert "You have saved the section since you began" in text
    assert "Somebody" not in text


def test_a_draft_that_others_have_overtaken_says_so_whoever_saved_last(
    browsers: Browsers, cast: Cast
) -> None:
    browser = browsers(cast.culture)
    browser.post(f"{NEED}/draft", {"source": "ON THE PHONE.", "version": 0, "window": PHONE})
    save(cast, "First", 0)
    db.session.commit()
    browser.post(NEED, {"source": "First. AT THE DESK.", "version": 1, "window": DESK})
    assert "somebody has saved the section since" in browser.text(PLAN)
    (draft,) = queries.drafts_of(cast.culture, cast.project)
    assert (draft.is_overtaken, draft.is_own) == (True, False)
    assert f"Your draft. {cast.business.name.en} saved".casefold() in browser.text(NEED).casefold()


def test_two_texts_of_one_person_are_shown_and_put_after_each_other(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    phone = {"source": "ON THE PHONE.", "version": 0, "window": PHONE}
    desk = {"source": "AT THE DESK.", "version": 0, "window": DESK}
    browser.post(f"{NEED}/draft", phone)
    refused = browser.post(f"{NEED}/draft", desk)
    page = refused.get_data(as_text=True)
    assert refused.status_code == 409
    assert "AT THE DESK.</textarea>" in page
    assert ">ON THE PHONE.</pre>" in page
    assert kept(cast) == "ON THE PHONE."
    added = browser.post(NEED, {**desk, "draft_key": shown(page, "draft_key"), "add": "1"})
    assert added.status_code == 303
    assert kept(cast) == "AT THE DESK.\n\nON THE PHONE."


def test_looking_at_a_text_keeps_it_and_its_reason(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    save(cast, "First", 0)
    db.session.commit()
    looked = browser.post(NEED, {"source": "Second", "version": 1, "reason": "New facts", "preview": "draft"})
    assert looked.status_code == 200
    assert kept(cast) == "Second"
    again = browser.get(NEED).get_data(as_text=True)
    assert "Second</textarea>" in again
    assert shown(again, "reason") == "New facts"


def test_the_live_preview_keeps_nothing_by_itself(browsers: Browsers, cast: Cast) -> None:
    browsers(cast.culture).post(NEED, {"source": "Second", "version": 0, "preview": "1"})
    assert kept(cast) is None


def test_why_something_was_changed_outlives_a_clash(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    save(cast, "Three towns", 0)
    save(cast, "Four towns", 1)
    db.session.commit()
    browser.post(NEED, {"source": "Five towns", "version": 1, "reason": "New count"})
    mark = shown(browser.get(f"{NEED}/join").get_data(as_text=True), "mark")
    browser.post(f"{NEED}/join", {"mark": mark, "clash-0": "mine"})
    assert queries.versions(cast.project, "need")[0].reason == "New count"


def test_what_is_too_long_is_refused_with_how_much_and_nothing_is_cut(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    long = "x" * 50_003 + "END"
    refused = browser.post(NEED, {"source": long, "version": 0})
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert "6 characters too many: at most 50,000 can be saved." in page
    assert "xEND</textarea>" in page
    assert "maxlength" not in re.findall(r'<textarea[^>]*name="source"[^>]*>', page)[0]
    browser.post(f"{NEED}/draft", {"source": long, "version": 0})
    assert kept(cast) == long
    assert browser.post(f"{NEED}/draft", {"source": "x" * (LONGEST_DRAFT + 1)}).status_code == 422


def test_an_emptied_section_is_asked_about_and_keeps_its_way_to_its_versions(
    browsers: Browsers, cast: Cast
) -> None:
    browser = browsers(cast.culture)
    browser.post(NEED, {"source": "First", "version": 0})
    asked = browser.post(NEED, {"source": " ", "version": 1})
    assert asked.status_code == 422
    assert "The section becomes empty" in asked.get_data(as_text=True)
    assert browser.post(NEED, {"source": "", "version": 1, "empty": "1"}).status_code == 303
    for page in (PLAN, NEED):
        assert f'href="{NEED}/versions"' in browser.get(page).get_data(as_text=True)


def test_who_comes_back_to_an_old_draft_learns_who_has_saved_since(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    browser.post(f"{NEED}/draft", {"source": "Half a sen", "version": 0})
    save(cast, "First", 0)
    db.session.commit()
    text = browser.text(NEED)
    assert "Somebody has saved the section since you began" in text
    assert cast.business.name.en in text


def test_a_clash_with_what_one_saved_oneself_says_so(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    for number, text in enumerate(("Three towns", "Four towns")):
        browser.post(NEED, {"source": text, "version": number, "window": PHONE})
    browser.post(NEED, {"source": "Five towns", "version": 1, "window": DESK})
    text = browser.text(f"{NEED}/join")
    assert "yourself, in another window" in text
    assert "What you just wrote" in text


def test_who_has_the_section_open_and_who_types_are_told_apart(browsers: Browsers, cast: Cast) -> None:
    hers, his = browsers(cast.culture), browsers(cast.business)
    hers.post(f"{NEED}/draft")
    assert "has the section open." in his.text(NEED)
    hers.post(f"{NEED}/draft", {"typing": "1"})
    assert "is writing here now, too." in his.text(NEED)
    hers.post(f"{NEED}/draft", {"gone": "1"})
    assert queries.desk_of(cast.business, cast.project, "need").others == ()


def test_who_goes_leaves_the_draft(browsers: Browsers, cast: Cast) -> None:
    browser: Browser = browsers(cast.culture)
    browser.post(f"{NEED}/draft", {"source": "Half a sen", "version": 0})
    browser.post(f"{NEED}/draft", {"gone": "1"})
    assert kept(cast) == "Half a sen"


def test_home_says_where_a_draft_waits_and_whether_somebody_has_saved_since(
    browsers: Browsers, cast: Cast
) -> None:
    browser = browsers(cast.culture)
    browser.post(f"{NEED}/draft", {"source": "Half a sen", "version": 0})
    assert "Save your draft: Need" in browser.text("/home")
    assert "Nobody else sees it yet." in browser.text("/home")
    save(cast, "First", 0)
    db.session.commit()
    assert "Somebody has saved the section since." in browser.text("/home")
    assert "Save your draft" not in browsers(cast.business).text("/home")


def test_two_texts_that_are_too_long_together_are_refused_and_what_was_typed_stays(
    browsers: Browsers, cast: Cast
) -> None:
    save(cast, "Top.\n\nEnd.\n", 0)
    save(cast, f"{'Theirs. ' * 4000}\n\nEnd.\n", 1)
    db.session.commit()
    mine = f"Top.\n\n{'Mine. ' * 5000}\n"
    answer = browsers(cast.culture).post(NEED, {"source": mine, "version": 1})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "The section would have 62,0" in page
    assert "Mine. Mine." in page
    assert queries.get_section(cast.project, "need").version == 2


@pytest.mark.parametrize("fields", [{"preview": "draft"}, {"add": "1"}])
def test_a_draft_that_is_too_long_is_kept_by_no_other_button_either(
    fields: dict[str, str], browsers: Browsers, cast: Cast
) -> None:
    sent = {"source": "x" * (LONGEST_DRAFT + 1), "version": 0, **fields}
    page = browsers(cast.culture).post(NEED, sent)
    assert page.status_code == 409
    assert "A draft can have 200,000 characters. Shorten the text." in page.get_data(as_text=True)
    assert kept(cast) is None


def left(source: str, seen: int) -> Draft:
    return Draft(source, seen, Window(PHONE), is_left=True)


def test_what_a_closed_page_sent_late_never_covers_what_is_saved_after_it(cast: Cast) -> None:
    save(cast, "Saved.\n", 0)
    actions.keep_draft(
        cast.project, "need", left("Older, from before the page was loaded anew.\n", 1), by=cast.culture
    )
    assert kept(cast) == "Older, from before the page was loaded anew.\n"
    newer = Writing("Newer.\n", 1, window=Window(DESK))
    actions.write_section(cast.project, "need", newer, by=cast.culture)
    assert kept(cast) is None


def test_an_emptied_field_is_no_draft(cast: Cast) -> None:
    save(cast, "Saved.\n", 0)
    key = keep(cast, "Typed.\n", 1)
    keep(cast, " \n", 1, key=key)
    assert kept(cast) is None
    assert queries.text_to_write(cast.project, queries.get_section(cast.project, "need")) == "Saved.\n"
    keep(cast, "Typed again.\n", 1)
    assert kept(cast) == "Typed again.\n"


def test_all_who_saved_meanwhile_are_named_beside_their_text(browsers: Browsers, cast: Cast) -> None:
    save(cast, "Three towns.\n\nA.\n", 0)
    save(cast, "Four towns.\n\nA.\n", 1)
    actions.write_section(cast.project, "need", Writing("Four towns.\n\nB.\n", 2), by=cast.tourism)
    db.session.commit()
    browser = browsers(cast.culture)
    assert browser.post(NEED, {"source": "Five towns.\n\nA.\n", "version": 1}).status_code == 303
    page = browser.text(f"{NEED}/join")
    assert f"{cast.business.name.en} and {cast.tourism.name.en} saved" in page
