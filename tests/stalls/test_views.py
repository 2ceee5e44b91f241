"""Those who lead see why a project stands still, where to look, and leave it alone for a while."""

import re
from datetime import date, datetime, timedelta

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.activity import queries as activity
from collab.activity.actions import record
from collab.activity.models import Activity, Verb
from collab.activity.queries import Scope
from collab.programmes.models import ProgrammeState, Stage
from collab.projects.models import Milestone, Project, Slip, Status
from collab.stalls.models import Snooze
from collab.teams.models import TeamMember
from collab.updates import actions as updates
from collab.updates.models import Comment, Kind, Update, Visibility
from collab.updates.rhythm import Rhythm
from tests.conftest import Browsers
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.updates.written import WHOLE, a_post, on

PAGE = "/projects/oppna-dorrar"
OVERTAKEN = (
    "Somebody else has left the project alone or listed it again meanwhile. "
    "Read what holds now, then save again."
)


def a_rhythm(project: Project, by: Person, *days: int) -> Update:
    """Reports so many days ago; the last one is returned."""
    return [a_post(project, by, at=on(5, 15) - timedelta(days=one)) for one in days][-1]


def a_question(cast: Cast, at: datetime) -> Update:
    asked = a_post(cast.project, cast.culture, at=at)
    asked.kind = Kind.QUESTION
    return asked


def put_off(project: Project, *days: tuple[int, int]) -> Milestone:
    """A milestone whose day was moved, from one day of May to another."""
    milestone = Milestone(project=project, title="Nycklar", due_on=date(2017, 5, 30))
    db.session.add(milestone)
    for number, (before, after) in enumerate(days):
        moved = date(2017, 5, before), date(2017, 5, after)
        db.session.add(
            Slip(
                milestone=milestone,
                number=number,
                moved_from=moved[0],
                moved_to=moved[1],
                why="Snö",
                moved_at=on(4, 1),
            )
        )
    return milestone


def test_silence_stands_with_its_rhythm_and_leads_to_the_latest_report(
    cast: Cast, browsers: Browsers
) -> None:
    last = a_rhythm(cast.project, cast.culture, 35, 27, 19)
    db.session.commit()
    html = browsers(cast.facilitator).get("/home").get_data(as_text=True)
    assert f'<a href="/updates/{last.key}">No report for 19 days, usual rhythm 8 days</a>' in html


def test_silence_is_measured_by_the_programmes_rhythm_where_it_has_one(
    cast: Cast, browsers: Browsers
) -> None:
    updates.set_rhythm(cast.programme, Rhythm(weeks=1), by=cast.organiser)
    last = a_rhythm(cast.project, cast.culture, 55, 35, 15)
    db.session.commit()
    said = f'<a href="/updates/{last.key}">No report for 15 days, the programme&#39;s rhythm is 7 days</a>'
    for path in ("/home", PAGE):
        assert browsers(cast.facilitator).get(path).get_data(as_text=True).count(said) == 1


def test_a_project_at_the_last_stage_is_done_and_stands_nowhere(cast: Cast, browsers: Browsers) -> None:
    a_rhythm(cast.project, cast.culture, 40)
    a_rhythm(cast.other_project, cast.other, 40)
    last = select(Stage).where(Stage.programme_id == cast.programme.id).order_by(Stage.position.desc())
    cast.project.stage = db.session.scalars(last).first()
    db.session.commit()
    browser = browsers(cast.facilitator)
    said = "No report for 40 days"
    counts = [browser.text(page).count(said) for page in ("/home", PAGE, "/projects/ensam-ide")]
    assert counts == [1, 0, 1]


@pytest.mark.parametrize("silences", [(22, 30), (30, 22)])
def test_none_is_ranked_by_its_silence(cast: Cast, browsers: Browsers, silences: tuple[int, int]) -> None:
    for project, writer, days in zip(
        (cast.other_project, cast.project), (cast.other, cast.culture), silences, strict=True
    ):
        a_rhythm(project, writer, days)
    db.session.commit()
    page = browsers(cast.facilitator).text("/home")
    first, then = (page.index(f"No report for {days} days") for days in silences)
    assert first < then


def test_who_has_written_and_which_sector_is_silent_is_told(cast: Cast, browsers: Browsers) -> None:
    a_rhythm(cast.project, cast.business, 120)
    a_rhythm(cast.project, cast.culture, 20, 10, 2)
    db.session.commit()
    page = browsers(cast.facilitator).text("/home")
    assert "Only Kristianstad has written since January 2017" in page
    assert "Business silent since January 2017" in page
    assert "Tourism has not been heard from yet" in page


