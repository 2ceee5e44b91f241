"""Mail about notices: once, gathered as chosen, nothing opened, nothing that one may not know any more."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from flask import Flask, current_app
from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.forming import actions as forming
from collab.mail.letters import Letter, compose
from collab.mail.models import Mail
from collab.notifications import actions, leaving, mailing, queries
from collab.notifications.kinds import Kind, Pace
from collab.notifications.models import MutedProject, Notice
from collab.notifications.rhythm import Quiet
from collab.programmes import queries as programmes
from collab.updates import actions as updates
from collab.updates.models import Update, Visibility
from collab.web.letters import render
from tests.notifications.telling import derived, known_update, leave_the_team, mailed, open_all, to
from tests.support.cast import Cast
from tests.support.post import delivered
from tests.support.statements import statements_of
from tests.support.together import together
from tests.updates.written import a_post, on


def all_at(pace: Pace, by: Person) -> None:
    actions.choose(dict.fromkeys(Kind, pace), Quiet(), by=by)
    db.session.commit()


def test_who_is_mentioned_is_written_to_at_once_and_once(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "@tourism?", by=cast.business)
    derived()
    (mail,) = to(cast.tourism, mailed())
    assert mail.subject.startswith("Näringslivschef, Karlskrona nämnde dig i en kommentar: Öppna dörrar, ")
    assert [m.id for m in to(cast.tourism, mailed())] == [mail.id]


def test_whoever_is_mentioned_again_is_written_to_again_though_the_first_lies_unopened(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    for text in ("@sparet, look", "@tourism, can you answer this today?"):
        updates.comment(update, text, by=cast.business)
        derived()
        assert len(to(cast.tourism, mailed())) == 1
    for minutes, count in ((9, 1), (10, 2)):
        with clock.at(clock.now() + timedelta(minutes=minutes)):
            assert len(to(cast.tourism, mailed())) == count


def test_a_weekly_digest_says_each_thing_once_and_first_what_needs_an_answer(cast: Cast) -> None:
    all_at(Pace.WEEKLY, cast.tourism)
    update = known_update(cast.project, cast.culture)
    a_post(cast.project, cast.culture)
    for text in ("One", "Two", "@tourism?"):
        updates.comment(update, text, by=cast.business)
    derived()
    assert to(cast.tourism, mailed()) == []
    with clock.at(on(5, 22, 7)):
        (digest,) = to(cast.tourism, mailed())
        assert to(cast.tourism, mailed()) == [digest]
    keys = [item.key for item in queries.page(cast.tourism).items]
    assert sorted(_linked(digest, keys)) == sorted(keys)
    assert _kinds(_linked(digest, keys)) == [Kind.MENTION, Kind.PROJECT]
    assert digest.subject == "Du är nämnd, och en nyhet till: Öppna dörrar"


def _linked(mail: Mail, keys: list[str]) -> list[str]:
    """The keys of notices in the order in which the text links to them."""
    parts = [line.rsplit("/", 1)[-1] for line in mail.text.splitlines() if "/notices/" in line]
    return [part for part in parts if part in keys]


def _kinds(keys: list[str]) -> list[Kind]:
    return [db.session.scalars(select(Notice.kind).where(Notice.key == key)).one() for key in keys]


def test_what_was_opened_is_not_mailed_even_when_the_letter_was_written_before(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "@tourism?", by=cast.business)
    derived()
    assert mailing.write_next()
    open_all(cast.tourism)
    assert to(cast.tourism, mailed()) == []
    assert db.session.scalars(select(Mail).where(Mail.to == cast.tourism.email)).all() == []


def test_who_wants_no_more_mail_gets_not_even_what_was_queued(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "@tourism?", by=cast.business)
    derived()
    assert mailing.write_next()
    actions.take_no_mail(by=cast.tourism)
    assert to(cast.tourism, mailed()) == []


def test_of_a_letter_that_was_queued_what_was_muted_since_is_left_out(cast: Cast) -> None:
    all_at(Pace.AT_ONCE, cast.tourism)
    update = known_update(cast.project, cast.culture)
    a_post(cast.project, cast.culture)
    updates.comment(update, "@tourism?", by=cast.business)
    derived()
    assert mailing.write_next()
    for_the_project(Pace.NEVER, cast)
    (mail,) = to(cast.tourism, mailed())
    keys = [item.key for item in queries.page(cast.tourism).items]
    assert _kinds(_linked(mail, keys)) == [Kind.MENTION]


def test_who_left_the_team_sees_nothing_more_and_gets_not_even_what_was_queued(cast: Cast) -> None:
    all_at(Pace.AT_ONCE, cast.tourism)
    a_post(cast.project, cast.culture, visibility=Visibility.TEAM)
    derived()
    assert mailing.write_next()
    shown = len(queries.page(cast.tourism).items), len(queries.unread(cast.tourism))
    leave_the_team(cast.tourism)
    assert to(cast.tourism, mailed()) == []
    assert (shown, queries.page(cast.tourism).items, queries.unread(cast.tourism)) == ((1, 1), [], [])


@pytest.mark.parametrize("text", ["Well done", "@tourism, well done"])
def test_who_left_gets_no_mail_of_what_is_said_to_the_own_report_but_where_it_names_them(
    cast: Cast, text: str
) -> None:
    update = a_post(cast.project, cast.tourism, visibility=Visibility.PUBLIC)
    updates.comment(update, "I was there", by=cast.tourism)
    mailed()
    forming.leave(cast.team, by=programmes.place_of(cast.tourism, cast.programme.id), reason="")
    updates.comment(update, text, by=cast.other)
    derived()
    assert [mail.to for mail in to(cast.tourism, mailed())] == [cast.tourism.email] * text.startswith("@")
    assert [item.event.verb for item in queries.page(cast.tourism).items][:1] == ["commented"]


def test_who_left_before_the_letter_was_written_gets_none(cast: Cast) -> None:
    all_at(Pace.AT_ONCE, cast.tourism)
    a_post(cast.project, cast.culture, visibility=Visibility.TEAM)
    derived()
    leave_the_team(cast.tourism)
    while mailing.write_next():
        pass
    assert db.session.scalars(select(Mail).where(Mail.to == cast.tourism.email)).all() == []


def test_of_those_whose_letters_are_written_together_each_is_told_what_that_one_may_know(cast: Cast) -> None:
    cast.second.is_site_organiser = True
    people = (cast.business, cast.tourism, cast.second)
    for person in people:
        all_at(Pace.AT_ONCE, person)
    a_post(cast.project, cast.culture, visibility=Visibility.TEAM)
    derived()
    leave_the_team(cast.tourism)
    assert (mailing.write_next(), mailing.write_next()) == (True, False)
    told = {mail.to: mail.values for mail in db.session.scalars(select(Mail))}
    by_person = {notice.person_id: notice.id for notice in db.session.scalars(select(Notice))}
    assert told == {
        person.email: {"person": person.id, "notices": [by_person[person.id]], "mailed_before": [0]}
        for person in (cast.business, cast.second)
    }


def test_an_address_that_no_mail_can_be_sent_to_keeps_nobody_else_from_being_told(cast: Cast) -> None:
    cast.tourism.email = "kultur,fritid@example.org"
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "@tourism and @facilitator?", by=cast.business)
    derived()
    assert {mail.to: (mail.sent_at is not None, mail.failure) for mail in mailed()} == {
        cast.tourism.email: (False, "not-an-address"),
        cast.facilitator.email: (True, ""),
    }


@pytest.mark.parametrize("many", [1, 3])
def test_more_people_take_no_more_statements(cast: Cast, many: int) -> None:
    for person in (cast.business, cast.tourism, cast.second)[:many]:
        all_at(Pace.AT_ONCE, person)
    a_post(cast.project, cast.culture)
    derived()
    assert statements_of(mailing.write_next) == 10
    assert len(db.session.scalars(select(Mail)).all()) == many


def test_nothing_goes_out_in_quiet_hours(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    with clock.at(on(5, 15, 21)):
        updates.comment(update, "@tourism?", by=cast.business)
        derived()
        assert to(cast.tourism, mailed()) == []
    with clock.at(on(5, 16, 7)):
        assert len(to(cast.tourism, mailed())) == 1


def test_a_worker_that_comes_late_wakes_nobody(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    actions.choose({}, Quiet(0, 0), by=cast.facilitator)
    with clock.at(on(5, 15, 19)):
        updates.comment(update, "@tourism, @facilitator?", by=cast.business)
        derived()
    with clock.at(on(5, 15, 23)):
        assert [mail.to for mail in mailed()] == [cast.facilitator.email]
    with clock.at(on(5, 16, 7)):
        assert len(to(cast.tourism, mailed())) == 1


def test_a_letter_that_is_tried_again_in_quiet_hours_waits_for_their_end(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "@tourism?", by=cast.business)
    derived()
    assert mailing.write_next()
    with clock.at(on(5, 15, 23)):
        (mail,) = to(cast.tourism, delivered())
        assert (mail.sent_at, mail.attempts, mail.claimed_until, mail.failure) == (None, 0, None, "")
        assert abs(mail.due_at - clock.real_of(on(5, 16, 7))) < timedelta(seconds=5)


def test_who_chooses_never_gets_no_mail_and_sees_the_notice(cast: Cast) -> None:
    all_at(Pace.NEVER, cast.tourism)
    a_post(cast.project, cast.culture)
    derived()
    with clock.at(on(6, 15)):
        assert to(cast.tourism, mailed()) == []
    assert len(queries.unread(cast.tourism)) == 1


def test_what_waits_follows_a_new_choice(cast: Cast) -> None:
    a_post(cast.project, cast.culture)
    derived()
    assert to(cast.tourism, mailed()) == []
    all_at(Pace.AT_ONCE, cast.tourism)
    assert len(to(cast.tourism, mailed())) == 1


def for_the_project(pace: Pace, cast: Cast) -> None:
    """Let the tourism manager hear of the project at that pace, of everything else at once."""
    actions.choose(dict.fromkeys(Kind, Pace.AT_ONCE), Quiet(), {cast.project.id: pace}, by=cast.tourism)
    db.session.commit()


def test_what_is_chosen_of_a_project_goes_before_what_is_chosen_of_the_kind(cast: Cast) -> None:
    for_the_project(Pace.DAILY, cast)
    a_post(cast.project, cast.culture)
    derived()
    assert to(cast.tourism, mailed()) == []
    with clock.at(on(5, 16, 7)):
        assert len(to(cast.tourism, mailed())) == 1


@pytest.mark.parametrize("pace", [Pace.WEEKLY, Pace.NEVER])
def test_what_needs_an_answer_comes_as_its_kind_whatever_is_chosen_of_the_project(
    cast: Cast, pace: Pace
) -> None:
    for_the_project(pace, cast)
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "@tourism?", by=cast.business)
    derived()
    assert len(to(cast.tourism, mailed())) == 1


def test_what_waits_of_a_project_follows_a_new_choice_for_it(cast: Cast) -> None:
    a_post(cast.project, cast.culture)
    derived()
    for_the_project(Pace.NEVER, cast)
    waiting = select(Notice.mail_due_at).where(Notice.person_id == cast.tourism.id)
    silent = db.session.scalars(waiting).all()
    for_the_project(Pace.DAILY, cast)
    assert (silent, db.session.scalars(waiting).all()) == ([None], [on(5, 16, 7)])


def test_who_wants_no_more_mail_gets_none_of_a_project_chosen_on_its_own_either(cast: Cast) -> None:
    for_the_project(Pace.AT_ONCE, cast)
    actions.take_no_mail(by=cast.tourism)
    a_post(cast.project, cast.culture)
    derived()
    with clock.at(on(6, 15)):
        assert to(cast.tourism, mailed()) == []


def test_who_wants_no_more_mail_keeps_what_is_muted(cast: Cast) -> None:
    for_the_project(Pace.NEVER, cast)
    actions.take_no_mail(by=cast.tourism)
    a_post(cast.project, cast.culture)
    derived()
    assert queries.page(cast.tourism).items == []


def test_the_release_before_finds_what_is_muted_and_nothing_else(cast: Cast) -> None:
    for_the_project(Pace.NEVER, cast)
    muted = select(MutedProject.person_id, MutedProject.project_id)
    assert [tuple(row) for row in db.session.execute(muted)] == [(cast.tourism.id, cast.project.id)]
    for_the_project(Pace.WEEKLY, cast)
    assert db.session.execute(muted).all() == []


def mails_after(cast: Cast, *steps: tuple[int, int, str]) -> list[int]:
    """How many mails the author has had after each step: a day and hour of May, and a comment, if any."""
    update, counts = known_update(cast.project, cast.culture), []
    for day, hour, text in steps:
        with clock.at(on(5, day, hour) + timedelta(seconds=5)):
            if text:
                updates.comment(db.session.get_one(Update, update.id), text, by=cast.business)
            derived()
            counts.append(len(to(cast.culture, mailed())))
    return counts


def test_news_of_a_thing_that_was_mailed_at_once_is_mailed_a_day_later(cast: Cast) -> None:
    all_at(Pace.AT_ONCE, cast.culture)
    steps = (15, 10, "One"), (15, 12, "Two"), (16, 9, ""), (16, 11, ""), (17, 12, ""), (18, 12, "Three")
    assert mails_after(cast, *steps) == [1, 1, 1, 2, 2, 3]


def test_news_of_a_thing_that_a_digest_told_is_in_the_next_one(cast: Cast) -> None:
    all_at(Pace.DAILY, cast.culture)
    steps = (15, 10, "One"), (16, 7, ""), (16, 15, "Two"), (17, 7, ""), (18, 7, "")
    assert mails_after(cast, *steps) == [0, 1, 1, 2, 2]


def test_what_presses_more_does_not_wait_for_the_next_day(cast: Cast) -> None:
    all_at(Pace.AT_ONCE, cast.culture)
    assert mails_after(cast, (15, 10, "One"), (15, 12, "@culture, two")) == [1, 2]


def test_news_that_waits_after_a_mail_follows_a_new_choice(cast: Cast) -> None:
    all_at(Pace.AT_ONCE, cast.culture)
    assert mails_after(cast, (15, 10, "One"), (15, 12, "Two")) == [1, 1]
    due = select(Notice.mail_due_at).where(Notice.person_id == cast.culture.id)
    found = []
    for pace in (Pace.NEVER, Pace.WEEKLY):
        all_at(pace, cast.culture)
        found.append(db.session.scalars(due).one())
    assert found == [None, on(5, 22, 7)]


def test_a_letter_of_its_own_cancels_no_mail_that_waits(cast: Cast) -> None:
    activity.record(Verb.JOINED, cast.team, by=cast.culture)
    derived()
    waiting = select(Notice.mail_due_at, Notice.activity_id).where(Notice.person_id == cast.tourism.id)
    before = db.session.execute(waiting).one()
    activity.record(Verb.TEAM_CHANGED, cast.team, by=cast.culture)
    derived()
    assert before.mail_due_at == on(5, 22, 7)
    assert db.session.execute(waiting).one() == before


def test_several_workers_write_one_letter(cast: Cast, site: Flask) -> None:
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "@tourism?", by=cast.business)
    derived()

    def work(_number: int) -> bool:
        with site.app_context():
            return mailing.write_next()

    together(work)
    assert len(to(cast.tourism, mailed())) == 1


def test_a_letter_says_how_a_mail_program_asks_for_no_more(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "@tourism?", by=cast.business)
    derived()
    mailing.write_next()
    row = db.session.scalars(select(Mail).where(Mail.to == cast.tourism.email)).one()
    letter = Letter(row.id, row.key, row.to, row.language, row.template, row.values, row.created_at, 1)
    words = mailing.asked_again(render)(letter)
    message: EmailMessage = compose(letter, words, sender="Collab <noreply@localhost>", host="localhost")
    address = f"{current_app.config['ADDRESS']}/notices/leave/{leaving.token_of(cast.tourism)}"
    assert message["List-Unsubscribe"] == f"<{address}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in words.text


def test_other_letters_name_no_way_to_unsubscribe(site: Flask) -> None:
    letter = Letter(1, "k", "a@example.org", "sv", "accounts/mail/password_changed", {}, clock.real(), 1)
    message = compose(letter, mailing.asked_again(render)(letter), sender="a@example.org", host="localhost")
    assert message["List-Unsubscribe"] is None
