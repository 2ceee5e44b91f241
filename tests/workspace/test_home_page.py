"""What waits, what changed, what is next: one home for each role."""

import re
from datetime import date

import pytest
from msgspec.structs import replace

from collab import clock, db, versions
from collab.programmes.models import ProgrammeState
from collab.projects.models import Milestone
from collab.reviews.models import Exemption
from collab.teams import queries as teams
from collab.teams.models import JoinState, Team, TeamMember
from collab.updates import actions as updates
from tests.conftest import Browsers
from tests.forming.test_leading import place
from tests.ideas.wishing import a_companion, a_wish, an_idea
from tests.notifications.telling import derived, known_update
from tests.reviews import road
from tests.showcases import stage
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.teams.test_actions import newcomer
from tests.teams.test_policy import ask
from tests.updates.written import WHOLE, a_draft, a_post, a_question, on


def test_a_member_is_asked_to_hand_the_project_in_while_the_round_is_open(
    cast: Cast, browsers: Browsers
) -> None:
    page = browsers(cast.business).text("/home")
    assert "Hand the project in: Final" in page


def test_a_mention_waits_on_the_home_until_the_page_is_opened(cast: Cast, browsers: Browsers) -> None:
    update = known_update(cast.other_project, cast.other)
    updates.comment(update, "@tourism, can you tell us?", by=cast.other)
    derived()
    browser, said = browsers(cast.tourism), "mentions you"
    browser.get("/home")
    before = statements_of(lambda: browser.get("/home"))
    assert [said in browsers(person).text("/home") for person in (cast.tourism, cast.culture)] == [
        True,
        False,
    ]
    browser.get(f"/updates/{update.key}")
    assert said not in browser.text("/home")
    assert statements_of(lambda: browser.get("/home")) == before


def test_a_question_that_mentions_somebody_waits_once(cast: Cast, browsers: Browsers) -> None:
    a_question(cast.other_project, cast.other, "@tourism, who has done it?")
    derived()
    page = browsers(cast.tourism).text("/home")
    assert [f"Simrishamn {said}" in page for said in ("asks you", "mentions you")] == [True, False]


def test_home_says_whether_oneself_the_team_or_somebody_in_it_is_called_on(
    cast: Cast, browsers: Browsers
) -> None:
    for who in ("@tourism", "@sparet", "@culture"):
        a_question(cast.other_project, cast.other, f"{who}, who has done it?")
        updates.comment(a_post(cast.other_project, cast.other), f"Look, {who}", by=cast.other)
    derived()
    page = browsers(cast.tourism).text("/home")
    said = ("asks you", "asks your team", "asks somebody in your team", "mentions you", "mentions your team")
    assert [page.count(f"Simrishamn {one} ") for one in said] == [2] * 5  # each by its title and its link
    assert "mentions somebody" not in page


def test_a_comment_on_ones_own_question_waits_once(cast: Cast, browsers: Browsers) -> None:
    question = a_question(cast.project, cast.tourism)
    updates.comment(question, "@tourism, we have.", by=cast.other)
    updates.comment(known_update(cast.other_project, cast.other), "@tourism, and you?", by=cast.other)
    derived()
    page = browsers(cast.tourism).text("/home")  # each by its title and its link
    assert [page.count(said) for said in ("Is your question answered?", "mentions you")] == [2, 2]


def test_what_waits_names_people_by_their_names(cast: Cast, browsers: Browsers) -> None:
    question = a_question(cast.other_project, cast.other, "@tourism, who has **done** it?")
    own = a_question(cast.project, cast.tourism, "@other, how did you do it?")
    updates.comment(own, "Slowly", by=cast.other)
    db.session.commit()
    said, asked = (name.name.said("sv") for name in (cast.tourism, cast.other))
    page = browsers(cast.tourism).text("/home")
    shown = f"@{said}, who has done it?", f"One comment: “@{asked}, how did you do it?”"
    assert [page.count(words) for words in shown] == [1, 1]
    assert f"@{said}, who has done it?" in browsers(cast.facilitator).text("/home")
    assert question.text.startswith("@tourism")


