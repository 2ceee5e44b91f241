"""Who is named is told: people, teams, those whom a change names first; nobody of what is not for them."""

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select

from collab import clock, db
from collab.accounts.models import Person
from collab.activity.models import Verb
from collab.forming import actions as forming
from collab.notifications import mailing, queries
from collab.notifications.kinds import Kind
from collab.notifications.models import Notice
from collab.programmes import queries as programmes
from collab.projects.models import Status
from collab.updates import actions as updates
from collab.updates.models import Update, Visibility
from tests.notifications.telling import derived, known_update, leave_the_team, mailed, open_all, told
from tests.support.cast import Cast
from tests.support.post import delivered
from tests.updates.written import WHOLE, a_post, on

TEAM = ("culture", "business", "tourism", "second")


def change(update: Update, by: Person, text: str, day: int, visibility: Visibility) -> None:
    with clock.at(on(5, day)):
        updates.publish(update, replace(WHOLE, text=text, visibility=visibility), by=by)


def heard(cast: Cast) -> dict[str, int]:
    """Handle → how many items tell the person of a mention."""
    rows = db.session.execute(
        select(Person.handle, func.count(Notice.id).label("items"))
        .join(Notice, Notice.person_id == Person.id)
        .where(Notice.kind == Kind.MENTION)
        .group_by(Person.handle)
    )
    return {row.handle: row.items for row in rows}


def test_everybody_in_a_team_that_is_named_is_told(cast: Cast) -> None:
    a_post(cast.other_project, cast.other, replace(WHOLE, text="@sparet, how did you do it?"))
    derived()
    assert [told(getattr(cast, name)) for name in TEAM] == [[(Kind.MENTION, "update-posted")]] * 4
    assert told(cast.facilitator) == []


def test_who_has_left_the_team_by_then_is_not_told(cast: Cast) -> None:
    a_post(cast.other_project, cast.other, replace(WHOLE, text="@sparet, how?"))
    leave_the_team(cast.tourism)
    derived()
    assert heard(cast) == {"culture": 1, "business": 1, "second": 1}


def test_who_leaves_the_team_is_told_no_more_of_what_names_it_by_note_or_queued_mail(cast: Cast) -> None:
    update = known_update(cast.other_project, cast.other)
    updates.comment(update, "@sparet, how did you do it?", by=cast.other)
    derived()
    while mailing.write_next():
        pass
    leave_the_team(cast.tourism)
    sent = {mail.to for mail in delivered() if mail.sent_at}
    assert sent == {getattr(cast, name).email for name in TEAM if name != "tourism"}
    assert (told(cast.tourism), queries.unread(cast.tourism)) == ([], [])
    assert told(cast.business) == [(Kind.MENTION, "commented")]


@pytest.mark.parametrize("texts", [["@sparet and @tourism?"], ["@tourism?", "@sparet?"]])
def test_who_is_named_as_well_is_told_whatever_becomes_of_the_place_in_the_team(
    cast: Cast, texts: list[str]
) -> None:
    update = known_update(cast.other_project, cast.other)
    for text in texts:
        updates.comment(update, text, by=cast.other)
        derived()
    leave_the_team(cast.tourism)
    assert told(cast.tourism) == [(Kind.MENTION, "commented")]
    assert [mail.to for mail in mailed() if mail.to == cast.tourism.email] == [cast.tourism.email]


