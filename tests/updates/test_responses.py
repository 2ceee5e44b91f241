"""What readers leave without writing: words by one press, and that they have opened a page."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from collab import clock, db
from collab.activity.models import Activity
from collab.programmes.models import ProgrammeState
from collab.updates import actions, policy, queries
from collab.updates.models import Comment, Opening, Reaction, Update, Visibility, Word
from collab.updates.views import responding
from collab.web.limits import Limit
from tests.conftest import Browsers
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.support.together import AT_ONCE, together
from tests.updates.test_policy import LEADERS, TEAM, all_states, watchers
from tests.updates.written import a_post


def count_of(model: type[Reaction | Opening]) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def said_at(update: Update, cast: Cast) -> dict[str, dict[str, list[str]]]:
    """By comment's key and word whose it is, as the head of culture reads it."""
    words = queries.responses(update, viewer=cast.culture).words
    return {of: {w.value: [n.en for n in one.names] for w, one in by.items()} for of, by in words.items()}


def test_words_stand_where_they_were_put_in_one_order_with_who_put_them(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture)
    answer = actions.comment(update, "Well done", by=cast.business)
    for word, who in ((Word.THANKS, cast.other), (Word.GOOD, cast.other), (Word.GOOD, cast.business)):
        actions.put_word(update, word, by=who)
    actions.put_word(answer, Word.US_TOO, by=cast.culture)
    heads = ["Head of business, Simrishamn", "Head of business, Karlskrona"]
    assert said_at(update, cast) == {
        queries.OF_UPDATE: {"good": heads, "thanks": heads[:1]},
        answer.key: {"us-too": ["Head of culture, Kristianstad"]},
    }
    assert list(queries.responses(update, viewer=cast.other).words[""]) == [Word.GOOD, Word.THANKS]
    mine = queries.responses(update, viewer=cast.business).words[""]
    assert [one.is_mine for one in mine.values()] == [True, False]


def test_each_word_is_put_once_and_taken_away_alone(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture)
    answer = actions.comment(update, "Well done", by=cast.business)
    for to in (update, answer):
        for word in (Word.GOOD, Word.GOOD, Word.THANKS):
            actions.put_word(to, word, by=cast.other)
    actions.take_word_back(update, Word.GOOD, by=cast.other)
    actions.take_word_back(update, Word.GOOD, by=cast.other)
    head = ["Head of business, Simrishamn"]
    assert said_at(update, cast) == {"": {"thanks": head}, answer.key: {"good": head, "thanks": head}}


@pytest.mark.parametrize("find", [lambda c: c.update, lambda c: c], ids=["update", "comment"])
def test_pressed_twice_at_the_same_moment_is_once(
    cast: Cast, find: Callable[[Comment], Update | Comment], browsers: Browsers
) -> None:
    answer = actions.comment(a_post(cast.project, cast.culture), "Well done", by=cast.business)
    db.session.commit()
    thing, browser = find(answer), browsers(cast.other)
    page = f"/updates/{answer.update.key}"
    fields = {"put": "good", "on": "" if thing is answer.update else answer.key}
    browser.get(page)
    assert set(together(lambda _: browser.post(f"{page}/words", fields).status_code)) == {303}
    assert (count_of(Reaction), AT_ONCE > 1) == (1, True)


def test_a_press_is_not_recorded(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture)
    before = db.session.scalar(select(func.max(Activity.id)))
    actions.put_word(update, Word.GOOD, by=cast.other)
    assert db.session.scalar(select(func.max(Activity.id))) == before


def test_a_press_leads_back_to_where_it_stands_and_the_next_takes_it_away(
    cast: Cast, browsers: Browsers
) -> None:
    update = a_post(cast.project, cast.culture)
    answer = actions.comment(update, "Well done", by=cast.business)
    db.session.commit()
    browser, page = browsers(cast.other), f"/updates/{update.key}"
    went = browser.post(f"{page}/words", {"put": "good", "on": answer.key})
    assert (went.status_code, went.location) == (303, f"{page}#words-{answer.key}")
    html = browser.get(page).get_data(as_text=True)
    others = [("put", word, "false") for word in ("curious", "us-too", "thanks")]
    assert pressed(html, answer.key) == [("away", "good", "true"), *others]
    browser.post(f"{page}/words", {"away": "good", "on": answer.key})
    html = browser.get(page).get_data(as_text=True)
    assert pressed(html, answer.key) == [("put", "good", "false"), *others]


def pressed(html: str, of: str) -> list[tuple[str, str, str]]:
    """The buttons that stand open at a thing: what each does, its word, whether it is pressed."""
    form = re.search(rf'id="words-{of}".*?(<summary>|</form>)', html, re.S)
    return re.findall(r'name="(\w+)" value="([\w-]+)" aria-pressed="(\w+)"', form[0] if form else "")