def test_when_no_round_is_open_nobody_is_asked_to_hand_in(cast: Cast, browsers: Browsers) -> None:
    with clock.at(on(6, 5)):
        assert "Hand the project in" not in browsers(cast.business).text("/home")


def test_unanswered_musts_wait_with_their_day(cast: Cast, browsers: Browsers) -> None:
    road.released(cast)
    db.session.commit()
    page = browsers(cast.tourism).text("/home")
    assert "Answer the points of the review: Final" in page
    assert "Unanswered: 1 must, 1 should." in page


def test_ones_own_milestone_waits_when_it_is_near(cast: Cast, browsers: Browsers) -> None:
    db.session.add(
        Milestone(
            project=cast.project,
            title="Nycklar",
            due_on=date(2017, 5, 20),
            owner=teams.coordinators(cast.team)[0],
        )
    )
    db.session.commit()
    assert "Your milestone: Nycklar" in browsers(cast.culture).text("/home")
    assert "Your milestone: Nycklar" not in browsers(cast.business).text("/home")


def test_a_draft_waits_for_its_author_alone_and_is_known_by_its_first_words(
    cast: Cast, browsers: Browsers
) -> None:
    a_draft(cast.project, cast.culture)
    db.session.commit()
    page = browsers(cast.culture).text("/home")
    assert "Finish your draft" in page
    assert f"“The jury is done.” {cast.project.title.en}, saved " in page
    assert "Finish your draft" not in browsers(cast.business).text("/home")


def test_a_step_whose_day_has_come_leads_to_the_form_filled_in(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.business, replace(WHOLE, next_step_due_on=date(2017, 5, 16)), at=on(5, 1))
    db.session.commit()
    browser = browsers(cast.culture)
    html = browser.get("/home").get_data(as_text=True)
    form = "/projects/oppna-dorrar/updates/new?reminded=1"
    assert re.findall(r'How did it go\?.*?href="([^"]+)"', html, re.S)[0] == form
    assert f'value="{WHOLE.next_step}"' in browser.get(form).get_data(as_text=True)


def test_an_approved_project_waits_to_be_shown(cast: Cast, browsers: Browsers) -> None:
    stage.approved(cast)
    db.session.commit()
    assert "Show Open doors to everybody" in browsers(cast.second).text("/home")


def test_nothing_is_asked_of_anybody_once_the_programme_is_archived(cast: Cast, browsers: Browsers) -> None:
    a_question(cast.other_project, cast.other, f"Do you know, @{cast.culture.handle}?")
    own = a_question(cast.project, cast.culture, "Who has done it?")
    updates.comment(own, "We have.", by=cast.other)
    db.session.commit()
    asks = ("asks you", "Is your question answered?")
    pages = [browsers(cast.culture).text("/home")]
    cast.programme.state = ProgrammeState.ARCHIVED
    db.session.commit()
    pages.append(browsers(cast.culture).text("/home"))
    assert [[said in page for said in asks] for page in pages] == [[True, True], [False, False]]


def test_somebody_without_a_place_is_told_whom_to_ask(cast: Cast, browsers: Browsers) -> None:
    assert "You have no place in the programme yet" in browsers(cast.outsider).text("/home")


@pytest.mark.parametrize(
    "path", ["/programmes/kultur-pa-resande-fot/feed", "/teams/sparet/feed", "/projects/oppna-dorrar/feed"]
)
def test_feeds_are_for_those_in_the_programme(cast: Cast, browsers: Browsers, path: str) -> None:
    a_post(cast.project, cast.culture, at=on(5, 10))
    db.session.commit()
    assert "wrote that the project is at risk" in browsers(cast.other).text(path)
    assert browsers(cast.outsider).get(path).status_code == 404


def test_only_organisers_read_the_audit(cast: Cast, browsers: Browsers) -> None:
    path = "/programmes/kultur-pa-resande-fot/audit"
    a_post(cast.project, cast.culture, at=on(5, 10))
    db.session.commit()
    assert "Update posted" in browsers(cast.organiser).text(path)
    assert browsers(cast.facilitator).get(path).status_code == 404


