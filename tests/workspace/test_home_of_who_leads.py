"""The home of those who lead: every team week by week, and what waits for them."""

import re
from datetime import date

import pytest
from msgspec.structs import replace

from collab import db
from collab.accounts.models import Person
from collab.projects.models import Status
from collab.stalls import actions as stalls
from collab.teams.models import Team
from collab.updates import actions as updates
from collab.updates.models import Kind
from collab.updates.queries import MOST_COUNTED, MOST_WAITING
from tests.conftest import Browsers
from tests.notifications.telling import derived
from tests.reviews import road
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.updates.written import WHOLE, a_post, a_question, on


def test_a_facilitator_sees_silence_in_words_and_the_longest_first(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, at=on(5, 10))
    a_post(cast.other_project, cast.other, at=on(4, 10))
    db.session.commit()
    page = browsers(cast.facilitator).text("/home")
    assert "Lonely idea No report for 35 days" in page
    assert page.index("Silent for four weeks") < page.index("Last week")


def test_a_facilitator_sees_stage_status_and_open_points_of_each_team(cast: Cast, browsers: Browsers) -> None:
    road.released(cast)
    a_post(cast.project, cast.culture, replace(WHOLE, status=Status.AT_RISK), at=on(5, 10))
    db.session.commit()
    html = browsers(cast.facilitator).get("/home").get_data(as_text=True)
    table = html[html.index('class="table table--fold weeks"') :]
    rows = [words_of("<tr" + row) for row in table[: table.index("</table>")].split("<tr")[2:]]
    weeks, doors = "silent silent silent silent", f"Open doors {cast.team.name} Plan At risk"
    assert rows == [
        f"Lonely idea {cast.other_project.team.name} Plan {weeks} silent not yet None Never heard of",
        f"{doors} {weeks} risk : Open doors, w. 19 not yet Two : Open doors Last week",
    ]


def test_a_week_leads_to_the_report_whose_status_it_shows(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, status=Status.STUCK), at=on(5, 8))
    shown = a_post(cast.project, cast.culture, replace(WHOLE, status=Status.AT_RISK), at=on(5, 9))
    a_post(cast.project, cast.culture, replace(WHOLE, kind=Kind.QUESTION, status=None), at=on(5, 10))
    db.session.commit()
    html = browsers(cast.facilitator).get("/home").get_data(as_text=True)
    assert re.findall(r'<a class="week[^"]*" href="([^"]*)"', html) == [f"/updates/{shown.key}"]


def test_a_week_with_a_question_alone_is_not_silent(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, status=Status.AT_RISK), at=on(3, 10))
    question = replace(WHOLE, kind=Kind.QUESTION, status=None)
    a_post(cast.project, cast.culture, question, at=on(5, 10))
    a_post(cast.other_project, cast.other, question, at=on(5, 15, 8))
    db.session.commit()
    page = browsers(cast.facilitator).text("/home")
    weeks = "silent silent silent silent"
    assert f"Plan At risk {weeks} wrote : Open doors, w. 19 not yet None Last week" in page
    assert f"Plan {weeks} silent wrote : Lonely idea, w. 20 None This week" in page


def test_who_leads_is_told_first_what_asks_them_by_name(cast: Cast, browsers: Browsers) -> None:
    for number in range(MOST_WAITING):
        a_question(cast.project, cast.culture, f"Question {number}?", at=on(4, 1 + number))
    a_question(cast.project, cast.culture, f"Will you come, @{cast.facilitator.handle}?", at=on(5, 10))
    a_question(cast.project, cast.culture, f"Will you, @{cast.organiser.handle}?", at=on(3, 1))
    update = a_post(cast.project, cast.culture, at=on(5, 12))
    updates.comment(update, f"Look, @{cast.facilitator.handle}.", by=cast.culture, at=on(5, 13))
    db.session.commit()
    derived()
    page = browsers(cast.facilitator).text("/home")
    to_me = page[page.index("To you by name") : page.index("Your queue, oldest first")]
    assert to_me.index("Will you come, ") < to_me.index("mentions you")
    questions = page[page.index("Questions without an answer") : page.index("All teams, week by week")]
    assert ("Will you come, " in questions, "Will you, " in questions) == (False, True)
    assert "Will you, " not in to_me


def test_home_begins_with_links_to_its_parts_and_how_much_waits_in_each(
    cast: Cast, browsers: Browsers
) -> None:
    browser = browsers(cast.facilitator)
    for number in range(MOST_WAITING + 1):
        a_question(cast.project, cast.culture, f"Question {number}?", at=on(4, 1 + number))
    a_post(cast.project, cast.culture, at=on(5, 12))
    db.session.commit()
    html = browser.get("/home").get_data(as_text=True)
    parts = html[html.index('id="filter-parts"') : html.index("</header>", html.index('id="filter-parts"'))]
    led_to = re.findall(r'href="#([a-z]+)"', parts)
    assert [one for one in led_to if f'<h2 id="{one}">' not in html] == []
    assert led_to == ["reports", "questions", "stalls", "gaps", "weeks", "new", "next"]
    counted = f"Reports {MOST_WAITING + 2} Questions {MOST_WAITING + 1} Look closer 2 Gaps 1 Week by week"
    assert counted in words_of(parts)


