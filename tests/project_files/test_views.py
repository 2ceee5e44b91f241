"""The pages of files: uploading, versions, reading, taking away."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape
from io import BytesIO

import pytest
from sqlalchemy import select

from collab import clock, db
from collab.errors import NotFound
from collab.files import jobs, serving
from collab.files.queries import names_of_files
from collab.files.store import Store
from collab.project_files import limits, queries, recognising
from collab.project_files.kinds import Kind
from collab.project_files.models import FileVersion, ProjectFile, Readers
from tests.conftest import Browsers
from tests.files.corpus import encoded, from_a_phone, two_tone
from tests.project_files import corpus, shelf
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.support.statements import statements_of

FILES = "/projects/oppna-dorrar/files"
TEXT = b"Who opens which door.\n"
SHOWN = {"alternative": "Two people at a wall", "people": "nobody", "credit": "Kulturchef"}


def sent(data: bytes = TEXT, name: str = "Dörrar.txt", **fields: object) -> dict[str, object]:
    """A form with a file."""
    return {"file": (BytesIO(data), name), "readers": "programme", "description": "Who opens", **fields}


def the_file() -> ProjectFile:
    return db.session.scalars(select(ProjectFile)).one()


def test_a_member_uploads_a_file_and_everybody_in_the_programme_downloads_it(
    browsers: Browsers, cast: Cast
) -> None:
    page = browsers(cast.culture).get(f"{FILES}/new")
    answer = browsers(cast.culture).post(f"{FILES}/new", data=sent())
    file = the_file()
    got = browsers(cast.other).get(f"{FILES}/{file.key}/1")
    assert (page.status_code, answer.location, got.data) == (200, f"{FILES}/{file.key}", TEXT)
    assert got.headers["Content-Disposition"] == (
        "attachment; filename=\"Dorrar.txt\"; filename*=UTF-8''D%C3%B6rrar.txt"
    )
    assert got.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_the_form_says_beforehand_what_a_file_may_be(browsers: Browsers, cast: Cast) -> None:
    said = browsers(cast.culture).text(f"{FILES}/new")
    assert "at most 25 MB" in said
    assert "at most 40 million pixels" in said
    assert "2,000 files of 200 MB together, at most 100 times as large when it is opened" in said
    assert "All files of a team have room for 2 GB." in said
    assert 'data-limit="25000000"' in browsers(cast.culture).get(f"{FILES}/new").get_data(as_text=True)
    kept = "kept as WebP, at most 1,600 pixels wide, without where it was taken and with what"
    assert kept in said
    assert kept in browsers(cast.culture).text(f"{FILES}/new?kind=picture")
    assert "csv or txt in UTF-8" in said
    assert "25 MB and 40 million pixels" in browsers(cast.culture).text(f"{FILES}/new?kind=picture")


def test_what_is_asked_of_a_picture_waits_in_the_page_until_one_is_chosen(
    browsers: Browsers, cast: Cast
) -> None:
    browser, waiting = browsers(cast.culture), re.compile(r'<fieldset [^>]*id="of-picture" hidden disabled>')
    page = browser.get(f"{FILES}/new").get_data(as_text=True)
    assert 'data-behaviour="limit-file ask-of-picture"' in page
    assert (len(waiting.findall(page)), page.count('name="alternative"')) == (1, 1)
    both = {**SHOWN, "is_decorative": "y"}
    asked = [
        browser.get(f"{FILES}/new?kind=picture"),
        browser.post(f"{FILES}/new", data=sent(encoded(two_tone()), "a.jpg")),
        browser.post(f"{FILES}/new", data={"readers": "programme", **both}),
    ]
    for answer in asked:
        page = answer.get_data(as_text=True)
        assert (len(waiting.findall(page)), page.count('name="alternative"')) == (0, 1)


def test_of_a_file_that_the_page_let_go_of_it_is_said_that_it_was_too_large(
    browsers: Browsers, cast: Cast
) -> None:
    browser = browsers(cast.culture)
    answer = browser.post(f"{FILES}/new", data={"readers": "programme", "too_large": "1"})
    said = words_of(answer.get_data(as_text=True))
    assert (answer.status_code, "The file is larger than 25 MB." in said) == (422, True)
    assert "Choose a file." not in said
    assert 'name="too_large" type="hidden" value=""' in answer.get_data(as_text=True)
    assert browser.post(f"{FILES}/new", data=sent(too_large="1")).status_code == 303


@pytest.mark.parametrize("name", ["page.txt", "bomb.docx", "gifar.pdf", "drawing.svg"])
def test_what_is_refused_keeps_what_was_typed_and_leaves_nothing_behind(
    browsers: Browsers, cast: Cast, name: str
) -> None:
    data, sentence = corpus.REFUSED[name]
    answer = browsers(cast.culture).post(f"{FILES}/new", data=sent(data, name, description="Our budget"))
    page = answer.get_data(as_text=True)
    assert (answer.status_code, sentence in words_of(page), "Our budget" in page) == (422, True, True)
    assert db.session.scalars(select(ProjectFile)).all() == []


@pytest.mark.parametrize("name", ["drawing.svg", "page.txt", "bomb.docx"])
def test_the_form_for_a_picture_names_the_types_of_pictures_alone(
    browsers: Browsers, cast: Cast, name: str
) -> None:
    browser = browsers(cast.culture)
    data, sentence = corpus.REFUSED[name]
    browser.post(f"{FILES}/new?kind=picture", data=sent(encoded(two_tone()), "Vägg.jpg", **SHOWN))
    for address in (f"{FILES}/new?kind=picture", f"{FILES}/{the_file().key}/versions/new"):
        answer = browser.post(address, data=sent(data, name))
        said = words_of(answer.get_data(as_text=True))
        assert answer.status_code == 422
        assert "The file is not a picture in JPEG, PNG, WebP, GIF or HEIC." in said
        assert sentence not in said


@pytest.mark.parametrize(
    ("name", "is_told"), [("plan.pdf", True), ("wall.gif", False), ("WALL.GIF", False), ("wall", False)]
)
def test_a_damaged_picture_is_called_one_whatever_its_name_says(
    browsers: Browsers, cast: Cast, name: str, is_told: bool
) -> None:
    answer = browsers(cast.culture).post(f"{FILES}/new", data=sent(b"GIF89a, they say", name))
    said = words_of(answer.get_data(as_text=True))
    assert (answer.status_code, "The picture is damaged and cannot be read." in said) == (422, True)
    assert ("Its name ends with .pdf, but what is in the file is a picture." in said) is is_told
    assert "is not a picture" not in said


def test_a_file_that_came_need_not_be_chosen_again(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    answer = browser.post(f"{FILES}/new", data=sent(encoded(two_tone()), "Vägg.jpg"))
    page = answer.get_data(as_text=True)
    kept = page.split('name="kept"')[1].split('value="')[1].split('"')[0]
    assert (answer.status_code, "It is here already" in page) == (422, True)
    again = {"kept": kept, "readers": "programme", **SHOWN}
    assert browser.post(f"{FILES}/new", data=again).status_code == 303
    newest = queries.newest(the_file())
    assert newest.picture is not None
    assert (newest.name, newest.picture.alternative, newest.credit) == (
        "Vägg.webp",
        "Two people at a wall",
        "Kulturchef",
    )


def test_a_picture_is_decoration_or_told_of_and_the_form_asks_which(browsers: Browsers, cast: Cast) -> None:
    browser, both = browsers(cast.culture), {**SHOWN, "is_decorative": "y"}
    answer = browser.post(f"{FILES}/new", data=sent(encoded(two_tone()), "a.jpg", **both))
    page = answer.get_data(as_text=True)
    assert (answer.status_code, "Two people at a wall" in page) == (422, True)
    assert "Is it decoration, or does the text tell what it shows?" in page
    assert db.session.scalars(select(ProjectFile)).all() == []


def test_what_is_demanded_of_a_consent_is_not_called_optional(browsers: Browsers, cast: Cast) -> None:
    page = browsers(cast.culture).text(f"{FILES}/new?kind=picture")
    assert "Agreed on" in page
    assert "Agreed on (optional)" not in page
    assert "The picture may be used in (optional)" not in page


def test_nobody_else_can_use_a_file_that_came(browsers: Browsers, cast: Cast) -> None:
    page = browsers(cast.culture).post(f"{FILES}/new", data=sent(encoded(two_tone()), "a.jpg"))
    kept = page.get_data(as_text=True).split('name="kept"')[1].split('value="')[1].split('"')[0]
    again = {"kept": kept, "readers": "programme", **SHOWN}
    assert browsers(cast.business).post(f"{FILES}/new", data=again).status_code == 422
    assert browsers(cast.culture).post(f"{FILES}/new", data=again | {"kept": kept[:-2]}).status_code == 422
    assert db.session.scalars(select(ProjectFile)).all() == []


def test_a_picture_is_kept_without_where_it_was_taken(browsers: Browsers, cast: Cast) -> None:
    browsers(cast.culture).post(f"{FILES}/new", data=sent(from_a_phone(), "IMG.jpg", **SHOWN))
    got = browsers(cast.other).get(f"{FILES}/{the_file().key}/1").data
    assert (got[8:12], b"telephone" in got, b"secret" in got, b"Exif" in got) == (
        b"WEBP",
        False,
        False,
        False,
    )


def test_a_new_version_stands_first_and_the_earlier_one_can_still_be_downloaded(
    browsers: Browsers, cast: Cast
) -> None:
    file = shelf.a_file(cast.project, cast.culture)
    db.session.commit()
    browser = browsers(cast.business)
    answer = browser.post(
        f"{FILES}/{file.key}/versions/new", data=sent(b"Nobody opens.\n", "b.txt", reason="Fewer doors")
    )
    page = browser.text(f"{FILES}/{file.key}")
    texts = [browser.get(f"{FILES}/{file.key}/{number}").data for number in (1, 2)]
    assert (answer.status_code, texts) == (303, [b"Who opens which door.\n", b"Nobody opens.\n"])
    assert "Fewer doors" in page


def test_a_picture_is_not_followed_by_a_text(browsers: Browsers, cast: Cast) -> None:
    browsers(cast.culture).post(f"{FILES}/new", data=sent(encoded(two_tone()), "a.jpg", **SHOWN))
    answer = browsers(cast.culture).post(f"{FILES}/{the_file().key}/versions/new", data=sent())
    assert answer.status_code == 422
    assert "A picture is followed by a picture" in answer.get_data(as_text=True)


def test_what_is_said_of_a_file_is_changed_and_nobody_overwrites_it_unseen(
    browsers: Browsers, cast: Cast
) -> None:
    file = shelf.a_file(cast.project, cast.culture)
    db.session.commit()
    address, browser = f"{FILES}/{file.key}/edit", browsers(cast.culture)
    first = browser.post(address, data={"version": 1, "description": "New words", "readers": "team"})
    second = browser.post(address, data={"version": 1, "description": "Other words", "readers": "team"})
    assert (first.status_code, second.status_code) == (303, 409)
    page = second.get_data(as_text=True)
    assert "New words" in page
    assert "Other words" in page
    db.session.refresh(file)
    assert (file.description, file.readers) == ("New words", Readers.TEAM)
    assert browsers(cast.other).get(f"{FILES}/{file.key}").status_code == 404
    assert browsers(cast.other).get(f"{FILES}/{file.key}/1").status_code == 404


def test_a_file_is_taken_away_with_a_reason_and_its_bytes_are_swept(
    browsers: Browsers, cast: Cast, wait_until: Callable[[datetime], None]
) -> None:
    file = shelf.a_file(cast.project, cast.culture)
    db.session.commit()
    named = names_of_files()
    browser = browsers(cast.culture)
    silent = browser.post(f"{FILES}/{file.key}/removal", data={"why": " "})
    answer = browser.post(f"{FILES}/{file.key}/removal", data={"why": "An old budget"})
    assert (silent.status_code, answer.status_code, len(named), names_of_files()) == (422, 303, 1, set())
    assert "An old budget" in browser.text(FILES)
    assert "An old budget" not in browsers(cast.other).text(FILES)
    assert browser.get(f"{FILES}/{file.key}").status_code == 410
    assert browser.get(f"{FILES}/{file.key}/1").status_code == 404
    [name] = named
    jobs.sweep_unnamed_files()
    assert serving.store().read(name) == TEXT
    wait_until(clock.now() + timedelta(days=2))
    jobs.sweep_unnamed_files()
    with pytest.raises(NotFound):
        serving.store().read(name)


def test_the_same_form_sent_twice_is_one_file(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    answers = [browser.post(f"{FILES}/new", data=sent(idempotency_key="a")).location for _ in range(2)]
    assert (len(set(answers)), len(db.session.scalars(select(FileVersion)).all())) == (1, 1)


def test_a_team_has_room_for_so_much(browsers: Browsers, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.a_file(cast.project, cast.culture)
    db.session.commit()
    monkeypatch.setattr(limits, "MOST_OF_A_TEAM", 2 * len(TEXT) - 1)
    answer = browsers(cast.culture).post(f"{FILES}/new", data=sent())
    assert answer.status_code == 422
    assert "Take away what nobody needs" in answer.get_data(as_text=True)


def test_others_are_refused_before_their_file_is_looked_at(
    browsers: Browsers, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []

    def recognise(_file: object, name: str) -> Kind:
        looked_at.append(name)
        return Kind.TXT

    def keep(_store: Store, _file: object) -> str:
        looked_at.append("kept")
        return "a" * 64

    monkeypatch.setattr(recognising, "recognise", recognise)
    monkeypatch.setattr(Store, "keep_stream", keep)
    answers = [browsers(p).post(f"{FILES}/new", data=sent()).status_code for p in (cast.other, cast.outsider)]
    assert (answers, looked_at) == ([403, 404], [])


@pytest.mark.parametrize(("rows", "statements"), [(1, 9), (3, 9)])
def test_the_list_asks_no_more_for_three_files_than_for_one(
    browsers: Browsers, cast: Cast, rows: int, statements: int
) -> None:
    for _ in range(rows):
        shelf.a_file(cast.project, cast.culture)
    db.session.commit()
    browser = browsers(cast.culture)
    assert statements_of(lambda: browser.get(FILES)) == statements


def test_one_file_with_its_versions_takes_few_statements(browsers: Browsers, cast: Cast) -> None:
    file = shelf.a_file(cast.project, cast.culture)
    db.session.commit()
    browser = browsers(cast.culture)
    assert statements_of(lambda: browser.get(f"{FILES}/{file.key}")) == 11


def test_the_sweep_leaves_what_a_version_names(cast: Cast) -> None:
    file = shelf.a_file(cast.project, cast.culture)
    db.session.commit()
    jobs.sweep_unnamed_files()
    assert queries.newest(file).sha256 in names_of_files()


def test_who_began_before_a_new_picture_came_writes_nothing_of_the_old_one_onto_it(
    browsers: Browsers, cast: Cast
) -> None:
    browser = browsers(cast.culture)
    browser.post(f"{FILES}/new", data=sent(encoded(two_tone()), "a.jpg", **SHOWN))
    file = the_file()
    address = f"{FILES}/{file.key}/edit"
    old = browser.get(address).get_data(as_text=True)
    began = unescape(re.findall(r'name="began"[^>]* value="([^"]*)"', old)[0])
    newer = {**SHOWN, "alternative": "Nobody", "credit": "Turistchef"}
    again = sent(encoded(two_tone(80, 60)), "b.jpg", **newer)
    assert browser.post(f"{FILES}/{file.key}/versions/new", data=again).status_code == 303
    typed = {"alternative": SHOWN["alternative"], "credit": SHOWN["credit"], "description": "New words"}
    answer = browser.post(address, data={"version": 1, "began": began, "readers": "programme", **typed})
    assert answer.status_code == 303
    newest = queries.newest(file)
    assert newest.picture is not None
    assert (newest.picture.alternative, newest.credit) == ("Nobody", "Turistchef")
    db.session.refresh(file)
    assert file.description == "New words"


def test_an_address_with_a_number_that_no_column_holds_is_not_found(browsers: Browsers, cast: Cast) -> None:
    file = shelf.a_file(cast.project, cast.culture)
    db.session.commit()
    browser, huge = browsers(cast.culture), "9" * 30
    assert browser.get(f"{FILES}/{file.key}/{huge}").status_code == 404
    assert browser.get(f"/projects/oppna-dorrar/plan/need/versions/{huge}").status_code == 404
