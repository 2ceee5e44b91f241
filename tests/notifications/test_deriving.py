"""Each row of the record gives its notices once, to those whom it concerns."""

from datetime import timedelta

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import func, select

from collab import clock, db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Activity, Verb
from collab.notifications import actions, deriving, queries, rhythm
from collab.notifications.audiences import TOLD
from collab.notifications.kinds import Kind, Pace
from collab.notifications.models import Notice
from collab.notifications.rhythm import Quiet
from collab.updates import actions as updates
from collab.updates.models import Kind as UpdateKind
from collab.updates.models import Visibility
from tests.notifications.telling import derived, known_update, open_all, told
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.support.together import AT_ONCE, together
from tests.updates.written import WHOLE, a_post, on, with_visibility


def test_every_verb_is_decided() -> None:
    assert set(TOLD) == set(Verb)


def test_the_team_is_told_of_an_update_and_not_its_author_nor_anybody_else(cast: Cast) -> None:
    a_post(cast.project, cast.culture)
    derived()
    team = (cast.business, cast.tourism, cast.second)
    assert [told(person) for person in team] == [[(Kind.PROJECT, "update-posted")]] * 3
    others = (cast.culture, cast.other, cast.facilitator, cast.organiser, cast.outsider)
    assert [told(person) for person in others] == [[]] * 5


def test_a_question_asks_those_who_facilitate_and_the_team_that_asks_is_told_of_it(cast: Cast) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, kind=UpdateKind.QUESTION))
    derived()
    asked = (cast.facilitator, cast.colleague)
    assert [told(person) for person in asked] == [[(Kind.QUESTION, "update-posted")]] * 2
    assert told(cast.business) == [(Kind.PROJECT, "update-posted")]
    assert told(cast.organiser) == []


def test_who_is_mentioned_who_is_answered_and_the_team_are_each_told_why(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "@facilitator, how?", by=cast.business)
    derived()
    why = {p.handle: told(p) for p in (cast.facilitator, cast.culture, cast.tourism, cast.business)}
    assert why == {
        "facilitator": [(Kind.MENTION, "commented")],
        "culture": [(Kind.ANSWER, "commented")],
        "tourism": [(Kind.PROJECT, "commented")],
        "business": [],
    }


def test_who_has_commented_before_is_told_of_the_next_comment(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "How?", by=cast.other)
    updates.comment(update, "So.", by=cast.culture)
    derived()
    assert told(cast.other) == [(Kind.ANSWER, "commented")]