@pytest.mark.parametrize("query", ["?before=x", "?before=999999999", "?verb=nonsense", "?before=-1&verb='"])
def test_nonsense_in_the_address_breaks_nothing(cast: Cast, browsers: Browsers, query: str) -> None:
    assert browsers(cast.organiser).get(f"/programmes/kultur-pa-resande-fot/audit{query}").status_code == 200


def test_who_asks_to_join_a_team_is_not_late(cast: Cast, browsers: Browsers) -> None:
    asked = ask(cast.other, cast.team)
    asked.asked_at = on(5, 9)
    db.session.commit()
    page = browsers(cast.second).text("/home") + browsers(cast.culture).text("/home")
    assert "asks to join your team" in page
    assert "Late." not in page


def test_who_has_asked_a_team_is_told_what_became_of_it(cast: Cast, browsers: Browsers) -> None:
    asker = newcomer(cast, "osby")
    asked = ask(asker, cast.team)
    asked.asked_at, asked.answered_at = on(5, 9), on(5, 11)
    db.session.commit()
    assert "You asked Spåret on 9 May. They have not answered yet." in browsers(asker).text("/home")
    asked.state = JoinState.DECLINED
    db.session.commit()
    assert "Spåret said no on 11 May." in browsers(asker).text("/home")


def test_who_has_no_team_while_teams_form_is_told_so_and_led_on(cast: Cast, browsers: Browsers) -> None:
    lone = newcomer(cast, "osby")
    cast.programme.teams_form_until = date(2017, 5, 20)
    db.session.commit()
    html = browsers(lone).get("/home").get_data(as_text=True)
    assert "See who takes part and which teams have room." in html
    for path in ("people", "teams/new", "ideas/wishes"):
        assert f'href="/programmes/kultur-pa-resande-fot/{path}"' in html
    for person in (cast.culture, cast.other):
        assert "You are not in a team yet" not in browsers(person).text("/home")
    with clock.at(on(5, 21)):
        late = browsers(lone).text("/home")
    assert "Late. Teams were to be ready by then. Ask to join one that has room" in late


def test_a_team_that_has_no_project_yet_is_named_on_the_home_of_its_people(
    cast: Cast, browsers: Browsers
) -> None:
    team = Team(programme=cast.programme, slug="halvt", name="Halvt", formed_on=date(2016, 10, 1))
    seated = newcomer(cast, "osby")
    db.session.add(TeamMember(team=team, membership=place(seated), joined_on=team.formed_on))
    db.session.commit()
    page = browsers(seated).text("/home")
    assert "Our team Halvt" in page
    assert "You are not in a team yet" not in page


def test_while_teams_form_who_has_none_and_what_is_incomplete_waits_for_those_who_lead(
    cast: Cast, browsers: Browsers
) -> None:
    newcomer(cast, "osby")
    cast.programme.teams_form_until = date(2017, 5, 20)
    versions.bump()
    db.session.commit()
    page = browsers(cast.facilitator).text("/home")
    assert "Four things wait for you" in page
    assert "Teams form until 20 May To sort out" in page
    assert page.index("is in no team.") < page.index("does not meet the rules") < page.index("Your queue")
    assert page.index("Your queue") < page.index("Projects to look at more closely, and why")


def test_whoever_coordinates_a_team_that_is_incomplete_after_its_day_is_led_to_the_finder(
    cast: Cast, browsers: Browsers
) -> None:
    title = "Ensam is not complete"
    cast.other_team.complete_by = date(2017, 5, 15)
    db.session.commit()
    assert title not in browsers(cast.other).text("/home")
    with clock.at(on(5, 16)):
        html = browsers(cast.other).get("/home").get_data(as_text=True)
        assert f"{title} Late. One person of at least" in words_of(html)
        assert 'href="/programmes/kultur-pa-resande-fot/people">Find who is missing' in html
        for person in (cast.culture, cast.organiser):
            assert title not in browsers(person).text("/home")


