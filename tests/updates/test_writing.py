"""Writing an update in the browser: published, or refused without losing anything."""

import re
from datetime import date
from typing import Any

import pytest
from flask import Flask

from collab import clock, db
from collab.files.models import Picture
from collab.projects.models import Status
from collab.updates import queries
from collab.updates.models import Visibility
from collab.updates.views.arriving import UPLOADS
from collab.web.limits import count
from tests.conftest import Browsers
from tests.files import corpus
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.updates.sent import ASK, NEW, a_file, count_of, filled, summary_of, the_update, updates, value_of
from tests.updates.written import WHOLE, a_draft, a_post


def test_an_update_of_three_fields_is_published(cast: Cast, browsers: Browsers) -> None:
    answer = browsers(cast.culture).post(NEW, filled(publish="1"))
    update = the_update()
    assert (answer.status_code, answer.location) == (303, f"/updates/{update.key}")
    assert (update.status, update.html, update.next_step) == (
        Status.AT_RISK, "<p>The jury is done.</p>\n", "Write to the five",
    )  # fmt: skip
    assert (update.author_id, update.visibility) == (cast.culture.id, Visibility.PROGRAMME)
    assert update.is_posted
    assert update.project.status == Status.AT_RISK


def test_posting_asks_nothing_twice(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)
    browser.get(NEW)
    assert statements_of(lambda: browser.post(NEW, filled(publish="1"))) == 25
    assert the_update().is_posted


def test_the_empty_form_asks_three_things_and_says_who_will_see_it(cast: Cast, browsers: Browsers) -> None:
    page = browsers(cast.culture).text(NEW)
    for words in ("How is it going?", "What has happened?", "What will you do next?", "Visible to:"):
        assert words in page
    assert "JPEG, PNG, WebP, GIF or HEIC, at most 25 MB and 40 million pixels." in page
    assert updates() == []


def test_an_update_without_the_picture_that_was_too_large_is_not_published(
    cast: Cast, browsers: Browsers
) -> None:
    answer = browsers(cast.culture).post(NEW, filled(publish="1") | {"pictures-0-file-too-large": "1"})
    assert answer.status_code == 422
    assert summary_of(answer) == [
        (
            "pictures-0-file",
            "The picture is larger than 25 MB. Choose a smaller one, or make it smaller first.",
        ),
        ("pictures-0-alternative", ASK),
    ]
    assert "The jury is done." in answer.get_data(as_text=True)
    assert updates() == []


def test_a_double_tap_publishes_one_update(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)
    answers = [browser.post(NEW, filled(publish="1")) for _ in range(2)]
    assert [a.location for a in answers] == [f"/updates/{the_update().key}"] * 2
    assert the_update().edited_at is None


def test_what_is_missing_is_said_first_and_at_the_fields_and_nothing_typed_is_lost(
    cast: Cast, browsers: Browsers
) -> None:
    answer = browsers(cast.culture).post(NEW, filled(status=None, next_step="", publish="1"))
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert re.search(r"<title>(.*?) ", html)[1] == "Error:"  # type: ignore[index]
    assert summary_of(answer) == [
        ("status", "Say how it is going"), ("next_step", "Write what you will do next"),
    ]  # fmt: skip
    assert "The jury is done." in html
    assert (value_of(answer, "next_step_due_on"), value_of(answer, "form_key")) == ("2017-05-24", "the-form")
    assert updates() == []


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "Choose the day when the next step is done"),
        ("2017-05-14", "That day has passed. Choose a later one"),
        ("in May", "Write the day as year-month-day, for instance 2017-05-24"),
    ],
)
def test_the_next_step_needs_a_day_to_come(cast: Cast, browsers: Browsers, day: str, sentence: str) -> None:
    answer = browsers(cast.culture).post(NEW, filled(next_step_due_on=day, publish="1"))
    assert (answer.status_code, summary_of(answer)) == (422, [("next_step_due_on", sentence)])


def test_a_picture_is_published_with_what_it_shows_and_without_where_it_was_taken(
    cast: Cast, browsers: Browsers
) -> None:
    fields = {"pictures-0-file": a_file(), "pictures-0-alternative": "A platform"}
    browser = browsers(cast.culture)
    browser.post(NEW, filled(publish="1", **fields))
    update = the_update()
    (place,) = update.pictures
    assert (place.picture.alternative, place.picture.loose_since) == ("A platform", None)
    answer = browser.get(f"/updates/{update.key}/pictures/{place.picture.key}/480.webp")
    assert (answer.status_code, answer.mimetype, b"EXIF" in answer.data) == (200, "image/webp", False)


