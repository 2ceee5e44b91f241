"""The pages of reviews, walked by their people."""

import re

from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.reviews import actions, queries
from collab.reviews.actions import Reply
from collab.reviews.models import Answer, AnswerState, Approval
from tests.conftest import Browsers
from tests.reviews import road
from tests.support.browser import Browser, words_of
from tests.support.cast import Cast

REVIEWS, SUBMISSION = "/projects/oppna-dorrar/reviews", "/projects/oppna-dorrar/submission"
APPROVAL = "/projects/oppna-dorrar/approval"


def saved() -> None:
    db.session.commit()


def again() -> None:
    """See what the browser's requests have written."""
    db.session.rollback()
    db.session.expire_all()


def landed(browser: Browser, path: str, fields: dict[str, str] | None = None) -> str:
    """Send a form and read the page that it leads to."""
    answer = browser.post(path, fields)
    assert answer.status_code == 303, words_of(answer.get_data(as_text=True))
    return browser.text(answer.location)


def html(browser: Browser, path: str) -> str:
    return browser.get(path).get_data(as_text=True)


def statuses(browsers: Browsers, path: str, *people: Person) -> list[int]:
    return [browsers(person).get(path).status_code for person in people]


def test_the_page_before_handing_in_links_to_what_is_missing(cast: Cast, browsers: Browsers) -> None:
    page = html(browsers(cast.culture), SUBMISSION)
    assert 'href="/projects/oppna-dorrar/plan/need"' in page
    assert "Three things are missing" in page
    refused = browsers(cast.culture).post(SUBMISSION)
    told = words_of(refused.get_data(as_text=True))
    assert refused.status_code == 422
    assert told.startswith("Error: Open doors: Hand in")
    assert "The project cannot be handed in yet. What is missing is listed below." in told
    again()
    assert queries.submission_of(cast.project, road.the_round()) is None


def test_a_must_of_an_earlier_round_is_linked_where_it_is_answered(cast: Cast, browsers: Browsers) -> None:
    review, _ = road.released(cast, "midway", road.on(2, 1))
    must = road.points(review)[2].key
    saved()
    page = html(browsers(cast.culture), SUBMISSION)
    assert f'href="/projects/oppna-dorrar/reviews#point-{must}"' in page


def test_the_team_hands_in_and_reads_that_it_is_under_review(cast: Cast, browsers: Browsers) -> None:
    road.write_plan(cast.project)
    saved()
    team = browsers(cast.business)
    assert "Hand in to the final" in team.text(SUBMISSION)
    page = landed(team, SUBMISSION)
    assert "The project is handed in." in page
    assert "The reviews are written now. You read them all at once, when they are ready." in page
    assert "It was handed in to the final Mon 15 May at 09:00." in team.text(SUBMISSION)


def test_between_the_rounds_the_page_says_when_the_next_one_opens(cast: Cast, browsers: Browsers) -> None:
    road.the_round("final").opens_on = road.on(6, 1).date()
    saved()
    assert "The next one, Final, opens Thu 1 June." in browsers(cast.culture).text(SUBMISSION)


def test_who_may_open_which_page(cast: Cast, browsers: Browsers) -> None:
    road.hand_in(cast.project, cast.culture)
    draft = road.draft(cast.project, cast.facilitator).key
    saved()
    people = (cast.culture, cast.other, cast.facilitator, cast.colleague, cast.organiser, cast.outsider)
    assert statuses(browsers, SUBMISSION, *people) == [200, 403, 403, 403, 403, 404]
    assert statuses(browsers, REVIEWS, *people) == [200, 404, 200, 200, 200, 404]
    assert statuses(browsers, "/reviews", *people) == [404, 404, 200, 200, 200, 404]
    assert statuses(browsers, f"/reviews/{draft}", *people) == [404, 404, 200, 404, 404, 404]


