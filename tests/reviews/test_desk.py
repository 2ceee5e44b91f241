"""Writing a review in the browser: one form, several buttons, nothing typed is lost."""

import re

from sqlalchemy import select

from collab import clock, db, markdown
from collab.files import serving
from collab.files.prepared import PreparedPicture
from collab.project_files import actions as project_files
from collab.project_files.models import ProjectFile
from collab.projects import illustrations
from collab.projects.models import PlanText
from collab.reviews import actions
from collab.reviews.models import Judgement, Point, Review
from tests.conftest import Browsers
from tests.documents.papers import a_picture
from tests.project_files import shelf
from tests.reviews import road
from tests.support.browser import Browser, words_of
from tests.support.cast import Cast

WHOLE = {
    "level-need": "3",
    "comment-need": "Clear.",
    "level-effect": "2",
    "recommendation": "ready",
    "overall": "Show it.",
}


def at_the_desk(cast: Cast, browsers: Browsers) -> tuple[Browser, str]:
    road.hand_in(cast.project, cast.culture)
    review = road.draft(cast.project, cast.facilitator)
    db.session.commit()
    return browsers(cast.facilitator), f"/reviews/{review.key}"


def stored() -> Review:
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(Review)).one()


def said() -> list[tuple[str, str, str]]:
    db.session.rollback()
    rows = db.session.scalars(select(Point).order_by(Point.position))
    return [(point.criterion.code, point.severity, point.text) for point in rows]


def test_a_draft_is_kept_and_says_when(cast: Cast, browsers: Browsers) -> None:
    browser, path = at_the_desk(cast, browsers)
    assert "Draft saved" not in browser.text(path)
    answer = browser.post(
        path, {"button": "save", "seen": "1", "comment-need": "Half a thought", "level-need": "3"}
    )
    assert (answer.status_code, answer.location) == (303, f"{path}#verdict")
    page = browser.get(path).get_data(as_text=True)
    assert "Draft saved Mon 15 May at 09:00" in words_of(page)
    assert "Half a thought" in page
    assert 'data-behaviour="save-review"' in page, "what keeps the draft by itself reads this answer"
    assert re.search(r'name="level-need" value="3"[^>]* checked', page)
    assert "One criterion remains: Effect." in words_of(page)
    assert "You have begun: 1 of 2 criteria." in browser.text("/reviews")


def test_adding_a_point_keeps_everything_else_that_was_typed(cast: Cast, browsers: Browsers) -> None:
    browser, path = at_the_desk(cast, browsers)
    answer = browser.post(path, {
        "button": "add-need", "seen": "1", "new-need": "Name the source.", "weight-new-need": "must",
        "comment-effect": "Thin.", "new-effect": "Count dogs.", "overall": "Nearly there.",
    })  # fmt: skip
    assert (answer.status_code, answer.location) == (303, f"{path}#criterion-need")
    assert said() == [("need", "must", "Name the source."), ("effect", "should", "Count dogs.")]
    review = stored()
    assert review.summary == "Nearly there."
    comments = db.session.scalars(select(Judgement).order_by(Judgement.criterion_id))
    assert [j.comment for j in comments] == ["", "Thin."]


def test_a_point_is_changed_and_removed_in_the_same_form(cast: Cast, browsers: Browsers) -> None:
    browser, path = at_the_desk(cast, browsers)
    browser.post(path, {"button": "add-need", "seen": "1", "new-need": "One.", "new-effect": "Two."})
    one, two = db.session.scalars(select(Point.key).order_by(Point.position))
    db.session.rollback()
    kept = {
        f"point-{one}": "One, better.",
        f"weight-{one}": "idea",
        f"point-{two}": "Two.",
        f"weight-{two}": "must",
    }
    browser.post(path, {"button": f"remove-{two}", "seen": "2", "comment-need": "Still here.", **kept})
    assert said() == [("need", "idea", "One, better.")]
    page = browser.text(path)
    assert "The point is removed." in page
    assert "Still here." in page


def test_an_empty_point_is_not_added_and_an_old_one_is_not_emptied(cast: Cast, browsers: Browsers) -> None:
    browser, path = at_the_desk(cast, browsers)
    refused = browser.post(path, {"button": "add-need", "seen": "1", "comment-need": "Typed."})
    page = refused.get_data(as_text=True)
    assert (refused.status_code, '<a href="#new-need">Write what the team should do.</a>' in page) == (
        422,
        True,
    )
    assert "Typed." in page
    browser.post(path, {"button": "add-need", "seen": "1", "new-need": "One."})
    key = db.session.scalars(select(Point.key)).one()
    db.session.rollback()
    refused = browser.post(
        path, {"button": "save", "seen": "2", f"point-{key}": " ", f"weight-{key}": "must"}
    )
    assert refused.status_code == 422
    assert said() == [("need", "should", "One.")]


