"""Reminders to write: one to each of a team that is silent for as long as the rhythm, and to nobody else."""

from datetime import datetime, timedelta

import pytest
from flask import current_app
from msgspec.structs import replace
from sqlalchemy import event, select

from collab import clock, db
from collab.accounts import actions as accounts
from collab.accounts.models import Person
from collab.mail.letters import Letter, NothingToSay, NotNow
from collab.mail.models import Mail
from collab.notifications import actions, leaving, mailing, reminding
from collab.notifications.kinds import Kind, Pace
from collab.notifications.models import Reminder
from collab.notifications.rhythm import Quiet
from collab.programmes.models import Programme, ProgrammeState, Stage
from collab.text import Localised
from collab.updates import actions as updates
from collab.updates.models import Kind as Sort
from collab.updates.rhythm import Rhythm
from collab.web.letters import render
from tests.notifications.telling import leave_the_team
from tests.support.cast import Cast
from tests.support.post import delivered
from tests.support.together import together
from tests.updates.written import WHOLE, a_post, on

MONDAYS = Rhythm(weeks=1, weekday=0)
TEAM = ("culture", "business", "tourism", "second")


@pytest.fixture(autouse=True)
def _weekly(cast: Cast) -> None:
    """Everybody is asked to write every week; the other team has written."""
    updates.set_rhythm(cast.programme, MONDAYS, by=cast.organiser)
    a_post(cast.other_project, cast.other, at=on(5, 14))
    db.session.commit()


def reminded() -> list[str]:
    """Let the worker remind, and answer who has a reminder waiting."""
    db.session.commit()
    while reminding.remind_next():
        pass
    waiting = select(Mail.to).where(Mail.template == reminding.TEMPLATE, Mail.sent_at.is_(None))
    return sorted(db.session.scalars(waiting))


def addresses(cast: Cast, *names: str) -> list[str]:
    return sorted(getattr(cast, name).email for name in names)


def the_letter(person: Person) -> Letter:
    """The person's reminder as the worker claims it."""
    mail = db.session.scalars(select(Mail).where(Mail.to == person.email)).one()
    values = dict(mail.values)
    return Letter(mail.id, mail.key, mail.to, mail.language, mail.template, values, mail.created_at, 1)


def test_each_of_a_silent_team_gets_one_reminder(cast: Cast) -> None:
    a_post(cast.project, cast.culture, at=on(5, 5))
    assert reminded() == addresses(cast, *TEAM)
    assert reminded() == addresses(cast, *TEAM)
    assert [(r.project_id, r.morning.isoformat()) for r in db.session.scalars(select(Reminder))] == [
        (cast.project.id, "2017-05-15")
    ]


def test_a_team_that_has_never_written_is_reminded_of_its_first_update(cast: Cast) -> None:
    assert reminded() == addresses(cast, *TEAM)
    (letter,) = {m.text for m in delivered() if m.to == cast.culture.email}
    assert "Dags för er första lägesrapport. I programmet skriver alla varje vecka." in letter


def test_who_wrote_within_the_rhythm_is_left_alone(cast: Cast) -> None:
    a_post(cast.project, cast.culture, at=on(5, 9, 8))
    assert reminded() == []


def test_who_writes_each_week_after_the_letter_is_reminded_each_week(cast: Cast) -> None:
    for week in range(3):
        with clock.at(on(5, 15, 7) + timedelta(weeks=week)):
            reminded()
        with clock.at(on(5, 15, 9) + timedelta(weeks=week)):
            soon = replace(WHOLE, next_step_due_on=clock.today() + timedelta(days=7))
            a_post(cast.project, cast.culture, soon)
    mornings = select(Reminder.morning).where(Reminder.project_id == cast.project.id).order_by(Reminder.id)
    assert list(db.session.scalars(mornings)) == [on(5, day).date() for day in (15, 22, 29)]


def test_an_update_that_was_taken_back_is_none(cast: Cast) -> None:
    post = a_post(cast.project, cast.culture, at=on(5, 10))
    updates.withdraw(post, by=cast.culture)
    assert reminded() == addresses(cast, *TEAM)


