"""The programme's rhythm: organisers set it, the form asks its question, a reminder begins the update."""

import re
from datetime import date

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from collab import clock, db
from collab.activity.models import Activity, Verb
from collab.projects.models import Status
from collab.text import Localised
from collab.updates import actions
from collab.updates.models import Kind, Update, Visibility
from collab.updates.rhythm import Rhythm, morning_of, weeks_before
from tests.conftest import Browsers
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.updates.sent import count_of
from tests.updates.written import WHOLE, a_post, on

RHYTHM = "/programmes/kultur-pa-resande-fot/rhythm"
NEW = "/projects/oppna-dorrar/updates/new"
FILLED = {"weeks": "2", "weekday": "3", "prompt_sv": "Vad gjorde ni?", "prompt_en": "What did you do?"}
EVERY_SECOND = Rhythm(2, 3, Localised("Vad gjorde ni?", "What did you do?"))


def the_form(html: str) -> dict[str, str]:
    """What a browser would send of the update that a page has begun."""
    own = r'<input[^>]* name="(form_key|version|after|next_step_due_on|next_step)"[^>]* value="([^"]*)"'
    chosen = r'name="(status)" value="([^"]*)"[^>]* checked'
    text = r'name="(text)"[^>]*>\s*([^<]*)</textarea>'
    lists = r'<select[^>]* name="(kind|visibility)"[^>]*>(?:(?!</select>).)*<option selected value="([^"]*)"'
    return dict(found for part in (own, chosen, text, lists) for found in re.findall(part, html, re.DOTALL))


def test_an_organiser_says_how_often_projects_write(cast: Cast, browsers: Browsers) -> None:
    answer = browsers(cast.organiser).post(RHYTHM, FILLED)
    assert (answer.status_code, answer.location) == (303, "/programmes/kultur-pa-resande-fot/projects")
    db.session.rollback()
    assert Rhythm.of(cast.programme) == EVERY_SECOND
    browsers(cast.organiser).post(RHYTHM, FILLED)
    recorded = db.session.scalars(select(Activity).where(Activity.verb == Verb.RHYTHM_SET)).all()
    assert [row.by_id for row in recorded] == [cast.organiser.id]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"weeks": "3"}, "Not a valid choice."),
        ({"prompt_sv": ""}, "Write the question in Swedish, too."),
        ({"prompt_sv": "a" * 121}, "1 character too many: at most 120 can be saved. Nothing is cut off."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(
    cast: Cast, browsers: Browsers, changes: dict[str, str], said: str
) -> None:
    answer = browsers(cast.organiser).post(RHYTHM, FILLED | changes)
    assert answer.status_code == 422
    assert said in words_of(answer.get_data(as_text=True))
    db.session.rollback()
    assert Rhythm.of(cast.programme) == Rhythm()


def test_the_form_asks_the_programmes_question(cast: Cast, browsers: Browsers) -> None:
    assert "What has happened, and what is the next step? Two sentences are enough." in browsers(
        cast.culture
    ).text(NEW)
    actions.set_rhythm(cast.programme, EVERY_SECOND, by=cast.organiser)
    db.session.commit()
    assert "What did you do? Two sentences are enough." in browsers(cast.culture).text(NEW)


def test_the_form_says_kindly_that_it_is_time(cast: Cast, browsers: Browsers) -> None:
    said = (
        "Time for a new update: your last one is from 1 May."
        " In the programme everybody writes every second week."
    )
    actions.set_rhythm(cast.programme, EVERY_SECOND, by=cast.organiser)
    a_post(cast.project, cast.business, at=on(5, 1))
    db.session.commit()
    assert said in browsers(cast.culture).text(NEW)
    a_post(cast.project, cast.business, at=on(5, 2))
    db.session.commit()
    assert "Time for a new update" not in browsers(cast.culture).text(NEW)


def test_the_link_of_a_reminder_begins_the_update_and_one_button_sends_it(
    cast: Cast, browsers: Browsers
) -> None:
    last = replace(
        WHOLE, kind=Kind.SUCCESS, next_step="Skriva till de fem.", next_step_due_on=date(2017, 5, 9)
    )
    actions.set_rhythm(cast.programme, EVERY_SECOND, by=cast.organiser)
    a_post(cast.project, cast.business, last, Visibility.TEAM, at=on(5, 1))
    db.session.commit()
    begun = browsers(cast.culture).get(f"{NEW}?reminded=1").get_data(as_text=True)
    answer = browsers(cast.culture).post(NEW, {**the_form(begun), "publish": "1"})
    assert answer.status_code == 303
    db.session.rollback()
    sent = db.session.scalars(select(Update).where(Update.author_id == cast.culture.id)).one()
    assert (sent.status, sent.kind, sent.visibility) == (Status.AT_RISK, Kind.PROGRESS, Visibility.TEAM)
    assert sent.text == "Förra gången skrev vi att nästa steg var: Skriva till de fem."
    assert (sent.next_step, sent.next_step_due_on) == ("Skriva till de fem.", date(2017, 5, 29))


def test_who_answers_a_reminder_that_somebody_else_has_answered_is_told_first(
    cast: Cast, browsers: Browsers
) -> None:
    a_post(cast.project, cast.business, at=on(5, 1))
    db.session.commit()
    begun = the_form(browsers(cast.culture).get(f"{NEW}?reminded=1").get_data(as_text=True))
    mine = the_form(browsers(cast.tourism).get(f"{NEW}?reminded=1").get_data(as_text=True))
    assert browsers(cast.culture).post(NEW, {**begun, "publish": "1"}).status_code == 303
    told = browsers(cast.tourism).post(NEW, {**mine, "text": "We did.", "publish": "1"})
    again = told.get_data(as_text=True)
    assert (told.status_code, again.count("The reminder is answered already")) == (409, 1)
    assert count_of(Update) == 2
    assert the_form(again)["text"].strip() == "We did."
    assert browsers(cast.tourism).post(NEW, {**the_form(again), "publish": "1"}).status_code == 303
    assert count_of(Update) == 3


def test_a_next_step_that_lies_ahead_keeps_its_day(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.business, at=on(5, 1))
    db.session.commit()
    begun = browsers(cast.culture).get(f"{NEW}?reminded=1").get_data(as_text=True)
    assert the_form(begun)["next_step_due_on"] == "2017-05-24"


def test_mornings_and_weeks_follow_the_clock_in_stockholm() -> None:
    assert morning_of(on(3, 26, 6)) is None
    assert morning_of(on(3, 26, 12)) == on(3, 26, 7)
    assert weeks_before(on(3, 26, 7), 1) == on(3, 19, 7)
    assert clock.local(on(3, 19, 7)).utcoffset() != clock.local(on(3, 26, 7)).utcoffset()