def test_handing_in_an_unfinished_review_links_to_what_is_missing(cast: Cast, browsers: Browsers) -> None:
    browser, path = at_the_desk(cast, browsers)
    refused = browser.post(
        path, {"button": "submit", "seen": "1", "level-need": "3", "new-need": "A thought"}
    )
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert words_of(page).startswith("Error: Review Open doors")
    assert re.findall(r'<li><a href="#([\w-]+)">([^<]+)</a>', page) == [
        ("level-effect", "Choose a level for: Effect"),
        ("recommendation", "Choose a recommendation."),
        ("overall", "Write a summary, two sentences are enough."),
    ]
    for target in ("level-effect", "recommendation", "overall"):
        assert f'id="{target}"' in page
        assert f'id="{target}-error"' in page
    assert "A thought" in page
    assert stored().is_draft


def test_a_swedish_reader_meets_the_error_in_the_title(cast: Cast, browsers: Browsers) -> None:
    _, path = at_the_desk(cast, browsers)
    refused = browsers(cast.facilitator, "sv").post(path, {"button": "submit", "seen": "1"})
    assert words_of(refused.get_data(as_text=True)).startswith("Fel: Granska Öppna dörrar")


def test_the_last_button_hands_in_and_leads_to_the_next_in_the_queue(cast: Cast, browsers: Browsers) -> None:
    browser, path = at_the_desk(cast, browsers)
    actions.record_submission(cast.other_project, road.the_round(), by=cast.other, at=road.on(5, 4))
    other = road.draft(cast.other_project, cast.facilitator).key
    db.session.commit()
    answer = browser.post(path, {"button": "submit", "seen": "1", **WHOLE})
    assert (answer.status_code, answer.location) == (303, f"/reviews/{other}")
    assert "The review is handed in. Here is the next one." in browser.text(answer.location)
    answer = browser.post(answer.location, {"button": "submit", "seen": "1", **WHOLE})
    assert (answer.status_code, answer.location) == (303, "/reviews")
    assert "The review is handed in. Culture" not in browser.text("/reviews")


def test_an_older_window_keeps_its_text_and_says_what_happened(cast: Cast, browsers: Browsers) -> None:
    browser, path = at_the_desk(cast, browsers)
    browser.post(path, {"button": "save", "seen": "1", "overall": "Newer."})
    refused = browser.post(path, {"button": "save", "seen": "1", "overall": "Older."})
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert "This review was saved in another window, Mon 15 May at 09:00." in words_of(page)
    assert "Older." in page
    assert stored().summary == "Newer."
    assert 'name="seen" type="hidden" value="2"' in page
    browser.post(path, {"button": "save", "seen": "2", "overall": "Older."})
    assert stored().summary == "Older."


def test_what_is_not_on_the_list_is_refused(cast: Cast, browsers: Browsers) -> None:
    browser, path = at_the_desk(cast, browsers)
    for forged in (
        {"level-need": "9"},
        {"recommendation": "continue"},
        {"new-need": "x", "weight-new-need": "urgent"},
    ):
        refused = browser.post(path, {"button": "save", "seen": "1", **forged})
        assert refused.status_code == 422, forged
        assert "Choose one of the alternatives." in refused.get_data(as_text=True)
    assert stored().saved_at is None


def test_a_long_text_is_refused_and_kept(cast: Cast, browsers: Browsers) -> None:
    browser, path = at_the_desk(cast, browsers)
    refused = browser.post(path, {"button": "save", "seen": "1", "comment-need": "x" * 2_001})
    assert refused.status_code == 422
    assert "Write at most 2000 characters." in refused.get_data(as_text=True)


def test_what_people_write_is_never_read_as_markup(cast: Cast, browsers: Browsers) -> None:
    browser, path = at_the_desk(cast, browsers)
    browser.post(path, {"button": "submit", "seen": "1", **WHOLE, "overall": "<script>x</script>",
                        "new-need": "<img src=x onerror=y>", "comment-need": "<b>bold</b>"})  # fmt: skip
    page = browsers(cast.organiser).get("/projects/oppna-dorrar/reviews").get_data(as_text=True)
    for written in ("<script>x", "<img src=x", "<b>bold"):
        assert written not in page
    assert "&lt;script&gt;x" in page


def illustrated(cast: Cast) -> ProjectFile:
    """The project handed in with a section that is a picture."""
    kept = serving.store().keep_picture(PreparedPicture(96, 64, {96: a_picture()}))
    file = shelf.a_picture(cast.project, cast.culture, kept)
    road.write_plan(cast.project)
    text = next(one for one in db.session.scalars(select(PlanText)) if one.section.code == "need")
    at = illustrations.address_of(cast.project.slug)
    text.html = str(markdown.render(f"![The old wall]({at}{file.key})", pictures=at))
    road.hand_in_again(cast.project, cast.culture, "final")
    return file


def test_a_picture_is_seen_beside_the_rubric_until_its_consent_is_withdrawn(
    cast: Cast, browsers: Browsers
) -> None:
    file = illustrated(cast)
    page = f"/reviews/{road.draft(cast.project, cast.facilitator).key}"
    db.session.commit()
    browser = browsers(cast.facilitator)
    assert f'/files/{file.key}/1/96.webp" srcset' in browser.get(page).get_data(as_text=True)
    project_files.withdraw_consent(shelf.consent_to(file), clock.today(), by=cast.culture)
    db.session.commit()
    after = browser.get(page).get_data(as_text=True)
    assert (file.key in after, "The old wall" in after) == (False, False)