def test_no_other_word_can_be_put_and_none_at_another_update(cast: Cast, browsers: Browsers) -> None:
    update, other = a_post(cast.project, cast.culture), a_post(cast.project, cast.culture)
    answer = actions.comment(other, "Well done", by=cast.business)
    db.session.commit()
    browser, page = browsers(cast.other), f"/updates/{update.key}/words"
    tries = ({"put": "angry"}, {}, {"put": "good", "on": answer.key})
    assert [browser.post(page, fields).status_code for fields in tries] == [404] * 3
    assert count_of(Reaction) == 0


def test_what_presses_more_than_anybody_does_by_hand_is_refused(
    cast: Cast, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert responding.PRESSES.most == 600
    monkeypatch.setattr(responding, "PRESSES", Limit("press", 1, timedelta(days=1)))
    page = f"/updates/{a_post(cast.project, cast.culture).key}/words"
    db.session.commit()
    first, other = browsers(cast.other), browsers(cast.business)
    pressed = [
        one.post(page, {"put": word}) for one, word in ((first, "good"), (first, "thanks"), (other, "good"))
    ]
    assert [answer.status_code for answer in pressed] == [303, 429, 303]
    assert count_of(Reaction) == 2


def test_the_public_sees_no_reaction_and_no_name(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture, visibility=Visibility.PUBLIC)
    actions.put_word(update, Word.GOOD, by=cast.other)
    db.session.commit()
    pages = [browsers(who).get(f"/updates/{update.key}") for who in (None, cast.outsider, cast.business)]
    assert ["words-" in page.get_data(as_text=True) for page in pages] == [False, False, True]


def test_in_an_archived_programme_reactions_are_read_and_nothing_is_kept(
    cast: Cast, browsers: Browsers
) -> None:
    update = a_post(cast.project, cast.culture)
    actions.put_word(update, Word.GOOD, by=cast.other)
    cast.programme.state = ProgrammeState.ARCHIVED
    db.session.commit()
    html = browsers(cast.business).get(f"/updates/{update.key}").get_data(as_text=True)
    assert (pressed(html, update.key), "Head of business, Simrishamn" in html) == ([], True)
    assert count_of(Opening) == 0


def test_it_is_kept_once_who_has_opened_a_page_and_not_of_its_author(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture)
    db.session.commit()
    page = f"/updates/{update.key}"
    for who in (cast.other, cast.culture, cast.other, cast.facilitator):
        browsers(who).get(page)
    names = queries.responses(update, viewer=cast.culture).openings.values()
    assert [name.en for name in names] == ["Head of business, Simrishamn", "Process leader, Region"]
    assert count_of(Opening) == 2


def test_who_opens_a_public_page_without_a_place_in_the_programme_is_not_kept(
    cast: Cast, browsers: Browsers
) -> None:
    update = a_post(cast.project, cast.culture, visibility=Visibility.PUBLIC)
    db.session.commit()
    for who in (None, cast.outsider):
        browsers(who).get(f"/updates/{update.key}")
    assert count_of(Opening) == 0


@pytest.mark.parametrize("state", ["team", "programme", "public", "withdrawn", "draft"])
def test_who_has_opened_it_is_seen_by_the_team_and_those_who_lead(cast: Cast, state: str) -> None:
    update = all_states(cast)[state]
    seen = {
        name for name, who in watchers(cast).items() if who is not None and policy.see_openings(who, update)
    }
    assert seen == (set() if state in ("withdrawn", "draft") else TEAM | LEADERS)


def test_the_page_says_so_to_the_team_and_to_nobody_else(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture)
    db.session.commit()
    page = f"/updates/{update.key}"
    browsers(cast.other).get(page)
    assert ["Opened by one person" in browsers(who).text(page) for who in (cast.culture, cast.other)] == [
        True,
        False,
    ]


def test_words_and_openings_take_one_statement_however_many(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture)
    answer = actions.comment(update, "Well done", by=cast.business)

    def asked() -> int:
        db.session.flush()
        return statements_of(lambda: queries.responses(update, viewer=cast.culture))

    actions.put_word(update, Word.GOOD, by=cast.other)
    few = asked()
    for who in (cast.business, cast.facilitator, cast.second):
        actions.put_word(answer, Word.GOOD, by=who)
        db.session.add(Opening(update=update, person=who, at=clock.now()))
    assert (few, asked()) == (1, 1)


def test_a_list_says_how_many_reactions_an_update_has(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture)
    answer = actions.comment(update, "Well done", by=cast.business)
    for to in (update, answer):
        actions.put_word(to, Word.GOOD, by=cast.other)
    actions.put_word(update, Word.THANKS, by=cast.other)
    db.session.commit()
    assert "2 reactions" in browsers(cast.business).text("/projects/oppna-dorrar/updates")