def test_the_queue_offers_a_seat_and_leads_to_the_desk(cast: Cast, browsers: Browsers) -> None:
    road.hand_in(cast.project, cast.culture)
    saved()
    lead = browsers(cast.facilitator)
    page = lead.text("/reviews")
    assert page.startswith("One review waits")
    assert "7 days Open doors Final, first reading. Came 8 May. Nobody reviews it yet. Take and write" in page
    assert "You never review a project that your own organisation is in." in page
    desk = landed(lead, "/reviews/assignments", {"project": "oppna-dorrar", "round": "final"})
    assert "Review Open doors" in desk
    assert "Nobody passes the library." in desk
    assert (
        "Visible to: the team, the facilitators and the organisers, when both reviews are handed in" in desk
    )
    assert "Write review" in lead.text("/reviews")


def test_who_has_a_tie_or_no_role_cannot_take_a_seat(cast: Cast, browsers: Browsers) -> None:
    road.hand_in(cast.project, cast.culture)
    road.moved(cast.facilitator, "kristianstad")
    saved()
    seat = {"project": "oppna-dorrar", "round": "final"}
    people = (cast.facilitator, cast.organiser, cast.culture, cast.outsider)
    found = [browsers(person).post("/reviews/assignments", seat).status_code for person in people]
    assert found == [403, 403, 404, 404]


def test_a_full_table_is_said_on_the_queue(cast: Cast, browsers: Browsers) -> None:
    road.hand_in(cast.project, cast.culture)
    road.the_round().reviewers_per_project = 1
    road.draft(cast.project, cast.colleague)
    saved()
    page = landed(
        browsers(cast.facilitator), "/reviews/assignments", {"project": "oppna-dorrar", "round": "final"}
    )
    assert "The project has all its reviewers. Somebody took the last place before you." in page


def test_the_team_reads_nothing_before_the_release(cast: Cast, browsers: Browsers) -> None:
    road.hand_in(cast.project, cast.culture)
    road.review(cast.project, cast.facilitator)
    saved()
    page = browsers(cast.culture).text(REVIEWS)
    for hidden in ("Process leader", "Show it.", "Ask Osby.", "Holds", "1 review"):
        assert hidden not in page.replace("Process leader, Region Your account", "")
    for who in (cast.colleague, cast.organiser):
        page = browsers(who).text(REVIEWS)
        assert "Show it." in page
        assert "One review is handed in. The team does not see it yet." in page


def test_a_facilitator_releases_early_and_the_team_answers(cast: Cast, browsers: Browsers) -> None:
    road.hand_in(cast.project, cast.culture)
    review = road.review(cast.project, cast.facilitator)
    must = road.points(review)[2].key
    saved()
    assert "The team can read the reviews now." in landed(browsers(cast.colleague), f"{REVIEWS}/final")
    team = browsers(cast.business)
    page = team.text(REVIEWS)
    assert "Two points wait for your answer Final: answer by Fri 2 June at the latest." in page
    assert "1 Must Say where the number comes from." in page
    answer = {f"{must}-state": "done", f"{must}-text": "Source added.", f"{must}-seen": "0"}
    page = landed(team, f"/points/{must}/answer", answer)
    assert "It is done Source added. Head of business, Karlskrona" in page
    assert "One point waits for your answer" in page


def test_a_no_without_a_reason_comes_back_with_what_was_typed(cast: Cast, browsers: Browsers) -> None:
    review, _ = road.released(cast)
    must = road.points(review)[2].key
    saved()
    refused = browsers(cast.culture).post(
        f"/points/{must}/answer", {f"{must}-state": "declined", f"{must}-seen": "0"}
    )
    page = refused.get_data(as_text=True)
    assert (refused.status_code, words_of(page)[:6]) == (422, "Error:")
    assert f'<a href="#{must}-text">Say why you will not do it.</a>' in page
    assert re.search(rf'name="{must}-state" value="declined"[^>]* checked', page)


