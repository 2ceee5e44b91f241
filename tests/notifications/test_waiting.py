"""What waits to be mailed of a thing goes on waiting, whatever else becomes of the thing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.forming import actions as forming
from collab.notifications import actions
from collab.notifications.kinds import Kind, Pace
from collab.notifications.models import Notice
from collab.notifications.rhythm import Quiet
from collab.teams.models import Team
from collab.updates import actions as updates
from collab.updates.models import Comment, Update
from tests.notifications.telling import derived, known_update, long_ago, mailed, to
from tests.support.cast import Cast
from tests.updates.written import on

Deed = Callable[[Update], object]


def all_at(pace: Pace, by: Person, **others: Pace) -> None:
    """Let a person hear of everything at that pace, but of the kinds that are named."""
    own = {Kind(kind): other for kind, other in others.items()}
    actions.choose(dict.fromkeys(Kind, pace) | own, Quiet(), by=by)
    db.session.commit()


def says(text: str, by: Person) -> Deed:
    return lambda update: updates.comment(update, text, by=by)


def takes_back(text: str) -> Deed:
    def deed(update: Update) -> None:
        said = select(Comment).where(Comment.update == update, Comment.text == text)
        comment = db.session.scalars(said).one()
        updates.withdraw_comment(comment, by=comment.author)

    return deed


def closes(team: Team, by: Person) -> Deed:
    return lambda _update: forming.set_open(team, is_open=not team.is_open, by=by)


def mails_after(update: Update, reader: Person, *steps: tuple[int, float, Deed | None]) -> list[int]:
    """How many mails the reader has had after each step: a day and hour of May, and a deed, if any."""
    counts = []
    for day, hour, deed in steps:
        with clock.at(on(5, day, 0) + timedelta(hours=hour)):
            if deed is not None:
                deed(db.session.get_one(Update, update.id))
            derived()
            counts.append(len(to(reader, mailed())))
    return counts


def commented(cast: Cast, reader: Person) -> Update:
    """An update that the reader has commented long ago."""
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "I wonder.", by=reader)
    long_ago()
    return update


def test_a_change_of_the_team_cancels_no_mail_to_those_who_never_were_in_it(cast: Cast) -> None:
    all_at(Pace.AT_ONCE, cast.other)
    first, second = says("One", cast.business), says("Two", cast.business)
    deed = closes(cast.team, cast.culture)
    steps = (15, 10, first), (15, 12, second), (15, 13, deed), (16, 11, None)
    assert mails_after(commented(cast, cast.other), cast.other, *steps) == [1, 1, 1, 2]


def test_a_second_mention_is_mailed_though_the_team_changes_before(cast: Cast) -> None:
    update, asks = known_update(cast.project, cast.culture), says("@facilitator?", cast.business)
    steps = (15, 10, asks), (15, 10.08, asks), (15, 10.1, closes(cast.team, cast.culture)), (15, 12, None)
    assert mails_after(update, cast.facilitator, *steps) == [1, 1, 1, 2]


@pytest.mark.parametrize(("text", "count"), [("Three", 2), ("Two", 1)])
def test_who_takes_back_a_comment_cancels_no_mail_about_another(cast: Cast, text: str, count: int) -> None:
    all_at(Pace.AT_ONCE, cast.other)
    said = [text] if text == "Two" else ["Two", "Three"]
    steps = [(15, 12, says(one, cast.business)) for one in said]
    counts = mails_after(
        commented(cast, cast.other),
        cast.other,
        (15, 10, says("One", cast.business)),
        *steps,
        (15, 13, takes_back(text)),
        (16, 13, None),
    )
    assert (counts[-2:], _counted(cast.other)) == ([1, count], (count, count))


def _counted(person: Person) -> tuple[int, int]:
    """How many events the item of the person has, and how many of them mail has told of."""
    row = db.session.execute(
        select(Notice.events, Notice.events_mailed).where(Notice.person_id == person.id)
    ).one()
    return row.events, row.events_mailed


def test_what_was_mailed_is_not_mailed_again_when_what_pressed_more_is_taken_back(cast: Cast) -> None:
    all_at(Pace.AT_ONCE, cast.other)
    steps = (
        (15, 10, says("One", cast.business)),
        (15, 21, says("@other, two", cast.business)),
        (15, 22, takes_back("@other, two")),
        (17, 10, None),
    )
    assert mails_after(commented(cast, cast.other), cast.other, *steps) == [1, 1, 1, 1]
