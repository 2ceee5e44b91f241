"""Reading updates: what a page shows, in how many statements."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import event, select

from collab import clock, db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.files.actions import Description
from collab.programmes import queries as programmes
from collab.programmes.models import ProgrammeState
from collab.projects.models import Status
from collab.updates import actions, policy, queries
from collab.updates.content import Content, Shown
from collab.updates.models import Kind, Update, Visibility
from collab.updates.queries import Said, Week
from tests.support.cast import Cast
from tests.updates.written import WHOLE, a_draft, a_picture, a_post, on


@contextmanager
def counted() -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(db.engine(), "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine(), "before_cursor_execute", note)


def rich(cast: Cast, number: int) -> Update:
    """An update with a picture, a goal and two answers."""
    shown = Shown(a_picture(cast.culture, f"p{number}"), Description("A wall", caption="Osby"))
    content = replace(WHOLE, pictures=(shown,), goals=tuple(programmes.goals(cast.programme.id)))
    update = a_post(cast.project, cast.culture, content, at=on(5, number))
    for who in (cast.business, cast.facilitator):
        actions.comment(update, "Well done", by=who)
    return update


def test_a_card_says_who_wrote_what_and_what_was_answered(cast: Cast) -> None:
    rich(cast, 2)
    (card,) = queries.latest(cast.project, cast.other)
    assert card.author == queries.Author(cast.culture.name, "Kr", "culture")
    assert (card.status, card.html, card.next_step) == (
        Status.AT_RISK, "<p>The jury is <strong>done</strong>.</p>\n", "Write to the five",
    )  # fmt: skip
    assert ([p.alternative for p in card.pictures], [p.caption for p in card.pictures]) == (
        ["A wall"],
        ["Osby"],
    )
    assert ([str(goal.en) for goal in card.goals], card.comments) == (["Cooperation"], 2)
    assert (card.project_slug, card.project_title) == ("oppna-dorrar", cast.project.title)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("read", "statements"),
    [
        (lambda cast: queries.latest(cast.project, cast.culture, 10), 2),
        (lambda cast: queries.page(cast.project, cast.other).cards, 2),
        (lambda cast: queries.drafts_of(cast.culture, cast.project), 1),
        (lambda cast: list(queries.weeks(cast.programme).values()), 1),
    ],
    ids=["latest", "page", "drafts", "weeks"],
)
def test_lists_take_the_same_few_statements_however_long(
    cast: Cast, rows: int, read: Callable[[Cast], list[Any]], statements: int
) -> None:
    for number in range(1, rows + 1):
        rich(cast, number)
        actions.begin(cast.project, f"draft {number}", by=cast.culture)
    db.session.flush()
    programmes.goal_names(cast.programme.id)
    with counted() as made:
        found = read(cast)
    assert (bool(found), len(made)) == (True, statements), made


@pytest.mark.parametrize("rows", [1, 3])
def test_comments_take_one_statement(cast: Cast, rows: int) -> None:
    update = a_post(cast.project, cast.culture)
    for number in range(rows):
        actions.comment(update, f"Answer {number}", by=cast.business, at=on(5, 12, number))
    db.session.flush()
    with counted() as made:
        found = queries.comments(update, viewer=cast.culture)
    assert ([a.html for a in found], len(made)) == ([f"<p>Answer {n}</p>\n" for n in range(rows)], 1)


def test_cards_are_given_of_what_the_viewer_may_read(cast: Cast) -> None:
    keys = {v: a_post(cast.project, cast.culture, visibility=v).key for v in Visibility}
    keys |= {"draft": a_draft(cast.project, cast.culture).key}
    db.session.flush()
    programmes.goal_names(cast.programme.id)
    with counted() as made:
        found = queries.cards_of(list(keys.values()), cast.other)
    assert (set(found), len(made)) == ({keys[Visibility.PUBLIC], keys[Visibility.PROGRAMME]}, 2)
    assert queries.cards_of([], cast.other) == {}


def test_what_is_dated_ahead_waits_for_its_moment(cast: Cast) -> None:
    ahead = a_post(cast.project, cast.culture, visibility=Visibility.PUBLIC, at=on(5, 16))
    said = actions.comment(ahead, "Already?", by=cast.culture, at=on(5, 17))
    db.session.flush()

    def seen_by(person: Person | None) -> tuple[int, int, int]:
        readable = db.session.scalars(select(Update.id).where(policy.visible_to(person))).all()
        assert (ahead.id in readable) == policy.read(person, ahead)
        cards = queries.latest(cast.project, person)
        return len(readable), len(cards), sum(card.comments for card in cards)

    assert [seen_by(who) for who in (cast.culture, cast.business, None)] == [(1, 0, 0), (0, 0, 0), (0, 0, 0)]
    with clock.at(on(5, 16, 12)):
        assert [seen_by(who) for who in (cast.business, None)] == [(1, 1, 0), (1, 1, 0)]
        assert (queries.comments(ahead, viewer=cast.culture), policy.read_comment(cast.business, said)) == (
            [],
            False,
        )
    with clock.at(on(5, 17, 12)):
        assert (seen_by(cast.business), len(queries.comments(ahead, viewer=cast.culture))) == ((1, 1, 1), 1)


def test_lists_hold_what_the_viewer_may_read_newest_first(cast: Cast) -> None:
    keys = {
        v: a_post(cast.project, cast.culture, visibility=v, at=on(5, n)).key
        for n, v in enumerate(Visibility, 1)
    }
    a_draft(cast.project, cast.culture)
    actions.withdraw(a_post(cast.project, cast.culture), by=cast.culture)
    everything = [keys[Visibility.PUBLIC], keys[Visibility.PROGRAMME], keys[Visibility.TEAM]]
    seen = {
        name: [card.key for card in queries.latest(cast.project, who)]
        for name, who in {"team": cast.business, "leader": cast.facilitator, "other": cast.other,
                          "outsider": cast.outsider, "visitor": None}.items()
    }  # fmt: skip
    assert seen == {
        "team": everything,
        "leader": everything,
        "other": everything[:2],
        "outsider": everything[:1],
        "visitor": everything[:1],
    }


def test_pages_follow_each_other_without_losing_any(cast: Cast) -> None:
    keys = [a_post(cast.project, cast.culture, at=on(5, 1)).key for _ in range(queries.cards.PER_PAGE + 3)]
    first = queries.page(cast.project, cast.other)
    assert first.older is not None
    second = queries.page(cast.project, cast.other, first.older)
    assert [c.key for c in first.cards + second.cards] == keys[::-1]
    assert (len(first.cards), second.older) == (queries.cards.PER_PAGE, None)


def test_a_page_cannot_be_asked_for_from_what_the_project_has_not_posted(cast: Cast) -> None:
    elsewhere, draft = a_post(cast.other_project, cast.other), a_draft(cast.project, cast.culture)
    for key in (elsewhere.key, draft.key, "nothing"):
        with pytest.raises(NotFound):
            queries.page(cast.project, cast.other, key)


def test_drafts_are_listed_for_their_author_the_latest_first(cast: Cast) -> None:
    draft = a_draft(cast.project, cast.culture, Content(text="Half a", next_step="Go on"))
    (found,) = queries.drafts_of(cast.culture, cast.project)
    begun = draft.key, "oppna-dorrar", cast.project.title, "<p>Half a</p>\n", draft.saved_at
    assert found == queries.Draft(*begun, text="Half a", next_step="Go on")
    assert queries.drafts_of(cast.culture, cast.other_project) == []
    assert queries.drafts_of(cast.business, cast.project) == []


def test_a_draft_waits_for_its_author_while_the_author_may_post_it(cast: Cast) -> None:
    a_draft(cast.other_project, cast.culture)
    draft = a_draft(cast.project, cast.culture)
    assert [found.key for found in queries.drafts_waiting_for(cast.culture)] == [draft.key]
    cast.programme.state = ProgrammeState.ARCHIVED
    assert queries.drafts_waiting_for(cast.culture) == []


def test_an_update_is_not_found_by_those_who_may_not_read_it(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture, visibility=Visibility.TEAM)
    assert queries.get_update(update.key, viewer=cast.business) is update
    for viewer in (cast.other, None):
        with pytest.raises(NotFound):
            queries.get_update(update.key, viewer=viewer)


def test_a_picture_is_found_in_its_own_update_only(cast: Cast) -> None:
    update, bare = rich(cast, 1), a_post(cast.project, cast.culture)
    assert queries.get_picture(update, "p1").key == "p1"
    with pytest.raises(NotFound):
        queries.get_picture(bare, "p1")


def test_a_week_says_what_its_last_update_said(cast: Cast) -> None:
    a_post(cast.other_project, cast.other, at=on(1, 30))
    stuck = a_post(cast.other_project, cast.other, replace(WHOLE, status=Status.STUCK), at=on(2, 1))
    question = replace(WHOLE, kind=Kind.QUESTION, status=None)
    posts = [
        a_post(cast.project, cast.culture, content, Visibility.TEAM, on(5, day, hour))
        for day, hour, content in (
            (8, 23, replace(WHOLE, status=Status.STUCK)),
            (14, 22, WHOLE),
            (14, 23, question),
            (15, 8, question),
        )
    ]
    assert queries.weeks(cast.programme) == {
        cast.project.id: {
            Week(2017, 19): Said(Status.AT_RISK, posts[1].key),
            Week(2017, 20): Said(None, posts[3].key),
        },
        cast.other_project.id: {Week(2017, 5): Said(Status.STUCK, stuck.key)},
    }


def test_weeks_are_counted_as_swedish_calendars_do() -> None:
    days = [date(2017, 1, 1), date(2017, 1, 2), on(5, 15, 0)]
    assert [queries.week_of(day) for day in days] == [Week(2016, 52), Week(2017, 1), Week(2017, 20)]