def test_what_is_new_of_the_same_thing_joins_the_unopened_item(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    for text in ("One", "Two", "Three"):
        updates.comment(update, text, by=cast.business)
    derived()
    (item,) = queries.page(cast.culture).items
    newest = db.session.scalar(select(func.max(Activity.id)))
    assert (item.more, item.event.id) == (2, newest)


def test_what_presses_less_does_not_take_the_place_of_what_presses_more(cast: Cast) -> None:
    update = known_update(cast.project, cast.business)
    mention = updates.comment(update, "@tourism?", by=cast.culture)
    updates.comment(update, "Yes.", by=cast.business)
    derived()
    (item,) = queries.page(cast.tourism).items
    assert (item.kind, item.more) == (Kind.MENTION, 1)
    assert item.event.values == {"key": update.key, "_anchor": f"comment-{mention.key}"}


def test_after_it_was_opened_what_is_new_is_an_item_of_its_own(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "One", by=cast.business)
    derived()
    open_all(cast.culture)
    updates.comment(update, "Two", by=cast.business)
    derived()
    assert [item.is_unread for item in queries.page(cast.culture).items] == [True, False]


def test_a_row_gives_its_notices_once_though_several_workers_look_at_once(cast: Cast, site: Flask) -> None:
    for person in (cast.culture, cast.business, cast.tourism):
        a_post(cast.project, person)
    db.session.commit()

    def work(_number: int) -> bool:
        with site.app_context():
            return deriving.derive_next()

    assert sorted(together(work)) == [*[False] * (AT_ONCE - 1), True]
    assert db.session.scalar(select(func.count(Notice.id))) == 3 * 3
    assert set(db.session.scalars(select(Notice.events))) == {1}


@pytest.mark.parametrize("many", [1, 3])
def test_more_rows_that_mention_more_people_take_no_more_statements(cast: Cast, many: int) -> None:
    update = known_update(cast.project, cast.culture)
    named = (cast.culture, cast.other, cast.facilitator)
    for person, other in list(zip((cast.business, cast.tourism, cast.second), named, strict=True))[:many]:
        updates.comment(update, f"@{other.handle}, when?", by=person)
        a_post(cast.project, person)
    db.session.commit()
    assert statements_of(deriving.derive_next) == 20


def test_what_a_worker_left_half_done_is_done_by_the_next(cast: Cast) -> None:
    a_post(cast.project, cast.culture)
    db.session.commit()
    with db.transaction():
        (row,) = deriving.activity.unnoticed(1)
        row.noticed_at = clock.real()
        db.session.flush()
        db.session.rollback()  # as the end of a killed process does
    derived()
    derived()
    assert told(cast.business) == [(Kind.PROJECT, "update-posted")]


def test_what_is_dated_ahead_is_told_on_its_day(cast: Cast) -> None:
    a_post(cast.project, cast.culture, at=on(5, 20))
    derived()
    before = told(cast.business)
    with clock.at(on(5, 20, 10)):
        derived()
        assert (before, told(cast.business)) == ([], [(Kind.PROJECT, "update-posted")])


def test_what_is_no_news_any_more_is_told_to_nobody(cast: Cast) -> None:
    a_post(cast.project, cast.culture, at=clock.now() - rhythm.NEWS - timedelta(hours=1))
    derived()
    assert told(cast.business) == []


def test_what_came_in_with_the_programme_is_shown_and_not_mailed(cast: Cast) -> None:
    a_post(cast.project, cast.culture, at=on(5, 12))
    activity.record(Verb.PROGRAMME_IMPORTED, cast.programme, by=None)
    a_post(cast.project, cast.tourism)
    derived()
    due = {n.activity.by_id: n.mail_due_at is not None for n in _notices_of(cast)}
    assert due == {cast.culture.id: False, cast.tourism.id: True}


def test_what_is_new_of_something_that_came_in_with_the_programme_is_mailed(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture, at=on(5, 12))
    activity.record(Verb.PROGRAMME_IMPORTED, cast.programme, by=None)
    derived()
    updates.comment(update, "When?", by=cast.tourism)
    derived()
    (notice,) = _notices_of(cast)
    assert (notice.events, notice.mail_due_at) == (2, on(5, 22, 7))


def test_what_happens_here_is_mailed_though_the_day_was_moved_back_before_it(cast: Cast) -> None:
    activity.record(Verb.PROGRAMME_IMPORTED, cast.programme, by=None)
    db.session.commit()
    with clock.at(on(5, 14)):
        a_post(cast.project, cast.tourism)
        derived()
        assert [n.mail_due_at for n in _notices_of(cast)] == [on(5, 15, 7)]


def _notices_of(cast: Cast) -> list[Notice]:
    return list(db.session.scalars(select(Notice).where(Notice.person_id == cast.business.id)))


def test_a_muted_project_is_silent_but_for_what_needs_an_answer(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    actions.choose({}, Quiet(), {cast.project.id: Pace.NEVER}, by=cast.business)
    a_post(cast.project, cast.culture)
    derived()
    silent = told(cast.business)
    updates.comment(update, "@business, when?", by=cast.culture)
    derived()
    assert (silent, told(cast.business)) == ([], [(Kind.MENTION, "commented")])


def _unopened(person: Person) -> int:
    return db.session.scalar(select(queries.unopened(person.id))) or 0


def test_what_was_told_and_may_not_be_known_any_more_is_not_counted_as_unread(cast: Cast) -> None:
    taken_back, narrowed, kept = (a_post(cast.project, cast.culture) for _ in range(3))
    for update in (taken_back, narrowed, kept):
        updates.comment(update, "@other, @business?", by=cast.culture)
    derived()
    assert (_unopened(cast.other), _unopened(cast.business)) == (3, 3)
    updates.withdraw(taken_back, by=cast.culture)
    updates.publish(narrowed, with_visibility(WHOLE, Visibility.TEAM), by=cast.culture)
    derived()
    assert (_unopened(cast.other), _unopened(cast.business)) == (1, 2)