def test_two_members_who_answer_at_once_both_learn_of_it(cast: Cast, browsers: Browsers) -> None:
    review, _ = road.released(cast)
    must = road.points(review)[2].key
    saved()
    browsers(cast.culture).post(
        f"/points/{must}/answer", {f"{must}-state": "done", f"{must}-text": "First.", f"{must}-seen": "0"}
    )
    second = browsers(cast.business).post(
        f"/points/{must}/answer", {f"{must}-state": "done", f"{must}-text": "Second.", f"{must}-seen": "0"}
    )
    page = second.get_data(as_text=True)
    assert second.status_code == 422
    assert "Somebody else in the team has answered this point." in page
    assert "First." in page
    assert "Second." in page
    again()
    assert [a.text for a in db.session.scalars(select(Answer))] == ["First."]


def test_only_the_team_answers(cast: Cast, browsers: Browsers) -> None:
    review, _ = road.released(cast)
    must = road.points(review)[2].key
    saved()
    said = {f"{must}-state": "done", f"{must}-text": "Ours.", f"{must}-seen": "0"}
    people = (cast.facilitator, cast.organiser, cast.other, cast.outsider)
    found = [browsers(p).post(f"/points/{must}/answer", said).status_code for p in people]
    assert found == [403, 403, 404, 404]


def test_one_answer_is_spoken_of_as_one(cast: Cast, browsers: Browsers) -> None:
    review, _ = road.released(cast)
    must = road.points(review)[2]
    actions.answer(must, Reply(AnswerState.DONE, "Done so."), by=cast.culture)
    saved()
    assert "An answer to one of your points. It is to a must." in browsers(cast.facilitator).text("/reviews")


def test_the_reviewer_reads_the_answers_then_approves_and_takes_it_back(
    cast: Cast, browsers: Browsers
) -> None:
    review, _ = road.released(cast)
    road.answer_all(cast)
    key = review.key
    saved()
    lead = browsers(cast.facilitator)
    assert "Three answers to your points. One of them is to a must." in lead.text("/reviews")
    assert "The answers have left your queue." in landed(lead, f"/reviews/{key}/reading")
    assert "Every must is answered: the project can be approved." in lead.text("/reviews")
    assert "Approved on Monday 15 May 2017" in landed(lead, APPROVAL)
    assert lead.text("/reviews").startswith("No review waits")
    refused = lead.post(f"{APPROVAL}/withdrawal", {"reason": ""})
    assert refused.status_code == 422
    assert '<a href="#reason">Say why the approval is taken back.' in refused.get_data(as_text=True)
    page = landed(lead, f"{APPROVAL}/withdrawal", {"reason": "The numbers changed."})
    assert "The numbers changed." in page
    again()
    assert queries.approval_of(cast.project) is None


def test_the_button_and_the_gate_of_the_approval_agree(cast: Cast, browsers: Browsers) -> None:
    road.released(cast)
    saved()
    lead = browsers(cast.facilitator)
    assert "Approve for showing" not in lead.text(REVIEWS)
    assert "An answer to point 1 (final)" in lead.text(REVIEWS)
    page = landed(lead, APPROVAL, {"back": REVIEWS})
    assert "The project cannot be approved yet." in page
    again()
    assert db.session.scalars(select(Approval)).all() == []


def test_who_may_release_and_approve(cast: Cast, browsers: Browsers) -> None:
    road.released(cast)
    road.answer_all(cast)
    saved()
    people = (cast.culture, cast.other, cast.outsider)
    for path in (f"{REVIEWS}/final", APPROVAL, f"{APPROVAL}/withdrawal"):
        assert [browsers(p).post(path).status_code for p in people] == [404, 404, 404], path


def test_a_review_that_is_handed_in_is_read_on_the_projects_page(cast: Cast, browsers: Browsers) -> None:
    road.hand_in(cast.project, cast.culture)
    key = road.review(cast.project, cast.facilitator).key
    saved()
    answer = browsers(cast.facilitator).get(f"/reviews/{key}")
    assert (answer.status_code, answer.location) == (303, f"{REVIEWS}#review-{key}")
