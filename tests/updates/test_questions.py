"""What a question says on its page, who settles it, and what it leaves of the report before it."""

import pytest
from sqlalchemy import delete, select

from collab import clock, db
from collab.programmes.models import Membership
from collab.teams.models import TeamMember
from collab.updates import actions, policy
from collab.updates.content import Content
from collab.updates.models import Kind
from tests.conftest import Browsers
from tests.support.cast import Cast
from tests.updates.sent import NEW, value_of
from tests.updates.written import a_post, a_question, on


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Who has done it?", 0),
        ('Who "owns" it & how?', 0),
        ("Which:\n\n- a tour\n- a fair", 1),
        ("Who has **really** done it?", 1),
    ],
)
def test_a_short_question_stands_once_unless_it_has_a_form_of_its_own(
    cast: Cast, browsers: Browsers, text: str, stands: int
) -> None:
    question = a_question(cast.project, cast.culture, text)
    db.session.commit()
    html = browsers(cast.other).get(f"/updates/{question.key}").get_data(as_text=True)
    assert html.count('<div class="post__text"') == stands


def test_who_asked_and_has_no_place_in_the_programme_settles_nothing(cast: Cast, browsers: Browsers) -> None:
    question = a_question(cast.project, cast.culture)
    actions.mark_answer(actions.comment(question, "We have.", by=cast.other), by=cast.facilitator)
    places = select(Membership.id).where(Membership.person_id == cast.culture.id)
    db.session.execute(delete(TeamMember).where(TeamMember.membership_id.in_(places)))
    db.session.execute(delete(Membership).where(Membership.person_id == cast.culture.id))
    db.session.commit()
    assert policy.read(cast.culture, question)
    assert browsers(cast.culture).post(f"/updates/{question.key}/answer/removal").status_code == 403


def test_home_asks_for_the_step_that_its_form_begins_with(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, at=on(5, 1))
    day = clock.today()
    asks = Content(kind=Kind.QUESTION, text="Who?", next_step="Ask the five", next_step_due_on=day)
    a_post(cast.project, cast.culture, asks, at=on(5, 10))
    db.session.commit()
    browser = browsers(cast.culture)
    with clock.at(on(5, 24)):
        home = browser.text("/home")
        assert value_of(browser.get(f"{NEW}?reminded=1"), "next_step") == "Write to the five"
    assert ("Your team wrote: “Write to the five”" in home, "Ask the five”" in home) == (True, False)