def test_of_who_joined_today_nothing_is_said(cast: Cast, browsers: Browsers) -> None:
    a_rhythm(cast.project, cast.culture, 20, 10, 2)
    for seat in db.session.scalars(select(TeamMember).where(TeamMember.team_id == cast.team.id)):
        seat.joined_on = clock.today()
    db.session.commit()
    page = browsers(cast.facilitator).text("/home")
    assert [said in page for said in ("has written", "heard from")] == [False, False]


def test_who_has_only_ticked_something_off_has_not_written(cast: Cast, browsers: Browsers) -> None:
    milestone = put_off(cast.project)
    db.session.flush()
    record(Verb.MILESTONE_DONE, milestone, by=cast.culture)
    db.session.commit()
    browser = browsers(cast.facilitator)
    assert "has written" not in browser.text("/home")
    assert "Nobody has written anything yet" in browser.text("/teams/sparet/voices")
    record(Verb.FILE_ADDED, cast.project, by=cast.culture)
    db.session.commit()
    said = '<a href="/teams/sparet/voices#places">Only Kristianstad has written so far</a>'
    assert browser.get("/home").get_data(as_text=True).count(said) == 1
    voices = browser.get("/teams/sparet/voices").get_data(as_text=True)
    assert voices.count('id="places"') == 1
    assert "Kristianstad has written 1 of 1 posts" in words_of(voices)


def test_a_silent_sector_leads_to_where_one_sees_when_it_wrote(cast: Cast, browsers: Browsers) -> None:
    a_rhythm(cast.project, cast.business, 120)
    a_rhythm(cast.project, cast.culture, 20, 10, 2)
    db.session.commit()
    browser = browsers(cast.facilitator)
    for path in ("/home", PAGE):
        html = browser.get(path).get_data(as_text=True)
        said = '<a href="/teams/sparet/voices#of-business">Business silent since January 2017</a>'
        assert html.count(said) == 1
    html = browser.get("/teams/sparet/voices").get_data(as_text=True)
    assert html.count('id="of-business"') == 1


def test_a_question_counts_until_its_answer_is_marked(cast: Cast, browsers: Browsers) -> None:
    asked = a_question(cast, on(5, 5))
    answer = Comment(update=asked, author=cast.business, text="Yes.", at=on(5, 7))
    db.session.add(answer)
    db.session.commit()
    browser = browsers(cast.facilitator)
    html = browser.get(PAGE).get_data(as_text=True)
    told = "A question of ten days ago has comments, but nobody has marked the answer"
    assert f'<a href="/updates/{asked.key}#comments">{told}</a></li>' in html
    updates.mark_answer(answer, by=cast.culture)
    db.session.commit()
    assert told not in browser.text(PAGE)


def test_a_question_that_only_its_asker_has_commented_is_without_an_answer(
    cast: Cast, browsers: Browsers
) -> None:
    asked = a_question(cast, on(5, 8))
    db.session.add(Comment(update=asked, author=cast.culture, text="Nobody?", at=on(5, 9)))
    db.session.commit()
    page = browsers(cast.facilitator, "sv").text(PAGE)
    assert ("En fråga utan svar i sju dagar" in page, "markerat svaret" in page) == (True, False)


def test_several_questions_lead_to_each_of_them_and_to_no_other(cast: Cast, browsers: Browsers) -> None:
    later, oldest = a_question(cast, on(5, 9)), a_question(cast, on(5, 5))
    a_question(cast, on(5, 14))
    db.session.commit()
    html = browsers(cast.facilitator, "sv").get(PAGE).get_data(as_text=True)
    told = "Två frågor utan svar, den äldsta i tio dagar"
    one, other = f"/updates/{oldest.key}#comments", f"/updates/{later.key}#comments"
    assert f'<a href="{one}">{told}</a>, <a href="{other}">fråga 2 från 9\u00a0maj</a></li>' in html