def test_who_wrote_within_the_rhythm_by_the_day_is_left_alone(cast: Cast) -> None:
    a_post(cast.project, cast.culture, at=on(5, 9, 0))
    assert reminded() == []


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(on(5, 15, 6), id="before seven"),
        pytest.param(on(5, 16, 9), id="on another weekday"),
    ],
)
def test_reminders_go_out_on_the_mornings_that_were_chosen(cast: Cast, moment: datetime) -> None:
    with clock.at(moment):
        assert reminded() == []


def test_a_team_that_stays_silent_is_reminded_again_when_the_rhythm_has_passed_once_more(cast: Cast) -> None:
    updates.set_rhythm(cast.programme, Rhythm(weeks=2, weekday=0), by=cast.organiser)
    assert len(reminded()) == 4
    with clock.at(on(5, 22)):
        assert len(reminded()) == 4
    with clock.at(on(5, 29)):
        assert len(reminded()) == 4 + 5


def test_without_a_rhythm_nobody_is_reminded(cast: Cast) -> None:
    updates.set_rhythm(cast.programme, Rhythm(), by=cast.organiser)
    assert reminded() == []


def test_in_an_archived_programme_nobody_is_reminded(cast: Cast) -> None:
    db.session.get_one(Programme, cast.programme.id).state = ProgrammeState.ARCHIVED
    assert reminded() == []


def test_a_project_at_the_last_stage_is_done(cast: Cast) -> None:
    last = select(Stage).where(Stage.programme_id == cast.programme.id).order_by(Stage.position.desc())
    cast.project.stage = db.session.scalars(last).first()
    assert reminded() == []


def test_a_project_that_began_within_the_rhythm_is_not_late(cast: Cast) -> None:
    cast.project.started_on = on(5, 9).date()
    assert reminded() == []


def test_who_left_the_team_is_not_reminded(cast: Cast) -> None:
    leave_the_team(cast.tourism)
    assert reminded() == addresses(cast, "culture", "business", "second")


def test_who_wants_no_reminders_gets_none(cast: Cast) -> None:
    actions.choose({Kind.REMINDER: Pace.NEVER}, Quiet(), by=cast.tourism)
    actions.choose({}, Quiet(), {cast.project.id: Pace.NEVER}, by=cast.business)
    assert reminded() == addresses(cast, "culture", "second")


def test_who_wants_no_reminders_gets_none_of_a_project_with_a_pace_of_its_own_either(cast: Cast) -> None:
    actions.choose({Kind.REMINDER: Pace.NEVER}, Quiet(), {cast.project.id: Pace.WEEKLY}, by=cast.tourism)
    actions.choose({}, Quiet(), {cast.project.id: Pace.DAILY}, by=cast.business)
    assert reminded() == addresses(cast, "culture", "business", "second")


def test_in_quiet_hours_the_letter_waits_for_their_end(cast: Cast) -> None:
    actions.choose({}, Quiet(since=20, until=10), by=cast.tourism)
    reminded()
    mail = db.session.scalars(select(Mail).where(Mail.to == cast.tourism.email)).one()
    assert abs(mail.due_at - clock.real_of(on(5, 15, 10))) < timedelta(seconds=5)


def test_a_letter_that_is_tried_again_in_quiet_hours_waits_as_well(cast: Cast) -> None:
    reminded()
    with clock.at(on(5, 15, 21)), pytest.raises(NotNow) as wait:
        mailing.asked_again(render)(the_letter(cast.tourism))
    with clock.at(on(5, 15, 21)):
        assert abs(wait.value.until - clock.real_of(on(5, 16, 7))) < timedelta(seconds=5)


