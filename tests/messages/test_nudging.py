"""Those who lead see which nudges wait and which went out, so that nobody nudges a team twice."""

from datetime import timedelta

from sqlalchemy import func, select

from collab import clock, db
from collab.messages import actions
from collab.messages.models import Message
from collab.programmes.models import ProgrammeState
from collab.projects.models import Project
from tests.conftest import Browsers
from tests.messages import letters
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.updates.written import on

PAGE = "/projects/oppna-dorrar"
BUTTON = "Draft a nudge : Open doors"


def a_nudge(cast: Cast, project: Project | None = None) -> Message:
    """A draft to the project's team."""
    nudged = project or cast.project
    selection = letters.Selection(teams=(nudged.team.slug,))
    return actions.draft(cast.programme, letters.WORDS, selection, nudged, by=cast.facilitator)


def sent(nudge: Message, cast: Cast) -> Message:
    actions.send(nudge, clock.now(), by=cast.colleague, seen=nudge.version)
    return nudge


def test_a_draft_that_waits_is_linked_and_stands_in_the_place_of_another(
    cast: Cast, browsers: Browsers
) -> None:
    browser = browsers(cast.facilitator)
    assert [BUTTON in browser.text(path) for path in ("/home", PAGE)] == [True, True]
    begun = browser.text(browser.post(f"{PAGE}/nudge").location)
    assert "A draft to the team. Read it through, change what you like, and send it." in begun
    draft = db.session.scalars(select(Message)).one()
    other = browsers(cast.colleague)
    for path in ("/home", PAGE):
        html = other.get(path).get_data(as_text=True)
        assert html.count(f'<a href="/messages/{draft.key}">The draft of a nudge waits</a>, begun') == 1
        text = other.text(path)
        assert "The draft of a nudge waits , begun 15 May by Process leader, Region" in text
        assert (BUTTON in text, "Draft a nudge : Lonely idea" in text) == (False, path == "/home")


def test_who_nudges_beside_another_meets_the_draft_that_waits(cast: Cast, browsers: Browsers) -> None:
    addresses = [browsers(one).post(f"{PAGE}/nudge").location for one in (cast.facilitator, cast.colleague)]
    assert addresses[0] == addresses[1]
    new = "A draft to the team. Read it through, change what you like, and send it."
    for who, name in ((cast.facilitator, "you"), (cast.colleague, "Process leader, Region")):
        browser = browsers(who)
        page = browser.text(browser.post(f"{PAGE}/nudge").location)
        said = f"A draft to the team waits already: {name} began it 15 May."
        assert (new in page, said in page) == (False, True)
    assert db.session.scalar(select(func.count(Message.id))) == 1
    sent(db.session.scalars(select(Message)).one(), cast)
    db.session.commit()
    assert browsers(cast.colleague).post(f"{PAGE}/nudge").location != addresses[0]


def test_what_was_sent_last_stands_with_its_day_and_who_sent_it(cast: Cast, browsers: Browsers) -> None:
    with clock.at(on(5, 2)):
        sent(a_nudge(cast), cast)
    with clock.at(on(5, 9)):
        last = sent(a_nudge(cast), cast)
    db.session.commit()
    browser = browsers(cast.facilitator, "sv")
    for path in ("/home", PAGE):
        html = browser.get(path).get_data(as_text=True)
        assert html.count("Påminnelse skickad") == 1
        assert f'<a href="/messages/{last.key}">Påminnelse skickad <time' in html
        text = browser.text(path)
        assert "Påminnelse skickad 9 maj av Kulturstrateg, Region" in text
        assert "Gör utkast till påminnelse : Öppna dörrar" in text


def test_one_that_goes_out_later_is_not_said_to_be_sent(cast: Cast, browsers: Browsers) -> None:
    nudge = a_nudge(cast)
    actions.send(nudge, clock.now() + timedelta(days=3), by=cast.facilitator, seen=nudge.version)
    db.session.commit()
    browser = browsers(cast.facilitator)
    assert "Nudge by Process leader, Region goes out 18 May" in browser.text("/home")
    with clock.at(on(5, 19)):
        assert "Nudge sent 18 May by Process leader, Region" in browser.text("/home")


def test_a_project_that_is_left_alone_tells_of_its_nudges_too(cast: Cast, browsers: Browsers) -> None:
    a_nudge(cast)
    db.session.commit()
    browser = browsers(cast.facilitator)
    browser.post(f"{PAGE}/snooze", {"until": "2017-05-22", "note": "They move house.", "version": 0})
    assert browser.text("/home").count("The draft of a nudge waits") == 1


def test_other_messages_and_other_projects_leave_no_mark(cast: Cast, browsers: Browsers) -> None:
    letters.a_draft(cast)
    a_nudge(cast, cast.other_project)
    db.session.commit()
    assert "nudge waits" not in browsers(cast.facilitator).text(PAGE)


def test_the_team_sees_nothing_of_it(cast: Cast, browsers: Browsers) -> None:
    a_nudge(cast)
    db.session.commit()
    assert [
        "nudge" in browsers(one).text(path) for one in (cast.culture, cast.other) for path in ("/home", PAGE)
    ] == [False] * 4
    cast.programme.state = ProgrammeState.ARCHIVED
    db.session.commit()
    assert "nudge" not in browsers(cast.facilitator).text("/home")


def test_a_draft_says_who_has_nudged_the_team_already(cast: Cast, browsers: Browsers) -> None:
    first, second = sent(a_nudge(cast), cast), a_nudge(cast)
    a_nudge(cast, cast.other_project)
    db.session.commit()
    browser = browsers(cast.facilitator)
    said = "There are other nudges to this team"
    page = browser.text(f"/messages/{second.key}")
    assert f"{said} Nudge sent 15 May by Culture strategist, Region" in page
    assert page.count("nudge") + page.count("Nudge") == 2
    assert said not in browser.text(f"/messages/{first.key}")
    db.session.delete(first)
    db.session.commit()
    assert said not in browser.text(f"/messages/{second.key}")


def test_nudges_take_no_statement_more_on_the_home(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.facilitator)
    browser.get("/home")
    nothing = statements_of(lambda: browser.get("/home"))
    for project in (cast.project, cast.other_project):
        sent(a_nudge(cast, project), cast)
        a_nudge(cast, project)
    db.session.commit()
    assert (statements_of(lambda: browser.get("/home")), nothing) == (5, 5)


def test_a_message_outlives_the_project_that_it_nudged(cast: Cast) -> None:
    nudge = a_nudge(cast, cast.other_project)
    db.session.commit()
    db.session.delete(cast.other_project)
    db.session.commit()
    db.session.refresh(nudge)
    assert nudge.project_id is None