def test_a_milestone_that_was_put_off_twice_is_led_to(cast: Cast, browsers: Browsers) -> None:
    twice = put_off(cast.project, (1, 10), (10, 30))
    put_off(cast.other_project, (20, 10), (10, 30))
    db.session.commit()
    html = browsers(cast.facilitator).get("/home").get_data(as_text=True)
    assert html.count("Milestone put off") == 1
    assert f'<a href="{PAGE}#{twice.key}">Milestone put off twice: Nycklar</a>' in html
    twice.done_on = date(2017, 5, 15)
    db.session.commit()
    assert "Milestone put off" not in browsers(cast.facilitator).text("/home")


def test_who_says_itself_that_it_is_stuck_is_listed_until_it_says_otherwise(
    cast: Cast, browsers: Browsers
) -> None:
    a_rhythm(cast.project, cast.culture, 20, 10)
    stuck = a_post(
        cast.project, cast.culture, replace(WHOLE, status=Status.STUCK), Visibility.TEAM, at=on(5, 14)
    )
    db.session.commit()
    html = browsers(cast.facilitator, "sv").get("/home").get_data(as_text=True)
    assert (
        f'<a href="/updates/{stuck.key}">Teamet skriver självt att det står stilla, 14\u00a0maj</a>' in html
    )
    a_post(cast.project, cast.culture, at=on(5, 15))
    db.session.commit()
    assert "Teamet skriver självt" not in browsers(cast.facilitator, "sv").text("/home")


def test_the_team_is_not_shown_why_it_is_listed(cast: Cast, browsers: Browsers) -> None:
    listed = "Why it deserves a closer look"
    assert listed in browsers(cast.organiser).text(PAGE)
    assert listed not in browsers(cast.culture).text(PAGE)
    assert listed not in browsers(cast.other).text(PAGE)


def test_a_project_is_left_alone_with_a_note_until_its_day(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.facilitator)
    assert 'value="2017-05-29"' in browser.get(f"{PAGE}/snooze").get_data(as_text=True)
    sent = browser.post(f"{PAGE}/snooze", {"until": "2017-05-22", "note": "They move house.", "version": 0})
    assert (sent.status_code, sent.location) == (303, "/home?saved=stalls#stalls")
    page = browser.text(sent.location)
    assert "and why The project is left alone until 22 May." in page
    assert page.count("The project is left alone") == 1
    assert "One project left alone for now" in page
    assert "Left alone until 22 May: They move house. Process leader, Region" in page
    assert f"{PAGE}/snooze" not in browser.get("/home").get_data(as_text=True)
    with clock.at(on(5, 22)):
        again = browser.text("/home")
        assert "left alone" not in again
        assert "Waited until 22 May: They move house." in again


def version_in(html: str) -> str:
    """What the form carries."""
    (version,) = re.findall(r'name="version"[^>]* value="(-?\d+)"', html)
    return str(version)


def test_who_leaves_a_project_alone_that_waits_already_sees_who_said_so_and_why(
    cast: Cast, browsers: Browsers
) -> None:
    browsers(cast.organiser).post(f"{PAGE}/snooze", {"until": "2017-05-22", "note": "Move.", "version": 0})
    html = browsers(cast.facilitator).get(f"{PAGE}/snooze").get_data(as_text=True)
    said = "Left alone until 22 May: Move. Programme manager, Region, Mon 15 May at 09:00"
    assert said in words_of(html)
    assert ('value="2017-05-22"' in html, "\nMove.</textarea>" in html) == (True, True)


def test_of_two_who_leave_a_project_alone_the_later_sees_both_notes_and_decides(
    cast: Cast, browsers: Browsers
) -> None:
    theirs = {"until": "2017-05-22", "note": "They move house.", "version": 0}
    browsers(cast.organiser).post(f"{PAGE}/snooze", theirs)
    browser, mine = browsers(cast.facilitator), {"until": "2017-06-05", "note": "The snow melts."}
    for seen in ({"version": 0}, {}):
        answer = browser.post(f"{PAGE}/snooze", mine | seen)
        html = answer.get_data(as_text=True)
        assert answer.status_code == 409
        assert OVERTAKEN in words_of(html)
        assert [words_of(html).count(one) for one in (theirs["note"], mine["note"])] == [1, 1]
        assert 'value="2017-06-05"' in html
        assert [(one.note, one.woken_at) for one in db.session.scalars(select(Snooze))] == [
            (theirs["note"], None)
        ]
    sent = browser.post(f"{PAGE}/snooze", mine | {"version": version_in(html)})
    assert sent.status_code == 303
    found = db.session.scalars(select(Snooze).order_by(Snooze.id))
    assert [(one.note, one.woken_at is None) for one in found] == [
        (theirs["note"], False),
        (mine["note"], True),
    ]