def test_a_picture_is_not_lost_when_something_else_is_wrong(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)
    answer = browser.post(NEW, filled(next_step="", publish="1", **{"pictures-0-file": a_file()}))
    assert (answer.status_code, summary_of(answer)) == (
        422,
        [("next_step", "Write what you will do next"), ("pictures-0-alternative", ASK)],
    )
    kept = value_of(answer, "pictures-0-kept")
    assert "Remove picture" in words_of(answer.get_data(as_text=True))
    assert browser.get(f"/updates/pictures/{kept}/480.webp").status_code == 200
    assert browsers(cast.business).get(f"/updates/pictures/{kept}/480.webp").status_code == 404
    again = browser.post(
        NEW, filled(publish="1", **{"pictures-0-kept": kept, "pictures-0-alternative": "A platform"})
    )
    assert again.status_code == 303
    assert [p.picture.key for p in the_update().pictures] == [kept]


def test_a_picture_that_somebody_else_keeps_cannot_be_taken(cast: Cast, browsers: Browsers) -> None:
    answer = browsers(cast.business).post(
        NEW, filled(next_step="", publish="1", **{"pictures-0-file": a_file()})
    )
    kept = value_of(answer, "pictures-0-kept")
    browsers(cast.culture).post(NEW, filled(publish="1", **{"pictures-0-kept": kept}))
    assert the_update().pictures == []


def test_what_is_no_picture_is_said_at_its_field(cast: Cast, browsers: Browsers) -> None:
    for button in ("publish", "draft", "more"):
        fields = {"pictures-0-file": a_file("drawing.jpg", corpus.SVG)}
        answer = browsers(cast.culture).post(NEW, filled(**{button: "1"}, **fields))
        said = [("pictures-0-file", "The file is not a picture in JPEG, PNG, WebP, GIF or HEIC.")]
        said += [("pictures-0-alternative", ASK)] if button == "publish" else []
        assert (answer.status_code, summary_of(answer)) == (422, said)
    assert (updates(), count_of(Picture)) == ([], 0)


def test_pictures_are_added_and_taken_away_one_by_one_without_losing_what_is_typed(
    cast: Cast, browsers: Browsers
) -> None:
    browser = browsers(cast.culture)
    one = browser.post(
        NEW, filled(more="1", **{"pictures-0-file": a_file(), "pictures-0-alternative": "One"})
    )
    first = {"pictures-0-kept": value_of(one, "pictures-0-kept"), "pictures-0-alternative": "One"}
    two = browser.post(
        NEW, filled(more="1", **first, **{"pictures-1-file": a_file(), "pictures-1-alternative": "Two"})
    )
    second = value_of(two, "pictures-1-kept")
    assert (value_of(two, "pictures-0-alternative"), value_of(two, "pictures-1-alternative")) == (
        "One",
        "Two",
    )
    gone = browser.post(
        NEW,
        filled(
            remove=first["pictures-0-kept"],
            **first,
            **{"pictures-1-kept": second, "pictures-1-alternative": "Two"},
        ),
    )
    left = (value_of(gone, "pictures-0-kept"), value_of(gone, "pictures-0-alternative"))
    assert (gone.status_code, left) == (200, (second, "Two"))
    assert "The jury is done." in gone.get_data(as_text=True)
    assert updates() == []


def test_a_description_whose_picture_did_not_come_is_asked_about(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)
    described = filled(publish="1", **{"pictures-0-alternative": "A platform"})
    answer = browser.post(NEW, described)
    said = [("pictures-0-file", "Choose the picture again, or remove the description")]
    assert (answer.status_code, summary_of(answer)) == (422, said)
    assert value_of(answer, "pictures-0-alternative") == "A platform"
    assert updates() == []
    answer = browser.post(NEW, {**described, "pictures-0-file": a_file()})
    assert answer.status_code == 303


OVER = "100 characters too many: at most 4,000 can be saved. Nothing is cut off."


def test_too_long_a_text_is_said_at_its_field_and_all_of_it_is_kept(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)
    assert 'data-limit="4000"' in browser.get(NEW).text
    answer = browser.post(NEW, filled(text="x" * 4100, publish="1"))
    assert (answer.status_code, summary_of(answer)) == (422, [("text", OVER)])
    assert "x" * 4100 + "</textarea>" in answer.text


def test_no_more_than_four_pictures_have_room(cast: Cast, browsers: Browsers) -> None:
    fields: dict[str, Any] = {}
    for number in range(6):
        fields |= {f"pictures-{number}-file": a_file(), f"pictures-{number}-is_decorative": "y"}
    browsers(cast.culture).post(NEW, filled(publish="1", **fields))
    assert len(the_update().pictures) == 4


