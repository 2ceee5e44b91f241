"""Seats and ties on the page of a project's reviews, walked by their people."""

import re

from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.mail.models import Mail
from collab.reviews import actions
from collab.reviews.models import Assignment, Exclusion
from tests.conftest import Browsers
from tests.reviews import road
from tests.support.browser import Browser, words_of
from tests.support.cast import Cast

REVIEWS, TIES = "/projects/oppna-dorrar/reviews", "/projects/oppna-dorrar/ties"
SEATS = f"{REVIEWS}/final/reviewers"


def under_review(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    db.session.commit()


def landed(browser: Browser, path: str, fields: dict[str, str] | None = None) -> str:
    answer = browser.post(path, fields)
    assert answer.status_code == 303, words_of(answer.get_data(as_text=True))
    return browser.text(answer.location)


def refused(browser: Browser, path: str, fields: dict[str, str]) -> str:
    answer = browser.post(path, fields)
    assert answer.status_code == 422
    return answer.get_data(as_text=True)


def seats() -> list[str]:
    db.session.rollback()
    return [a.reviewer.handle for a in db.session.scalars(select(Assignment).order_by(Assignment.seat))]


def test_an_organiser_appoints_a_reviewer_who_finds_it_in_her_queue(cast: Cast, browsers: Browsers) -> None:
    under_review(cast)
    lead = browsers(cast.organiser)
    assert "Reviewers Two places are free. Choose a reviewer" in lead.text(REVIEWS)
    page = landed(lead, SEATS, {"final-who": "facilitator"})
    assert "Process leader, Region reviews the project, and is told by mail." in page
    assert "Reviewers Process leader, Region Has not begun Remove : Process leader, Region" in page
    assert "One place is free." in page
    assert "You have not begun." in browsers(cast.facilitator).text("/reviews")
    assert db.session.scalars(select(Mail.to)).all() == ["facilitator@example.org"]


def test_a_choice_is_asked_for_and_is_one_of_the_facilitators(cast: Cast, browsers: Browsers) -> None:
    under_review(cast)
    lead = browsers(cast.organiser)
    page = refused(lead, SEATS, {"final-who": ""})
    assert '<a href="#final-who">Choose who is to review the project.</a>' in page
    for handle in ("culture", "organiser", "nobody"):
        assert "Choose one of the alternatives." in refused(lead, SEATS, {"final-who": handle}), handle
    assert seats() == []


def test_an_old_form_that_names_somebody_with_a_tie_is_refused_in_words(
    cast: Cast, browsers: Browsers
) -> None:
    under_review(cast)
    lead = browsers(cast.organiser)
    db.session.add(Exclusion(project=cast.project, person=cast.facilitator, reason="A friend"))
    db.session.commit()
    page = refused(lead, SEATS, {"final-who": "facilitator"})
    assert "Process leader, Region has a tie to the project and cannot review it." in page
    assert '<option value="facilitator"' not in page
    assert '<option value="colleague"' in page
    assert seats() == []


def test_a_full_table_offers_nothing_and_refuses_in_words(cast: Cast, browsers: Browsers) -> None:
    road.hand_in(cast.project, cast.culture)
    road.the_round().reviewers_per_project = 1
    road.draft(cast.project, cast.colleague)
    db.session.commit()
    lead = browsers(cast.organiser)
    assert "Choose a reviewer" not in lead.text(REVIEWS)
    page = refused(lead, SEATS, {"final-who": "facilitator"})
    assert "The project has all its reviewers." in page


def test_a_seat_is_taken_back_by_its_button_until_something_is_written(
    cast: Cast, browsers: Browsers
) -> None:
    road.hand_in(cast.project, cast.culture)
    road.draft(cast.project, cast.facilitator)
    draft = road.draft(cast.project, cast.colleague)
    actions.save_draft(draft, road.whole(), by=cast.colleague)
    db.session.commit()
    lead = browsers(cast.organiser)
    page = lead.get(REVIEWS).get_data(as_text=True)
    assert re.findall(r'action="[^"]*/reviewers/(\w+)/removal"', page) == ["facilitator"]
    told = landed(lead, f"{SEATS}/colleague/removal", {"back": REVIEWS})
    assert "has begun to write. A review that is begun is not taken away." in told
    told = landed(lead, f"{SEATS}/facilitator/removal", {"back": REVIEWS})
    assert "Process leader, Region no longer reviews the project." in told
    assert seats() == ["colleague"]
    assert lead.post(f"{SEATS}/nobody/removal").status_code == 404


def test_facilitators_see_the_seats_and_the_team_does_not(cast: Cast, browsers: Browsers) -> None:
    road.hand_in(cast.project, cast.culture)
    road.draft(cast.project, cast.colleague)
    db.session.commit()
    page = browsers(cast.facilitator).text(REVIEWS)
    assert "Reviewers Culture strategist, Region Has not begun One place is free." in page
    assert "Choose a reviewer" not in page
    assert "Remove" not in page
    team = browsers(cast.culture).text(REVIEWS)
    for hidden in ("Reviewers", "Culture strategist, Region", "place is free", "Ties"):
        assert hidden not in team, hidden


def test_only_organisers_give_and_take_seats(cast: Cast, browsers: Browsers) -> None:
    road.hand_in(cast.project, cast.culture)
    road.draft(cast.project, cast.colleague)
    db.session.commit()
    people: tuple[Person, ...] = (cast.facilitator, cast.culture, cast.other, cast.outsider)
    for path in (SEATS, f"{SEATS}/colleague/removal"):
        found = [browsers(p).post(path, {"final-who": "facilitator"}).status_code for p in people]
        assert found == [403, 404, 404, 404], path
    assert seats() == ["colleague"]


def test_a_facilitator_declares_a_tie_and_reads_that_she_has_it(cast: Cast, browsers: Browsers) -> None:
    road.hand_in(cast.project, cast.culture)
    road.draft(cast.project, cast.facilitator)
    db.session.commit()
    lead = browsers(cast.facilitator)
    assert "I have a tie" in lead.text(REVIEWS)
    page = landed(lead, TIES, {"tie-reason": "My sister leads it."})
    assert "You do not judge this project: you have a tie to it." in page
    assert "You have declared a tie My sister leads it." in page
    assert "I have a tie" not in page
    assert lead.text("/reviews").startswith("No review waits")
    assert seats() == []
    assert "My sister" not in browsers(cast.colleague).text(REVIEWS)
    assert "My sister" not in browsers(cast.culture).text(REVIEWS)
    assert "Process leader, Region My sister leads it." in browsers(cast.organiser).text(REVIEWS)


def test_a_tie_wants_a_short_reason_and_what_was_typed_stays(cast: Cast, browsers: Browsers) -> None:
    lead = browsers(cast.facilitator)
    page = refused(lead, TIES, {"tie-reason": ""})
    assert '<a href="#tie-reason">Say what the tie is.</a>' in page
    page = refused(lead, TIES, {"tie-reason": "Sister! " * 40})
    assert "Write at most 300 characters." in page
    assert page.count("Sister!") == 40
    assert re.search(r"<details[^>]* open><summary>I have a tie", page)


def test_a_facilitator_cannot_declare_somebody_elses_tie(cast: Cast, browsers: Browsers) -> None:
    landed(browsers(cast.facilitator), TIES, {"tie-reason": "Mine.", "tie-who": "colleague"})
    db.session.rollback()
    assert [tie.person.handle for tie in db.session.scalars(select(Exclusion))] == ["facilitator"]


def test_who_has_handed_in_is_refused_in_words(cast: Cast, browsers: Browsers) -> None:
    road.hand_in(cast.project, cast.culture)
    road.review(cast.project, cast.facilitator)
    db.session.commit()
    page = refused(browsers(cast.facilitator), TIES, {"tie-reason": "My sister leads it."})
    assert "You have already handed in your review of this round, and it stands." in page
    assert "My sister leads it." in page


def test_an_organiser_declares_on_behalf_of_a_facilitator(cast: Cast, browsers: Browsers) -> None:
    under_review(cast)
    lead = browsers(cast.organiser)
    page = refused(lead, TIES, {"tie-who": "", "tie-reason": "A friend."})
    assert '<a href="#tie-who">Choose who has the tie.</a>' in page
    assert "A friend." in page
    page = landed(lead, TIES, {"tie-who": "colleague", "tie-reason": "A friend."})
    assert "Culture strategist, Region A friend." in page
    assert browsers(cast.colleague).text("/reviews").startswith("No review waits")
    landed(lead, TIES, {"tie-who": "facilitator", "tie-reason": "Another."})
    assert "Every facilitator has a tie to the project." in lead.text(REVIEWS)


def test_the_audit_tells_of_seats_and_ties_in_words(cast: Cast, browsers: Browsers) -> None:
    under_review(cast)
    lead = browsers(cast.organiser)
    landed(lead, SEATS, {"final-who": "facilitator"})
    landed(lead, f"{SEATS}/facilitator/removal", {"back": REVIEWS})
    landed(browsers(cast.facilitator), TIES, {"tie-reason": "My sister leads it."})
    audit = lead.text(f"/programmes/{cast.programme.slug}/audit")
    assert "Programme manager, Region appointed a reviewer of something that is gone" in audit
    assert "Programme manager, Region removed a reviewer of Open doors" in audit
    assert "Process leader, Region declared a tie to Open doors" in audit
    assert "My sister" not in audit