def test_while_teams_form_those_who_lead_are_told_how_many_without_a_team_have_not_wished(
    cast: Cast, browsers: Browsers
) -> None:
    people = [newcomer(cast, "osby", number) for number in range(3)]
    cast.programme.teams_form_until = date(2017, 5, 20)
    versions.bump()
    db.session.commit()
    browser = browsers(cast.facilitator)
    assert "have not wished yet" not in browser.text("/home")
    nothing = statements_of(lambda: browser.get("/home"))
    idea = an_idea(cast.programme, "Nattåg")
    db.session.commit()
    page = browser.get("/home").get_data(as_text=True)
    assert "Three people have no team and have not wished yet. See who" in words_of(page)
    assert 'href="/programmes/kultur-pa-resande-fot/ideas/wishes/everybody"' in page
    assert statements_of(lambda: browser.get("/home")) == nothing <= 12
    a_wish(people[0], idea)
    a_companion(people[1], people[2], is_apart=True)
    db.session.commit()
    assert "One person has no team and has not wished yet." in browser.text("/home")
    assert "Two people have no team and have not wished yet." in browsers(cast.organiser).text("/home")
    overview = "/programmes/kultur-pa-resande-fot/ideas/wishes/everybody"
    assert "Six people have not wished yet. One of those who have not is in no team." in browser.text(
        overview
    )
    with clock.at(on(5, 21)):
        assert "not wished yet" not in browser.text("/home")


def test_a_project_that_a_round_exempts_is_not_asked_to_hand_in(cast: Cast, browsers: Browsers) -> None:
    road.released(cast, "midway", road.on(2, 1))
    db.session.commit()
    assert "Hand the project in" in browsers(cast.culture).text("/home")
    db.session.add(Exemption(round=road.the_round(), project_id=cast.project.id, reason="An idea."))
    db.session.commit()
    assert "Hand the project in" not in browsers(cast.culture).text("/home")


def test_before_a_project_begins_nobody_calls_it_silent(cast: Cast, browsers: Browsers) -> None:
    for project in (cast.project, cast.other_project):
        project.started_on = date(2017, 5, 16)
    db.session.commit()
    page = browsers(cast.facilitator).text("/home")
    assert "No project has begun yet." in page
    assert "has never reported" not in page


def test_what_waits_for_review_stands_beside_what_is_new(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, at=on(5, 10))
    road.hand_in(cast.project, cast.culture)
    db.session.commit()
    pages = [browsers(person).text("/home") for person in (cast.facilitator, cast.organiser)]
    assert ["handed in" in page for page in pages] == [True, True]


def test_the_home_takes_the_same_few_statements_however_much_there_is(cast: Cast, browsers: Browsers) -> None:
    road.hand_in(cast.project, cast.culture)
    a_post(cast.project, cast.culture, at=on(5, 10))
    db.session.commit()
    browser = browsers(cast.business)
    browser.get("/home")
    few = statements_of(lambda: browser.get("/home"))
    for day in range(1, 10):
        a_post(cast.project, cast.culture, at=on(5, day))
        a_post(cast.other_project, cast.other, at=on(5, day))
    db.session.commit()
    assert statements_of(lambda: browser.get("/home")) == few <= 12


def test_what_waits_takes_no_statement_more_for_each_kind(cast: Cast, browsers: Browsers) -> None:
    with clock.at(on(6, 5)):
        browser = browsers(cast.business)
        browser.get("/home")
        nothing = statements_of(lambda: browser.get("/home"))
        a_draft(cast.project, cast.business)
        for day in range(1, 4):
            db.session.add(Milestone(project=cast.project, title=f"Nycklar {day}", due_on=date(2017, 6, day)))
        db.session.commit()
        assert statements_of(lambda: browser.get("/home")) == nothing
        page = browser.text("/home")
    assert [f"Nycklar {day}" in page for day in range(1, 4)] == [True] * 3
    assert "Finish your draft" in page