@pytest.mark.parametrize(("who", "status"), [("other", 403), ("facilitator", 403), ("outsider", 404)])
def test_only_the_team_writes_about_its_project(
    cast: Cast, browsers: Browsers, who: str, status: int
) -> None:
    browser = browsers(getattr(cast, who))
    fields = filled(publish="1", **{"pictures-0-file": a_file()})
    assert [browser.get(NEW).status_code, browser.post(NEW, fields).status_code] == [status, status]
    assert (updates(), count_of(Picture)) == ([], 0)


@pytest.mark.parametrize(
    ("posted", "who", "status"),
    [(True, "business", 403), (True, "outsider", 404), (False, "business", 404), (False, "organiser", 404)],
)
def test_only_its_author_changes_an_update(
    cast: Cast, browsers: Browsers, posted: bool, who: str, status: int
) -> None:
    update = (a_post if posted else a_draft)(cast.project, cast.culture, WHOLE)
    db.session.commit()
    browser, path = browsers(getattr(cast, who)), f"/updates/{update.key}"
    answers = [
        browser.get(f"{path}/edit"),
        browser.post(f"{path}/edit", filled(text="Mine now", publish="1")),
        browser.post(f"{path}/withdrawal"),
    ]
    assert [a.status_code for a in answers] == [status] * 3
    assert (the_update().text, the_update().withdrawn_at) == (WHOLE.text, None)


def test_too_many_pictures_in_an_hour_are_refused(cast: Cast, browsers: Browsers, site: Flask) -> None:
    browser, fields = browsers(cast.culture), {"more": "1"}
    with site.test_request_context():
        for _ in range(59):
            count(UPLOADS, str(cast.culture.id))
    answers = [browser.post(NEW, filled(**fields, **{"pictures-0-file": a_file()})) for _ in range(2)]
    assert [a.status_code for a in answers] == [200, 429]


def test_the_day_of_a_step_is_counted_on_the_sites_own_clock(cast: Cast, browsers: Browsers) -> None:
    assert clock.today().isoformat() == "2017-05-15"
    answer = browsers(cast.culture).post(NEW, filled(next_step_due_on="2017-05-15", publish="1"))
    assert answer.status_code == 303


def test_a_double_tap_with_a_picture_changes_nothing_either(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)
    for _ in range(2):
        fields = {"pictures-0-file": a_file(), "pictures-0-alternative": "A platform"}
        assert browser.post(NEW, filled(publish="1", **fields)).status_code == 303
    assert (the_update().edited_at, len(the_update().pictures)) == (None, 1)


def test_a_next_step_that_is_too_long_comes_back_whole(cast: Cast, browsers: Browsers) -> None:
    step = "s" * 302
    answer = browsers(cast.culture).post(NEW, filled(next_step=step, publish="1"))
    assert (answer.status_code, value_of(answer, "next_step"), updates()) == (422, step, [])
    assert summary_of(answer) == [
        ("next_step", "2 characters too many: at most 300 can be saved. Nothing is cut off.")
    ]


@pytest.mark.parametrize(
    ("kind", "lacking"), [("question", "Write your question"), ("join", "Write what you invite to")]
)
def test_a_question_or_an_invitation_needs_nothing_but_its_text(
    cast: Cast, browsers: Browsers, kind: str, lacking: str
) -> None:
    a_post(cast.project, cast.culture)
    db.session.commit()
    bare = filled(kind=kind, status=None, next_step="", next_step_due_on="", publish="1")
    empty = browsers(cast.culture).post(NEW, {**bare, "form_key": "another", "text": ""})
    assert summary_of(empty) == [("text", lacking)]
    assert browsers(cast.culture).post(NEW, bare).status_code == 303
    report, asked = updates()
    assert (asked.status, asked.next_step, asked.is_posted) == (None, "", True)
    assert (report.project.status, queries.latest_status(report.project)) == (Status.AT_RISK, Status.AT_RISK)
    assert [step.text for step in queries.due_steps(report.project, date(2017, 6, 1))] == [
        "Write to the five"
    ]
    begun = browsers(cast.culture).get(f"{NEW}?reminded=1")
    assert value_of(begun, "next_step") == "Write to the five"


def test_a_step_of_a_question_has_a_day_and_a_day_has_a_step(cast: Cast, browsers: Browsers) -> None:
    for given, missing in (("next_step", "next_step_due_on"), ("next_step_due_on", "next_step")):
        answer = browsers(cast.culture).post(NEW, filled(kind="question", publish="1", **{missing: ""}))
        assert [name for name, _sentence in summary_of(answer)] == [missing], given


def test_the_form_says_whose_status_the_project_has(cast: Cast, browsers: Browsers) -> None:
    said = (
        "The status beside the project's name is that of the latest report that more than the team may read."
    )
    assert browsers(cast.culture).text(NEW).count(said) == 1