def test_who_changes_what_somebody_ended_meanwhile_is_told_so(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.facilitator)
    browser.post(f"{PAGE}/snooze", {"until": "2017-05-22", "note": "They move house.", "version": 0})
    seen = version_in(browser.get(f"{PAGE}/snooze").get_data(as_text=True))
    browsers(cast.organiser).post(f"{PAGE}/wake")
    answer = browser.post(f"{PAGE}/snooze", {"until": "2017-06-05", "note": "Longer.", "version": seen})
    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Somebody has ended it since you opened this page." in words_of(html)
    assert version_in(html) == "0"


def test_a_project_that_is_left_alone_is_listed_again(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.facilitator)
    browser.post(f"{PAGE}/snooze", {"until": "2017-05-22", "note": "They move house.", "version": 0})
    seen = version_in(browser.get(f"{PAGE}/snooze").get_data(as_text=True))
    browser.post(f"{PAGE}/snooze", {"until": "2017-05-23", "note": "And still.", "version": seen})
    assert browser.text("/home").count("Left alone until") == 1
    browser.post(f"{PAGE}/wake")
    assert "Left alone" not in browser.text("/home")
    browser.post(f"{PAGE}/wake")
    verbs = db.session.scalars(select(Activity.verb).where(Activity.project_id == cast.project.id))
    assert list(verbs) == [Verb.STALL_SNOOZED, Verb.STALL_SNOOZED, Verb.STALL_WOKEN]


def test_that_a_project_is_left_alone_stands_in_no_feed(cast: Cast, browsers: Browsers) -> None:
    browsers(cast.facilitator).post(
        f"{PAGE}/snooze", {"until": "2017-05-22", "note": "They move house.", "version": 0}
    )
    scope = Scope(programme_id=cast.programme.id)
    assert [one.verb for one in activity.audit(scope).events] == [Verb.STALL_SNOOZED]
    assert activity.feed(scope, viewer=cast.culture).events == []


@pytest.mark.parametrize(
    ("until", "note", "said"),
    [
        ("2017-05-15", "Why", "Choose a day after today, at most half a year ahead."),
        ("2017-11-12", "Why", "Choose a day after today, at most half a year ahead."),
        ("", "Why", "Choose a day. It looks like 2017-05-24."),
        ("2017-05-22", " ", "Say in a few words why, for those who lead the programme with you."),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    cast: Cast, browsers: Browsers, until: str, note: str, said: str
) -> None:
    answer = browsers(cast.facilitator).post(f"{PAGE}/snooze", {"until": until, "note": note, "version": 0})
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in words_of(html)
    assert f'value="{until}"' in html
    assert list(db.session.scalars(select(Snooze))) == []


def test_only_those_who_lead_leave_a_project_alone(cast: Cast, browsers: Browsers) -> None:
    for person in (cast.culture, cast.other, cast.outsider):
        assert browsers(person).get(f"{PAGE}/snooze").status_code == 404
        assert browsers(person).post(f"{PAGE}/wake").status_code == 404


def test_in_an_archived_programme_nothing_is_said_to_stand_still(cast: Cast, browsers: Browsers) -> None:
    cast.programme.state = ProgrammeState.ARCHIVED
    db.session.commit()
    assert "closer look" not in browsers(cast.facilitator).text("/home")
    assert "closer look" not in browsers(cast.facilitator).text(PAGE)


def test_the_home_takes_the_same_statements_however_many_projects_stand_still(
    cast: Cast, browsers: Browsers
) -> None:
    browser = browsers(cast.facilitator)
    cast.other_project.started_on = date(2017, 5, 14)
    a_question(cast, on(5, 1))
    put_off(cast.project, (1, 10), (10, 30))
    db.session.commit()
    browser.get("/home")
    one = statements_of(lambda: browser.get("/home"))
    for number in range(2):
        project = Project(
            programme=cast.programme,
            team=cast.other_team,
            slug=f"still-{number}",
            title=cast.project.title,
            promise=cast.project.promise,
            started_on=cast.project.started_on,
            stage=cast.project.stage,
        )
        db.session.add(project)
        a_rhythm(project, cast.other, 90, 60, 50)
        put_off(project, (1, 10), (10, 30))
    db.session.commit()
    assert (one, statements_of(lambda: browser.get("/home"))) == (8, 8)
