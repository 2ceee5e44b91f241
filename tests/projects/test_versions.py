"""A section's versions: nothing is overwritten, two become one, any one comes back to the letter."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.activity.models import Activity, Verb
from collab.errors import RuleViolation
from collab.projects import actions, queries
from collab.projects.actions import Clashing, Definition, Draft, Window, Writing
from collab.projects.models import PlanText, PlanVersion, PlanWriting
from collab.text import Localised
from tests.conftest import Browsers
from tests.support.cast import Cast

PROJECT = "/projects/oppna-dorrar"
NEED = f"{PROJECT}/plan/need"


def saved() -> list[str]:
    return list(db.session.scalars(select(PlanVersion.source).order_by(PlanVersion.number)))


def write(cast: Cast, source: str, seen: int, *, by: Person, reason: str = "") -> PlanVersion | None:
    return actions.write_section(cast.project, "need", Writing(source, seen, reason), by=by)


def test_each_save_is_a_version_with_its_safe_html_and_its_words(cast: Cast) -> None:
    source = "**Why** <script>alert(1)</script>"
    made = write(cast, source, 0, by=cast.culture, reason="To begin")
    assert made is not None
    assert (made.number, made.words, made.by, made.reason) == (1, 2, cast.culture, "To begin")
    assert made.html == "<p><strong>Why</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
    assert (made.text.source, made.text.html, made.text.edited_by) == (source, made.html, cast.culture)
    recorded = db.session.scalars(select(Activity)).one()
    assert (recorded.verb, recorded.subject_kind, recorded.by_id) == (
        Verb.PLAN_EDITED,
        "plan_text",
        cast.culture.id,
    )


def test_what_two_wrote_in_different_places_is_brought_together(cast: Cast) -> None:
    write(cast, "One.\n\nTwo.\n", 0, by=cast.culture)
    write(cast, "One and a half.\n\nTwo.\n", 1, by=cast.business)
    made = write(cast, "One.\n\nTwo, too.\n", 1, by=cast.tourism)
    assert made is not None
    assert (made.source, made.merged_with, made.number) == ("One and a half.\n\nTwo, too.\n", 2, 3)


def test_where_both_changed_the_same_words_nothing_is_saved(cast: Cast) -> None:
    write(cast, "Three towns", 0, by=cast.culture)
    write(cast, "Four towns", 1, by=cast.business)
    with pytest.raises(Clashing):
        write(cast, "Five towns", 1, by=cast.culture)
    assert saved() == ["Three towns", "Four towns"]


def test_a_text_that_another_release_saved_without_a_version_is_kept_as_one(cast: Cast) -> None:
    write(cast, "First", 0, by=cast.culture)
    text = db.session.scalars(select(PlanText)).one()
    text.source, text.version = "Second", 2
    with pytest.raises(Clashing):
        write(cast, "Third", 1, by=cast.culture)
    write(cast, "Third", 2, by=cast.culture)
    assert saved() == ["First", "Second", "Third"]


def test_the_same_text_again_is_no_version(cast: Cast) -> None:
    write(cast, "First", 0, by=cast.culture)
    assert write(cast, "First", 1, by=cast.business) is None
    assert saved() == ["First"]


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), min_size=2, max_size=4
    )
)
def test_a_restored_version_is_the_exact_text(cast: Cast, texts: list[str]) -> None:
    with db.session.begin_nested() as tried:
        for text in texts:
            now = queries.plan_section(cast.project, "need")
            held = db.session.scalars(select(PlanText).where(PlanText.section_id == now.id)).first()
            actions.write_section(
                cast.project, "need", Writing(text, seen=held.version if held else 0), by=cast.culture
            )
        first = queries.get_version(cast.project, "need", 1)
        again = actions.restore(first, by=cast.business)
        db.session.flush()
        assert first.text.source == texts[0]
        assert again is None or (again.source, again.restored_from) == (texts[0], 1)
        tried.rollback()


def test_a_plan_is_read_under_its_name_as_it_was(cast: Cast) -> None:
    with pytest.raises(RuleViolation, match="Ingenting är skrivet"):
        actions.name_plan(cast.project, "Sent to the board", by=cast.culture)
    write(cast, "First", 0, by=cast.culture)
    named = actions.name_plan(cast.project, "Sent to the board", by=cast.culture)
    write(cast, "Second", 1, by=cast.culture)
    assert [version.source for version in named.versions] == ["First"]
    with pytest.raises(RuleViolation, match="heter redan så"):
        actions.name_plan(cast.project, "Sent to the board", by=cast.business)


def test_a_plan_with_a_name_keeps_what_its_sections_were_called_and_how_they_stood(
    browsers: Browsers, cast: Cast
) -> None:
    write(cast, "First", 0, by=cast.culture)
    actions.write_section(cast.project, "idea", Writing("Second", 0), by=cast.culture)
    named = actions.name_plan(cast.project, "Sent to the board", by=cast.culture)
    need = queries.plan_section(cast.project, "need")
    asked = Definition(Localised("Varför", "Why"), need.guidance, need.example, 10, 20, by_goal=False)
    seen = Definition.of(need)
    actions.define_section(cast.programme, need, asked, seen=seen, by=cast.organiser)
    actions.move_section(cast.programme, need, 1, by=cast.organiser)
    db.session.commit()
    assert [(str(name), version.source) for name, version in named.parts()] == [
        ("Behov", "First"),
        ("Idé", "Second"),
    ]
    page = browsers(cast.facilitator).get(f"{PROJECT}/named-plans/{named.key}").get_data(as_text=True)
    assert re.findall(r"<h2[^>]*>([^<]*)</h2>", page)[:2] == ["Need", "Idea"]


def test_a_plan_that_an_earlier_release_named_is_read_as_its_sections_are_now(cast: Cast) -> None:
    write(cast, "First", 0, by=cast.culture)
    named = actions.name_plan(cast.project, "Sent to the board", by=cast.culture)
    named.headings = None
    assert [version.source for _name, version in named.parts()] == ["First"]


def test_a_draft_is_its_writers_and_gone_once_it_is_saved(cast: Cast) -> None:
    kept = actions.keep_draft(cast.project, "need", Draft("Half a sen", 0), by=cast.culture)
    assert queries.desk_of(cast.culture, cast.project, "need").draft == "Half a sen"
    other = queries.desk_of(cast.business, cast.project, "need")
    assert (other.draft, other.others) == (None, (queries.Other(cast.culture.name, is_typing=True),))
    seen = Window(seen=kept.draft_key)
    actions.write_section(cast.project, "need", Writing("Half a sentence", 0, window=seen), by=cast.culture)
    assert db.session.scalars(select(PlanWriting)).all() == []


def test_who_has_gone_is_at_the_section_no_longer(cast: Cast) -> None:
    writing = actions.be_at(cast.project, "need", by=cast.culture)
    writing.seen_at -= 2 * queries.PRESENT
    assert queries.desk_of(cast.business, cast.project, "need").others == ()


def test_the_page_of_two_texts_lets_one_choose_and_saves_it(browsers: Browsers, cast: Cast) -> None:
    hers, his = browsers(cast.culture), browsers(cast.business)
    hers.post(NEED, {"source": "Three towns\r\n\r\nA park", "version": 0})
    hers.post(NEED, {"source": "Four towns\r\n\r\nA park", "version": 1})
    sent = his.post(NEED, {"source": "Five towns\r\n\r\nA garden", "version": 1})
    assert sent.headers["Location"] == f"{NEED}/join"
    page = his.get(f"{NEED}/join").get_data(as_text=True)
    assert "<p>Five towns</p>" in page
    assert "<p>Four towns</p>" in page
    assert "<p>Three towns</p>" in page.split("Before, it said:")[1]
    mark = {"mark": re.findall(r'name="mark"[^>]* value="([^"]*)"', page)[0]}
    undecided = his.post(f"{NEED}/join", mark)
    assert undecided.status_code == 422
    assert "Choose what is to stand at each place." in undecided.get_data(as_text=True)
    assert saved() == ["Three towns\n\nA park", "Four towns\n\nA park"]
    assert his.post(f"{NEED}/join", {**mark, "clash-0": "mine"}).status_code == 303
    assert saved()[-1] == "Five towns\n\nA garden"
    assert his.get(f"{NEED}/join").status_code == 303


def test_both_texts_can_be_joined_and_written_on(browsers: Browsers, cast: Cast) -> None:
    hers, his = browsers(cast.culture), browsers(cast.business)
    hers.post(NEED, {"source": "Three towns", "version": 0})
    hers.post(NEED, {"source": "Four towns", "version": 1})
    his.post(NEED, {"source": "Five towns", "version": 1})
    two = queries.two_texts(cast.business, cast.project, "need")
    assert two is not None
    his.post(f"{NEED}/join", {"mark": two.mark, "clash-0": "both", "edit": "1"})
    assert "Five towns Four towns</textarea>" in his.get(NEED).get_data(as_text=True)
    assert (
        his.post(NEED, {"source": "Five or four towns", "version": 2}).headers["Location"].endswith("#need")
    )
    assert saved()[-1] == "Five or four towns"


def test_a_choice_between_texts_that_are_others_now_saves_nothing(browsers: Browsers, cast: Cast) -> None:
    hers, his = browsers(cast.culture), browsers(cast.business)
    hers.post(NEED, {"source": "Three towns", "version": 0})
    hers.post(NEED, {"source": "Four towns", "version": 1})
    his.post(NEED, {"source": "Five towns", "version": 1})
    two = queries.two_texts(cast.business, cast.project, "need")
    assert two is not None
    hers.post(NEED, {"source": "Six towns", "version": 2})
    refused = his.post(f"{NEED}/join", {"mark": two.mark, "clash-0": "theirs"})
    assert refused.status_code == 422
    assert "Choose again." in refused.get_data(as_text=True)
    assert saved()[-1] == "Six towns"


def test_a_form_that_does_not_say_what_it_has_seen_overwrites_nothing(browsers: Browsers, cast: Cast) -> None:
    browsers(cast.culture).post(NEED, {"source": "Hers", "version": 0})
    assert browsers(cast.business).post(NEED, {"source": "His"}).headers["Location"].endswith("/join")
    assert saved() == ["Hers"]


def test_what_is_typed_is_kept_offered_again_and_thrown_away(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    assert browser.post(f"{NEED}/draft", {"source": "Half a sen", "version": 0}).status_code == 303
    text = browser.text(NEED)
    assert "Draft saved 09:00" in text
    assert "Half a sen" in text
    assert "You have a draft" in browser.text(f"{PROJECT}/plan")
    theirs = browsers(cast.business).text(f"{PROJECT}/plan")
    assert "You have a draft" not in theirs
    assert cast.culture.name.en not in theirs
    assert "Half a sen" not in browsers(cast.business).text(NEED)
    browser.post(f"{NEED}/draft", {"discard": "1"})
    assert "Half a sen" not in browser.text(NEED)


def test_an_old_page_lets_no_version_stand_again_over_what_was_saved_meanwhile(
    browsers: Browsers, cast: Cast
) -> None:
    for number, source in enumerate(("One", "Two", "Three")):
        actions.write_section(cast.project, "need", Writing(source, number), by=cast.business)
    db.session.commit()
    browser = browsers(cast.culture)
    assert f'action="{NEED}/versions/1/restore?seen=3"' in browser.get(f"{NEED}/versions/1").get_data(
        as_text=True
    )
    refused = browser.post(f"{NEED}/versions/1/restore?seen=2", follow_redirects=True)
    assert "The section was saved anew meanwhile." in refused.get_data(as_text=True)
    assert queries.get_section(cast.project, "need").source == "Three"
    browser.post(f"{NEED}/versions/1/restore?seen=3")
    assert queries.get_section(cast.project, "need").source == "One"


def test_two_versions_are_compared_word_by_word_and_one_is_restored(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    for number, text in enumerate(("Three towns", "Four towns", "Four towns and a park")):
        browser.post(NEED, {"source": text, "version": number, "reason": f"Reason {number}"})
    latest = browser.get(f"{NEED}/versions").get_data(as_text=True)
    assert " and a park</ins>" in latest
    assert "Reason 2" in latest
    chosen = browser.get(f"{NEED}/versions?from=1&to=2").get_data(as_text=True)
    assert "Three</del>" in chosen
    assert "Four</ins>" in chosen
    assert "taken away: Three added: Four towns" in browser.text(f"{NEED}/versions?from=1&to=2")
    assert browser.post(f"{NEED}/versions/1/restore").status_code == 303
    assert saved()[-1] == "Three towns"
    assert "Version 1 again" in browser.text(f"{NEED}/versions")
    assert "Three towns" in browser.text(f"{NEED}/versions/4")


def test_a_version_compared_with_itself_says_that_nothing_differs(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    browser.post(NEED, {"source": "Three towns", "version": 0})
    browser.post(NEED, {"source": "Four towns", "version": 1})
    assert "It is the same version twice" in browser.text(f"{NEED}/versions?from=1&to=1")
    assert "First version" in browser.text(f"{NEED}/versions")


def test_what_happened_is_said_at_the_section_where_the_page_lands(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    sent = browser.post(NEED, {"source": "Three towns", "version": 0})
    html = browser.get(sent.headers["Location"].partition("#")[0]).get_data(as_text=True)
    section = html[html.index('id="need"') :]
    assert "The section is saved." in section[: section.index("</section>")]
    assert html.count("The section is saved.") == 1


def test_a_name_is_given_on_a_page_and_the_plan_lists_it(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    browser.post(NEED, {"source": "First", "version": 0})
    refused = browser.post(f"{PROJECT}/named-plans/new", {"name": ""})
    assert refused.status_code == 422
    done = browser.post(f"{PROJECT}/named-plans/new", {"name": "Sent to the board"})
    browser.post(NEED, {"source": "Second", "version": 1})
    assert "First" in browsers(cast.facilitator).text(done.headers["Location"])
    assert "Sent to the board" in browser.text(f"{PROJECT}/plan")


def test_others_read_versions_and_change_nothing(browsers: Browsers, cast: Cast) -> None:
    browsers(cast.culture).post(NEED, {"source": "First", "version": 0})
    reader = browsers(cast.facilitator)
    assert "First" in reader.text(f"{NEED}/versions/1")
    assert reader.post(f"{NEED}/versions/1/restore").status_code == 403
    assert reader.post(f"{NEED}/draft", {"source": "x", "version": 1}).status_code == 403
    assert browsers(cast.outsider).get(f"{NEED}/versions").status_code == 404
