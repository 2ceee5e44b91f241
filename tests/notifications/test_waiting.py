"""What waits to be mailed of a thing goes on waiting, whatever else becomes of the thing."""

import re
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
from collab.reviews import actions as reviews
from collab.reviews.actions import Reply
from collab.reviews.models import AnswerState, Review
from collab.teams.models import Team
from collab.updates import actions as updates
from collab.updates.models import Comment, Update
from tests.conftest import Browsers
from tests.notifications.telling import derived, known_update, long_ago, mailed, open_all, to
from tests.reviews import road
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
        assert comment.author is not None
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


def _kinds(person: Person) -> list[Kind]:
    return list(db.session.scalars(select(Notice.kind).where(Notice.person_id == person.id)))


def test_what_was_mailed_is_not_mailed_again_when_what_pressed_more_is_taken_back(cast: Cast) -> None:
    all_at(Pace.AT_ONCE, cast.other)
    steps = (
        (15, 10, says("One", cast.business)),
        (15, 21, says("@other, two", cast.business)),
        (15, 22, takes_back("@other, two")),
        (17, 10, None),
    )
    assert mails_after(commented(cast, cast.other), cast.other, *steps) == [1, 1, 1, 1]


@pytest.mark.parametrize(("pace", "days"), [(Pace.DAILY, 17), (Pace.WEEKLY, 22)])
def test_what_presses_less_than_what_was_mailed_is_mailed_at_its_own_pace(
    cast: Cast, pace: Pace, days: int
) -> None:
    all_at(pace, cast.culture, mention=Pace.AT_ONCE)
    steps = (
        (15, 10, says("@culture, look", cast.business)),
        (16, 10, says("So.", cast.other)),
        (days, 6.9, None),
        (days, 7, None),
        (29, 10, None),
    )
    update = known_update(cast.project, cast.culture)
    assert mails_after(update, cast.culture, *steps) == [1, 1, 1, 2, 2]
    assert (_kinds(cast.culture), _counted(cast.culture)) == ([Kind.MENTION], (2, 2))


def test_a_letter_counts_beside_what_was_mailed_all_that_was_not(cast: Cast) -> None:
    all_at(Pace.DAILY, cast.culture, mention=Pace.AT_ONCE)
    said = [says(text, cast.business) for text in ("@culture, look", "One", "Two", "@culture, three", "Four")]
    update = known_update(cast.project, cast.culture)
    days = list(zip((15, 16, 16, 18, 19), (10, 10, 11, 10, 10), said, strict=True))
    mails_after(update, cast.culture, *days[:3], (17, 7, None), *days[3:], (20, 7, None))
    subjects = [mail.subject.partition(": ")[2] for mail in to(cast.culture, mailed())]
    counted = [re.findall(r"och (\w+) händelser? till", subject) for subject in subjects]
    assert counted == [[], ["2"], [], ["en"]]


@pytest.mark.parametrize(("opens", "said"), [(True, "svarade på en punkt"), (False, "händelser till")])
def test_who_was_appointed_hears_that_the_team_has_answered(
    cast: Cast, browsers: Browsers, opens: bool, said: str
) -> None:
    review = _appointed(cast)
    if opens:
        browsers(cast.colleague).get(f"/reviews/{review.key}")
    reviews.save_draft(review, road.whole("ready"), by=cast.colleague)
    reviews.submit_review(review, by=cast.colleague)
    reviews.release(cast.project, road.the_round(), by=cast.facilitator)
    derived()
    assert to(cast.colleague, mailed()) == []
    with clock.at(on(5, 17, 10)):
        for point in road.points(review):
            reviews.answer(point, Reply(AnswerState.DONE, "Done so."), by=cast.culture)
        derived()
    with clock.at(on(5, 18, 7)):
        (letter,) = to(cast.colleague, mailed())
        assert said in letter.text


def _appointed(cast: Cast) -> Review:
    """What the colleague is to write, and was told of with the deed."""
    road.hand_in(cast.project, cast.culture)
    long_ago()
    review = reviews.appoint(cast.project, road.the_round(), reviewer=cast.colleague, by=cast.organiser)
    derived()
    return review


def test_a_kind_that_is_not_taken_by_mail_keeps_no_other_back(cast: Cast) -> None:
    all_at(Pace.DAILY, cast.culture, mention=Pace.NEVER)
    update, says_one = known_update(cast.project, cast.culture), says("One", cast.business)
    steps = (15, 10, says_one), (15, 11, says("@culture, two", cast.business)), (16, 7, None)
    assert mails_after(update, cast.culture, *steps) == [0, 0, 1]
    with clock.at(on(5, 16, 8)):
        open_all(cast.culture)
    later = (16, 10, says("@culture, three", cast.business)), (16, 11, says_one), (17, 7, None)
    assert mails_after(update, cast.culture, *later) == [1, 1, 2]
    assert _kinds(cast.culture) == [Kind.MENTION] * 2


def test_what_is_of_a_kind_not_taken_by_mail_alone_is_not_mailed(cast: Cast) -> None:
    all_at(Pace.DAILY, cast.culture, mention=Pace.NEVER)
    update, asks = known_update(cast.project, cast.culture), says("@culture?", cast.business)
    assert mails_after(update, cast.culture, (15, 10, asks), (16, 10, asks), (22, 10, None)) == [0, 0, 0]


def test_what_waits_beside_a_kind_that_is_not_taken_by_mail_follows_a_new_choice(cast: Cast) -> None:
    all_at(Pace.WEEKLY, cast.culture, mention=Pace.NEVER)
    update = known_update(cast.project, cast.culture)
    mails_after(
        update, cast.culture, (15, 10, says("One", cast.business)), (15, 11, says("@culture?", cast.other))
    )
    due = select(Notice.mail_due_at).where(Notice.person_id == cast.culture.id)
    found = []
    with clock.at(on(5, 15, 12)):
        for pace in (Pace.DAILY, Pace.NEVER):
            all_at(pace, cast.culture, mention=Pace.NEVER, reminder=Pace.AT_ONCE)
            found.append(db.session.scalars(due).one())
    assert found == [on(5, 16, 7), None]