def a_team_without_a_project(cast: Cast, name: str, formed_on: date) -> Team:
    team = Team(programme=cast.programme, slug=name.lower(), name=name, formed_on=formed_on)
    db.session.add(team)
    return team


def test_a_team_without_a_project_stands_among_the_weeks_and_leads_to_its_page(
    cast: Cast, browsers: Browsers
) -> None:
    a_post(cast.project, cast.culture, at=on(5, 10))
    a_post(cast.other_project, cast.other, at=on(4, 10))
    a_team_without_a_project(cast, "Halvt", date(2017, 4, 23))
    a_team_without_a_project(cast, "Nytt", date(2017, 5, 12))
    a_team_without_a_project(cast, "Sedan", date(2017, 5, 16))
    gone = a_team_without_a_project(cast, "Borta", date(2017, 4, 23))
    gone.dissolved_at = on(5, 1)
    db.session.commit()
    html = browsers(cast.facilitator).get("/home").get_data(as_text=True)
    table = html[html.index('class="table table--fold weeks"') :]
    rows = table[: table.index("</table>")].split("<tr")[2:]
    weeks = "silent silent silent silent silent not yet None"
    assert [words_of("<tr" + row) for row in rows if "/teams/" in row] == [
        f"The team Halvt No project yet {weeks} Without a project for three weeks",
        f"The team Nytt No project yet {weeks} Formed this week",
    ]
    assert ["/projects/" in row for row in rows] == [True, False, True, False]
    assert [row.startswith(' class="is-silent"') for row in rows] == [True, True, False, False]
    assert 'href="/teams/halvt">The team Halvt</a>' in rows[1]


def test_a_team_whose_project_begins_later_is_not_said_to_have_none(cast: Cast, browsers: Browsers) -> None:
    cast.other_project.started_on = date(2017, 5, 16)
    db.session.commit()
    assert "No project yet" not in browsers(cast.facilitator).text("/home")


def test_teams_without_a_project_take_no_statement_more(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.facilitator)
    a_team_without_a_project(cast, "Halvt", date(2017, 4, 23))
    db.session.commit()
    browser.get("/home")
    one = statements_of(lambda: browser.get("/home"))
    for name in ("Nytt", "Nyare"):
        a_team_without_a_project(cast, name, date(2017, 5, 1))
    db.session.commit()
    assert (one, statements_of(lambda: browser.get("/home"))) == (5, 5)


def test_a_facilitators_queue_stands_on_her_home(cast: Cast, browsers: Browsers) -> None:
    road.hand_in(cast.project, cast.culture)
    db.session.commit()
    queue = browsers(cast.facilitator).text("/home").partition("Your queue, oldest first")[2]
    assert queue.index("Open doors") < queue.index("You never review")


def waiting(browsers: Browsers, person: Person) -> str:
    """What the heading of the home says."""
    heading = browsers(person, "sv").get("/home").get_data(as_text=True).partition("<h1>")[2]
    return heading.partition("</h1>")[0]


def test_the_heading_counts_what_stands_in_all_the_lists_below_it(cast: Cast, browsers: Browsers) -> None:
    said = [waiting(browsers, cast.facilitator)]  # two projects that stand still, a team that is not whole
    a_question(cast.project, cast.culture).status = None
    db.session.commit()
    said.append(waiting(browsers, cast.facilitator))
    a_post(cast.project, cast.culture, at=on(5, 10))
    db.session.commit()
    said.append(waiting(browsers, cast.facilitator))
    road.hand_in(cast.project, cast.culture)
    db.session.commit()
    said.append(waiting(browsers, cast.facilitator))
    stalls.snooze(cast.other_project, date(2017, 5, 22), "Later.", seen=0, by=cast.facilitator)
    db.session.commit()
    said.append(waiting(browsers, cast.facilitator))
    assert said == [f"{count} saker väntar på dig" for count in ("Tre", "Fyra", "Fem", "Sex", "Fem")]


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        (7, "Tio saker väntar på dig"),
        (10, "13 saker väntar på dig"),
        (11, "14 saker väntar på dig"),
        (MOST_COUNTED, "103 saker väntar på dig"),
        (MOST_COUNTED + 1, "Mer än 100 saker väntar på dig"),
    ],
)
def test_the_heading_counts_all_that_waits_and_more_than_a_round_number_where_that_takes_too_long(
    cast: Cast, browsers: Browsers, questions: int, said: str
) -> None:
    for _number in range(questions):
        a_question(cast.project, cast.culture).status = None
    db.session.commit()
    assert waiting(browsers, cast.facilitator) == said


def test_an_organiser_is_led_to_views_and_audit(cast: Cast, browsers: Browsers) -> None:
    page = browsers(cast.organiser).text("/home")
    assert "For organisers" in page
    assert "For organisers" not in browsers(cast.facilitator).text("/home")
