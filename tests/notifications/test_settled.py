"""What is settled waits for nobody and is not mailed; what becomes a question asks."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select

from collab import clock, db
from collab.accounts.models import Person
from collab.contact import actions as contact
from collab.contact.models import View
from collab.notifications.kinds import Kind
from collab.notifications.models import Notice
from collab.updates import actions as updates
from collab.updates.models import Comment, Update, Visibility
from collab.updates.models import Kind as Sort
from tests.conftest import Browsers
from tests.notifications.telling import derived, known_update, long_ago, mailed, open_all, to, told
from tests.support.cast import Cast
from tests.updates.written import WHOLE, a_question, on


def unopened(person: Person) -> list[str]:
    """What the unopened items of a person say."""
    theirs = select(Notice).where(Notice.person_id == person.id, Notice.opened_at.is_(None))
    return [notice.activity.verb.value for notice in db.session.scalars(theirs)]


@pytest.fixture
def view(cast: Cast) -> Iterator[View]:
    """One that came in the quiet hours."""
    with clock.at(on(5, 15, 21)):
        yield contact.receive_view("Where?", programme=cast.programme, email="", language="sv")


@pytest.mark.parametrize("is_noticed", [True, False])
def test_a_view_that_is_answered_waits_for_nobody(cast: Cast, view: View, is_noticed: bool) -> None:
    if is_noticed:
        derived()
        assert unopened(cast.organiser) == ["view-received"]
    contact.answer_view(view, "There.", by=cast.organiser)
    derived()
    assert unopened(cast.organiser) == []
    with clock.at(on(5, 16, 8)):
        assert to(cast.organiser, mailed()) == []


def test_a_view_that_nobody_has_answered_goes_on_waiting(cast: Cast, view: View) -> None:
    other = contact.receive_view("When?", programme=cast.programme, email="", language="sv")
    contact.answer_view(other, "Now.", by=cast.organiser)
    derived()
    with clock.at(on(5, 16, 8)):
        assert (unopened(cast.organiser), len(to(cast.organiser, mailed()))) == (["view-received"], 1)


def answered(cast: Cast) -> Comment:
    """A comment on a question that is known, marked as the answer."""
    question = a_question(cast.project, cast.culture)
    answer = updates.comment(question, "So.", by=cast.other)
    long_ago()
    updates.mark_answer(answer, by=cast.tourism)
    return answer


@pytest.mark.parametrize("is_noticed", [True, False])
def test_a_mark_that_is_taken_back_is_told_no_more(cast: Cast, is_noticed: bool) -> None:
    answer = answered(cast)
    if is_noticed:
        derived()
        assert unopened(cast.other) == ["question-answered"]
    updates.take_mark_back(answer.update, by=cast.tourism)
    derived()
    assert (unopened(cast.other), unopened(cast.culture)) == ([], ["question-reopened"])
    with clock.at(on(5, 16, 8)):
        assert to(cast.other, mailed()) == []


def test_what_was_said_before_a_mark_that_is_taken_back_stays(cast: Cast) -> None:
    answer = answered(cast)
    derived()
    open_all(cast.other)
    with clock.at(clock.now() + timedelta(minutes=1)):
        updates.comment(answer.update, "And so.", by=cast.business)
        updates.mark_answer(updates.comment(answer.update, "Or so.", by=cast.second), by=cast.tourism)
        derived()
        assert unopened(cast.other) == ["question-answered"]
        updates.take_mark_back(answer.update, by=cast.tourism)
        derived()
        assert unopened(cast.other) == ["commented"]
        theirs = Notice.person_id == cast.other.id, Notice.opened_at.is_(None)
        assert db.session.scalars(select(Notice.events).where(*theirs)).all() == [2]
    with clock.at(on(5, 16, 8)):
        (letter,) = to(cast.other, mailed())
        assert "markerade" not in letter.text


def test_an_answer_that_is_marked_again_is_told(cast: Cast) -> None:
    answer = answered(cast)
    updates.take_mark_back(answer.update, by=cast.tourism)
    updates.mark_answer(answer, by=cast.tourism)
    derived()
    assert unopened(cast.other) == ["question-answered"]


def becomes(update: Update, sort: Sort, by: Person, text: str = WHOLE.text) -> None:
    content = replace(WHOLE, kind=sort, text=text, visibility=update.visibility)
    updates.publish(update, content, by=by)
    derived()


def test_an_update_that_becomes_a_question_asks_those_who_facilitate_once(
    cast: Cast, browsers: Browsers
) -> None:
    update = known_update(cast.project, cast.culture)
    becomes(update, Sort.QUESTION, cast.culture)
    becomes(update, Sort.QUESTION, cast.culture, "When, then?")
    asked = (cast.facilitator, cast.colleague)
    assert [told(person) for person in asked] == [[(Kind.QUESTION, "update-edited")]] * 2
    assert (told(cast.business), told(cast.organiser)) == ([], [])
    assert db.session.scalar(select(func.max(Notice.events))) == 1
    assert "asked a question:" in browsers(cast.facilitator).text("/notices")
    with clock.at(on(5, 16, 8)):
        (letter,) = to(cast.facilitator, mailed())
        assert letter.subject.startswith("Kulturchef, Kristianstad ställde en fråga: ")


def test_a_question_that_becomes_another_update_asks_nobody(cast: Cast) -> None:
    question = a_question(cast.project, cast.culture)
    long_ago()
    becomes(question, Sort.SUCCESS, cast.culture)
    assert told(cast.facilitator) == []


def test_what_was_told_the_team_alone_asks_when_it_becomes_a_question(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    update.visibility = Visibility.TEAM
    becomes(update, Sort.QUESTION, cast.culture)
    assert told(cast.facilitator) == [(Kind.QUESTION, "update-edited")]