def test_who_leaves_keeps_the_own_mention_without_what_the_team_was_told_beside_it(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    for text in ("@tourism, look", "Good!", "Well done"):
        updates.comment(update, text, by=cast.business)
    derived()
    assert [item.more for item in queries.page(cast.tourism).items] == [2]
    forming.leave(cast.team, by=programmes.place_of(cast.tourism, cast.programme.id), reason="")
    derived()
    assert [(item.kind, item.more) for item in queries.page(cast.tourism).items] == [(Kind.MENTION, 0)]
    assert [item.more for item in queries.page(cast.second).items if item.event.verb == "commented"] == [2]


def test_a_team_is_told_of_a_comment_that_names_it(cast: Cast) -> None:
    update = known_update(cast.other_project, cast.other)
    updates.comment(update, "@Sparet and @Facilitator, not `@organiser`", by=cast.second)
    derived()
    assert heard(cast) == {"culture": 1, "business": 1, "tourism": 1, "facilitator": 1}


def test_nobody_is_told_of_what_is_for_another_team(cast: Cast) -> None:
    named = replace(WHOLE, text="@sparet @facilitator")
    a_post(cast.other_project, cast.other, named, Visibility.TEAM)
    derived()
    assert heard(cast) == {"facilitator": 1}


def test_whom_a_change_names_is_told_of_it_and_nobody_twice(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture, replace(WHOLE, text="@other"), at=on(5, 14))
    derived()
    open_all(cast.other)
    change(update, cast.culture, "@other @facilitator", 16, Visibility.PROGRAMME)
    change(update, cast.culture, "@facilitator, hello", 17, Visibility.PROGRAMME)
    change(update, cast.culture, "@facilitator, hello @other", 18, Visibility.PROGRAMME)
    with clock.at(on(5, 19)):
        derived()
        assert told(cast.facilitator) == [(Kind.MENTION, "update-edited")]
        assert told(cast.other) == [(Kind.MENTION, "update-posted")]


def test_who_is_named_before_the_worker_looked_is_told_once(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture, at=on(5, 14))
    change(update, cast.culture, "@other", 15, Visibility.PROGRAMME)
    with clock.at(on(5, 16)):
        derived()
        notices = db.session.scalars(select(Notice).where(Notice.person_id == cast.other.id)).all()
        assert [(notice.kind, notice.events) for notice in notices] == [(Kind.MENTION, 1)]


def test_whom_a_text_for_the_team_names_is_told_once_it_is_opened_and_only_then(cast: Cast) -> None:
    named = "@other @business"
    update = a_post(cast.project, cast.culture, replace(WHOLE, text=named), Visibility.TEAM, at=on(5, 14))
    derived()
    assert heard(cast) == {"business": 1}
    open_all(cast.business)
    for day, visibility in ((15, Visibility.PROGRAMME), (16, Visibility.PUBLIC)):
        change(update, cast.culture, named, day, visibility)
        with clock.at(on(5, day, 12)):
            derived()
            assert heard(cast) == {"business": 1, "other": 1}
            open_all(cast.other)
    assert told(cast.other) == [(Kind.MENTION, "update-edited")]


def test_who_is_outside_is_told_once_also_where_the_worker_looks_late(cast: Cast) -> None:
    named = "@other @business"
    update = a_post(cast.project, cast.culture, replace(WHOLE, text=named), Visibility.TEAM, at=on(5, 14))
    change(update, cast.culture, named, 15, Visibility.PROGRAMME)
    with clock.at(on(5, 16)):
        derived()
        notices = db.session.scalars(select(Notice).where(Notice.person_id == cast.other.id)).all()
        assert [(notice.events, notice.activity.verb) for notice in notices] == [(1, Verb.UPDATE_EDITED)]
        assert heard(cast) == {"other": 1, "business": 1}


def test_a_change_of_who_may_read_names_nobody_anew(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture, replace(WHOLE, text="@other"), at=on(5, 14))
    derived()
    open_all(cast.other)
    change(update, cast.culture, "@other", 16, Visibility.PUBLIC)
    with clock.at(on(5, 17)):
        derived()
        assert heard(cast) == {"other": 1}
        updates.publish(
            update, replace(WHOLE, text="@other", status=Status.STUCK), by=cast.culture, at=on(5, 17)
        )
        derived()
        assert heard(cast) == {"other": 1}


def test_a_changed_comment_tells_whom_it_names_first_and_nobody_twice(cast: Cast) -> None:
    update = known_update(cast.other_project, cast.other)
    comment = updates.comment(update, "@culture, how?", by=cast.other)
    derived()
    before = heard(cast)
    open_all(cast.culture)
    with clock.at(on(5, 28)):
        updates.change_comment(comment, "@culture and @business, how?", by=cast.other)
    with clock.at(on(5, 28, 10)):
        derived()
    assert (before, heard(cast)) == (
        {"culture": 1},
        {"culture": 1, "business": 1},
    )


def test_a_comment_taken_back_is_neither_told_nor_mailed(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    comment = updates.comment(update, "@business, a secret", by=cast.other)
    derived()
    while mailing.write_next():
        pass
    updates.withdraw_comment(comment, by=cast.other)
    derived()
    assert ([told(who) for who in (cast.culture, cast.business)], mailed()) == ([[], []], [])


def test_what_was_news_before_a_comment_that_is_taken_back_stays(cast: Cast) -> None:
    update = a_post(cast.project, cast.business, replace(WHOLE, text="@other, have you tried it?"))
    derived()
    answer = updates.comment(update, "@other, I ask as well.", by=cast.culture)
    db.session.commit()
    derived()
    assert told(cast.other) == [(Kind.MENTION, "commented")]
    updates.withdraw_comment(answer, by=cast.culture)
    db.session.commit()
    derived()
    assert told(cast.other) == [(Kind.MENTION, "update-posted")]
    assert db.session.scalars(select(Notice.events).where(Notice.person_id == cast.other.id)).all() == [1]


def test_what_was_read_before_a_comment_that_is_taken_back_is_not_told_again(cast: Cast) -> None:
    update = a_post(cast.project, cast.business, replace(WHOLE, text="@other, have you tried it?"))
    derived()
    open_all(cast.other)
    answer = updates.comment(update, "@other, I ask as well.", by=cast.culture)
    db.session.commit()
    derived()
    updates.withdraw_comment(answer, by=cast.culture)
    db.session.commit()
    derived()
    assert [item.event.verb for item in queries.page(cast.other).items] == ["update-posted"]
    assert [item.is_unread for item in queries.page(cast.other).items] == [False]