def test_the_letter_asks_the_question_and_leads_to_the_form_that_is_begun(cast: Cast) -> None:
    updates.set_rhythm(
        cast.programme, Rhythm(1, 0, Localised("Vad gjorde ni?", "What did you do?")), by=cast.organiser
    )
    a_post(cast.project, cast.culture, at=on(5, 1))
    question = replace(WHOLE, kind=Sort.QUESTION, status=None, next_step="Ask the others")
    a_post(cast.project, cast.culture, question, at=on(5, 5))
    reminded()
    (mail,) = (m for m in delivered() if m.to == cast.tourism.email)
    lines = [line for line in mail.text.splitlines() if line]
    assert mail.subject == "Dags att berätta hur det går: Öppna dörrar"
    assert lines[:5] == [
        "Hej!",
        "Dags för en ny lägesrapport: er senaste är från 5\N{NO-BREAK SPACE}maj."
        " I programmet skriver alla varje vecka.",
        "Vad gjorde ni?",
        "Förra gången skrev ni att nästa steg var: Write to the five, 24\N{NO-BREAK SPACE}maj.",
        "Vi har börjat på lägesrapporten åt er. Ändra det som har ändrats och skicka med en knapp:",
    ]
    assert lines[5].endswith("/projects/oppna-dorrar/updates/new?reminded=1")


def test_the_letter_lets_its_reader_leave_with_one_click(cast: Cast) -> None:
    reminded()
    filled = reminding.filled(the_letter(cast.tourism), cast.tourism)
    assert filled.leave == ("notifications.leave", {"token": leaving.token_of(cast.tourism)})
    actions.take_no_mail(by=cast.tourism)
    with pytest.raises(NothingToSay):
        reminding.filled(the_letter(cast.tourism), cast.tourism)


def test_a_letter_that_waits_says_nothing_to_a_team_that_has_written_since(cast: Cast) -> None:
    reminded()
    letter = the_letter(cast.tourism)
    assert mailing.asked_again(render)(letter).subject == "Dags att berätta hur det går: Öppna dörrar"
    a_post(cast.project, cast.culture)
    with pytest.raises(NothingToSay):
        mailing.asked_again(render)(letter)


def test_a_letter_that_waits_follows_its_reader_into_another_language(cast: Cast) -> None:
    reminded()
    letter = the_letter(cast.tourism)
    accounts.choose_language(cast.tourism, "en")
    db.session.commit()
    words = mailing.asked_again(render)(letter)
    assert (words.subject, words.language) == ("Time to tell us how it is going: Open doors", "en")
    assert '<html lang="en">' in words.html


def test_a_letter_that_waits_says_nothing_to_who_has_left(cast: Cast) -> None:
    reminded()
    letter = the_letter(cast.tourism)
    leave_the_team(cast.tourism)
    db.session.remove()
    with pytest.raises(NothingToSay):
        mailing.asked_again(render)(letter)


def test_an_address_that_no_mail_can_be_sent_to_keeps_nobody_else_from_being_reminded(cast: Cast) -> None:
    cast.tourism.email = "kultur,fritid@example.org"
    reminded()
    failures = {mail.to: mail.failure for mail in delivered() if mail.template == reminding.TEMPLATE}
    assert failures == {
        cast.tourism.email: "not-an-address",
        **dict.fromkeys(addresses(cast, "culture", "business", "second"), ""),
    }


def test_what_breaks_off_leaves_neither_letters_nor_the_word_that_they_are_written(cast: Cast) -> None:
    db.session.commit()

    def break_off(_mapper: object, _connection: object, mail: Mail) -> None:
        if mail.to == cast.tourism.email:
            raise OSError("the power is gone")

    event.listen(Mail, "before_insert", break_off)
    try:
        with pytest.raises(OSError, match="the power is gone"):
            reminding.remind_next()
    finally:
        event.remove(Mail, "before_insert", break_off)
    assert db.session.scalars(select(Mail)).all() == []
    assert db.session.scalars(select(Reminder)).all() == []


def test_several_workers_remind_a_team_once(cast: Cast) -> None:
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def at_work(_number: int) -> None:
        with app.app_context():
            reminding.remind_next()

    together(at_work)
    assert sorted(db.session.scalars(select(Mail.to))) == addresses(cast, *TEAM)
