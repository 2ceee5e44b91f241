"""Pictures: what they show must be said, and who can be recognised has agreed, until they agree no longer."""

from io import BytesIO

import pytest
from sqlalchemy import select

from collab import db
from collab.files import pictures, serving
from collab.files.store import KeptPicture
from collab.project_files.models import ProjectFile
from tests.conftest import Browsers
from tests.files.corpus import encoded, two_tone
from tests.project_files import shelf
from tests.support.cast import Cast

FILES = "/projects/oppna-dorrar/files"
AGREED = {
    "people": "agreed",
    "who": "Två besökare",
    "given_on": "2017-05-02",
    "purposes": ["plan", "press"],
}


@pytest.fixture
def kept(cast: Cast) -> KeptPicture:
    return serving.store().keep_picture(pictures.prepare(encoded(two_tone(960, 640))))


def sent(**fields: object) -> dict[str, object]:
    """A form with a picture."""
    picture = BytesIO(encoded(two_tone()))
    return {"file": (picture, "a.jpg"), "readers": "programme", "alternative": "A wall", **fields}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"alternative": "", "people": "nobody"}, "Tell what the picture shows, or say that it is only"),
        ({}, "Say whether anybody can be recognised."),
        ({**AGREED, "who": ""}, "Write who has agreed"),
        ({**AGREED, "given_on": ""}, "Choose the day on which they agreed."),
        ({**AGREED, "given_on": "2017-05-16"}, "That day has not come yet."),
        ({**AGREED, "purposes": []}, "Choose at least one use that they agreed to."),
    ],
)
def test_what_is_missing_about_a_picture_is_asked_for(
    browsers: Browsers, cast: Cast, fields: dict[str, object], sentence: str
) -> None:
    answer = browsers(cast.culture).post(f"{FILES}/new?kind=picture", data=sent(**fields))
    assert (answer.status_code, sentence in answer.get_data(as_text=True)) == (422, True)
    assert db.session.scalars(select(ProjectFile)).all() == []


def test_decoration_needs_no_words(browsers: Browsers, cast: Cast) -> None:
    answer = browsers(cast.culture).post(
        f"{FILES}/new?kind=picture", data=sent(alternative="", is_decorative="y", people="nobody")
    )
    assert answer.status_code == 303


def test_the_team_reads_who_agreed_to_what_and_others_only_that_they_did(
    browsers: Browsers, cast: Cast
) -> None:
    address = browsers(cast.culture).post(f"{FILES}/new?kind=picture", data=sent(**AGREED)).location
    inside = browsers(cast.business).text(address)
    outside = browsers(cast.other).text(address)
    assert "Två besökare" in inside
    assert (
        "Agreed on Tuesday 2 May 2017 to: the project's plan and reports, newspapers and other press."
        in inside
    )
    assert "Två besökare" not in outside
    assert "Those who can be recognised in the picture have agreed to it." in outside


def test_a_withdrawn_consent_takes_the_picture_from_everybody_but_the_team(
    browsers: Browsers, cast: Cast, kept: KeptPicture
) -> None:
    file = shelf.a_picture(cast.project, cast.culture, kept)
    consent = shelf.consent_to(file).key
    db.session.commit()
    address = f"{FILES}/{file.key}"
    ours, others = browsers(cast.culture), (cast.other, cast.facilitator, cast.organiser)
    shown = [browsers(person).get(f"{address}/1/480.webp").status_code for person in others]
    answer = ours.post(f"{address}/consents/{consent}/withdrawal", data={"on": "2017-05-15"})
    hidden = [
        browsers(person).get(address + end).status_code
        for person in others
        for end in ("", "/1", "/1/480.webp")
    ]
    assert (answer.status_code, shown, hidden) == (303, [200] * 3, [404] * 9)
    assert file.name not in browsers(cast.other).text(FILES)
    assert "Since Monday 15 May 2017 there is no consent any more from: Två besökare" in ours.text(
        address
    ).replace("\xa0", " ")
    assert ours.get(f"{address}/1/480.webp").status_code == 200
    for page in (ours.text(address), ours.text(FILES)):
        assert "Visible to: your team alone" in page
        assert "everybody in the programme" not in page
    assert "A consent to wall.webp was withdrawn" in ours.text("/projects/oppna-dorrar/feed")
    assert "wall.webp" not in browsers(cast.other).text("/projects/oppna-dorrar/feed")


@pytest.mark.parametrize("day", ["2017-05-01", "2017-05-16", ""])
def test_a_consent_is_withdrawn_after_it_was_given_and_not_in_days_to_come(
    browsers: Browsers, cast: Cast, kept: KeptPicture, day: str
) -> None:
    file = shelf.a_picture(cast.project, cast.culture, kept)
    consent = shelf.consent_to(file)
    db.session.commit()
    address = f"{FILES}/{file.key}/consents/{consent.key}/withdrawal"
    answer = browsers(cast.culture).post(address, data={"on": day})
    db.session.refresh(consent)
    assert (answer.status_code, consent.withdrawn_on) == (422, None)


def test_a_version_without_them_is_shown_to_everybody_again(
    browsers: Browsers, cast: Cast, kept: KeptPicture
) -> None:
    file = shelf.a_picture(cast.project, cast.culture, kept)
    consent = shelf.consent_to(file).key
    db.session.commit()
    address, ours = f"{FILES}/{file.key}", browsers(cast.culture)
    ours.post(f"{address}/consents/{consent}/withdrawal", data={"on": "2017-05-15"})
    ours.post(f"{address}/versions/new", data=sent(people="nobody"))
    other = browsers(cast.other)
    codes = [
        other.get(f"{address}/{number}/{width}.webp").status_code for number, width in ((1, 480), (2, 120))
    ]
    assert codes == [404, 200]
    assert other.get(address).status_code == 200


def test_one_more_consent_can_be_noted(browsers: Browsers, cast: Cast, kept: KeptPicture) -> None:
    file = shelf.a_picture(cast.project, cast.culture, kept, None)
    db.session.commit()
    address, browser = f"{FILES}/{file.key}", browsers(cast.culture)
    silent = browser.post(f"{address}/1/consents/new", data={"who": "Vaktmästaren"})
    answer = browser.post(
        f"{address}/1/consents/new",
        data={"who": "Vaktmästaren", "given_on": "2017-05-10", "purposes": "plan"},
    )
    assert (silent.status_code, answer.status_code) == (422, 303)
    assert "Vaktmästaren" in browser.text(address)


def test_a_browser_asks_anew_each_time_whether_it_may_show_a_picture(
    browsers: Browsers, cast: Cast, kept: KeptPicture
) -> None:
    file = shelf.a_picture(cast.project, cast.culture, kept)
    db.session.commit()
    answer = browsers(cast.other).get(f"{FILES}/{file.key}/1/480.webp")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    again = browsers(cast.other).get(
        f"{FILES}/{file.key}/1/480.webp", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


def test_only_a_picture_asks_for_consent(browsers: Browsers, cast: Cast) -> None:
    file = shelf.a_file(cast.project, cast.culture)
    db.session.commit()
    page = f"/projects/oppna-dorrar/files/{file.key}/1/consents/new"
    assert browsers(cast.culture).get(page).status_code == 404
