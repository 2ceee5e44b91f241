"""Files on an update: those that the project has and a new one, for those who may read each of them."""

from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.activity.models import Activity, Verb
from collab.mail.models import Mail
from collab.project_files import actions as project_files
from collab.project_files import limits
from collab.project_files.actions import Said
from collab.project_files.arrived import Arrived
from collab.project_files.kinds import Kind
from collab.project_files.models import ProjectFile, Readers
from collab.projects.models import Project
from collab.updates import jobs
from collab.updates.models import NewFile, Update
from tests.conftest import Browsers
from tests.files import corpus
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.updates.sent import NEW, a_file, count_of, filled, the_update
from tests.updates.written import on


def a_shelf(project: Project, by: Person, name: str, readers: Readers = Readers.PROGRAMME) -> ProjectFile:
    """A file that the project has."""
    arrived = Arrived(name, Kind.PDF, 2000, name.encode().hex().ljust(64, "0")[:64])
    file = project_files.add_file(project, arrived, Said(readers=readers), by=by)
    db.session.commit()
    return file


def a_text(words: str = "Kommun;Besök\nOsby;12\n", name: str = "besök.csv") -> tuple[BytesIO, str]:
    return a_file(name, words.encode())


def names_of(update: Update) -> list[str]:
    return [file.name for file in update.files]


def test_an_update_goes_with_files_that_the_project_has(cast: Cast, browsers: Browsers) -> None:
    budget = a_shelf(cast.project, cast.culture, "Budget.pdf")
    a_shelf(cast.project, cast.culture, "Avtal.pdf")
    assert browsers(cast.culture).post(NEW, filled(files=[budget.key])).status_code == 303
    update = the_update()
    assert names_of(update) == ["Budget.pdf"]
    address = f'<a href="/projects/oppna-dorrar/files/{budget.key}" lang="sv">Budget.pdf</a>'
    html = browsers(cast.other).get(f"/updates/{update.key}").get_data(as_text=True)
    assert html.count(address) == 1
    assert "Avtal.pdf" not in html
    stays = "Budget.pdf stays among the project"
    assert [stays in browsers(who).text(f"/updates/{update.key}") for who in (cast.culture, cast.other)] == [
        True,
        False,
    ]


def test_a_new_file_of_a_draft_is_nobody_elses_until_it_is_posted(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)
    draft = browser.post(NEW, filled(new_file=a_text(), draft="1")).location
    (waiting,) = the_update().new_files
    key = waiting.key
    assert (count_of(ProjectFile), count_of(Activity)) == (0, 0)
    for who in (cast.culture, cast.business, cast.other):
        assert "besök.csv" not in browsers(who).text("/projects/oppna-dorrar/files")
    ticked = f'value="{key}" id="files" checked'
    assert browser.get(draft).get_data(as_text=True).count(ticked) == 1
    assert browser.text(f"/updates/{the_update().key}").count("besök.csv CSV, 1 kB. New: it is among") == 1
    browser.post(draft, filled(version="1", files=[key]))
    assert count_of(NewFile) == 0
    assert [(file.key, file.readers) for file in the_update().files] == [(key, Readers.PROGRAMME)]
    verbs = list(db.session.scalars(select(Activity.verb).order_by(Activity.id)))
    assert verbs == [Verb.FILE_CAME, Verb.UPDATE_POSTED]


def test_a_refused_form_that_saves_itself_publishes_no_file(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)
    refused = browser.post(NEW, filled(new_file=a_text(), text=""))
    sealed = {"kept_file": kept(refused.get_data(as_text=True))}
    draft = browser.post(NEW, filled(**sealed, text="", draft="itself")).location
    again = filled(**sealed, text="Half a", version="1", draft="itself")
    assert browser.post(draft, again).status_code == 303
    assert [file.name for file in the_update().new_files] == ["besök.csv"]
    assert count_of(ProjectFile) == 0
    assert browser.post(draft, filled(**sealed, version="2")).status_code == 303
    assert (names_of(the_update()), count_of(NewFile)) == (["besök.csv"], 0)


def test_a_new_file_waits_with_its_update_and_gets_the_readers_that_it_has_then(
    cast: Cast, browsers: Browsers
) -> None:
    browser = browsers(cast.culture)
    draft = browser.post(NEW, filled(new_file=a_text(), visibility="team", draft="1")).location
    files = [file.key for file in the_update().new_files]
    browser.post(draft, filled(version="1", files=files, goes_out="2017-05-16T08:00"))
    assert count_of(ProjectFile) == 0
    with clock.at(on(5, 16)):
        assert jobs.post_next_due()
    db.session.rollback()
    assert [(file.name, file.readers) for file in the_update().files] == [("besök.csv", Readers.PROGRAMME)]


def test_a_draft_keeps_several_new_files_and_lets_go_of_those_that_are_not_ticked(
    cast: Cast, browsers: Browsers
) -> None:
    browser = browsers(cast.culture)
    draft = browser.post(NEW, filled(new_file=a_text(), draft="1")).location
    first = the_update().new_files[0].key
    browser.post(draft, filled(version="1", files=[first], new_file=a_text(name="två.csv"), draft="1"))
    assert [file.name for file in the_update().new_files] == ["besök.csv", "två.csv"]
    second = the_update().new_files[1].key
    browser.post(draft, filled(version="2", files=[second], draft="1"))
    assert [file.name for file in the_update().new_files] == ["två.csv"]


def test_a_file_that_is_here_already_can_be_taken_off_the_form(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)
    sealed = kept(browser.post(NEW, filled(new_file=a_text(), text="")).get_data(as_text=True))
    page = browser.post(NEW, filled(kept_file=sealed, remove_file="1"))
    assert (page.status_code, kept(page.get_data(as_text=True))) == (200, "")
    assert "besök.csv" not in words_of(page.get_data(as_text=True))
    assert count_of(Update) == 0
    browser.post(NEW, filled(kept_file=""))
    assert names_of(the_update()) == []


def test_what_waits_with_drafts_takes_room(
    cast: Cast, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_OF_A_TEAM", 40)
    browsers(cast.business).post(NEW, filled(new_file=a_text(), draft="1"))
    page = browsers(cast.culture).post(NEW, filled(new_file=a_text(name="två.csv"), draft="1"))
    assert (page.status_code, count_of(NewFile)) == (422, 1)


def test_an_update_without_room_for_its_file_does_not_go_out_and_its_author_is_told(
    cast: Cast, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    browsers(cast.culture).post(NEW, filled(new_file=a_text(), goes_out="2017-05-16T08:00"))
    monkeypatch.setattr(limits, "MOST_OF_A_TEAM", 1)
    with clock.at(on(5, 16)):
        assert jobs.post_next_due()
    db.session.rollback()
    mail = db.session.scalars(select(Mail)).one()
    assert (the_update().posted_at, count_of(ProjectFile), mail.to) == (None, 0, cast.culture.email)
    assert str(mail.values["refusal"]).startswith("Teamets filer fyller")


def test_a_new_file_becomes_one_of_the_projects_and_is_chosen(cast: Cast, browsers: Browsers) -> None:
    assert browsers(cast.culture).post(NEW, filled(new_file=a_text())).status_code == 303
    (file,) = the_update().files
    assert (file.name, file.readers, file.project_id) == ("besök.csv", Readers.PROGRAMME, cast.project.id)


def test_a_new_file_of_an_update_to_the_team_is_the_teams(cast: Cast, browsers: Browsers) -> None:
    browsers(cast.culture).post(NEW, filled(new_file=a_text(), visibility="team"))
    assert [file.readers for file in the_update().files] == [Readers.TEAM]


def test_the_same_file_chosen_twice_is_one(cast: Cast, browsers: Browsers) -> None:
    browsers(cast.culture).post(NEW, filled(new_file=a_text()))
    browsers(cast.culture).post(NEW, filled(new_file=a_text(), form_key="another"))
    assert count_of(ProjectFile) == 1


@pytest.mark.parametrize(("reader", "count"), [("culture", 2), ("facilitator", 1), ("other", 0), (None, 0)])
def test_who_may_not_read_a_file_does_not_see_its_name(
    cast: Cast, browsers: Browsers, reader: str | None, count: int
) -> None:
    secret = a_shelf(cast.project, cast.culture, "Löner.pdf", Readers.TEAM)
    browsers(cast.culture).post(NEW, filled(files=[secret.key], visibility="public"))
    page = browsers(getattr(cast, reader) if reader else None).get(f"/updates/{the_update().key}")
    assert page.status_code == 200
    assert page.get_data(as_text=True).count("Löner.pdf") == count


CLOSED = (
    "Other readers cannot open Avtal.pdf and Löner.pdf: only the team and those who lead the programme can."
)


@pytest.mark.parametrize(("visibility", "count"), [("team", 0), ("programme", 1), ("public", 1)])
def test_the_form_and_publishing_say_which_files_the_readers_cannot_open(
    cast: Cast, browsers: Browsers, visibility: str, count: int
) -> None:
    files = [
        a_shelf(cast.project, cast.culture, name, readers).key
        for name, readers in (
            ("Löner.pdf", Readers.TEAM), ("Budget.pdf", Readers.PROGRAMME), ("Avtal.pdf", Readers.TEAM),
        )
    ]  # fmt: skip
    browser = browsers(cast.culture)
    fields = filled(files=files, visibility=visibility)
    draft = browser.post(NEW, fields | {"draft": "1"}).location
    refused = browser.post(draft, fields | {"version": "1", "text": ""})
    assert browser.text(draft).count(CLOSED) == count
    assert words_of(refused.get_data(as_text=True)).count(CLOSED) == count
    shown = browser.post(draft, fields | {"version": "1"}).location
    assert browser.text(shown).count("Other readers cannot open") == count


def test_a_file_of_the_team_that_is_not_chosen_is_not_spoken_of(cast: Cast, browsers: Browsers) -> None:
    a_shelf(cast.project, cast.culture, "Löner.pdf", Readers.TEAM)
    assert "Other readers" not in browsers(cast.culture).text(NEW)


def test_the_file_of_another_project_cannot_be_chosen(cast: Cast, browsers: Browsers) -> None:
    theirs = a_shelf(cast.other_project, cast.other, "Deras.pdf")
    assert browsers(cast.culture).post(NEW, filled(files=[theirs.key])).status_code == 422
    assert count_of(Update) == 0


def test_a_file_that_was_taken_away_is_on_no_page(cast: Cast, browsers: Browsers) -> None:
    budget = a_shelf(cast.project, cast.culture, "Budget.pdf")
    browsers(cast.culture).post(NEW, filled(files=[budget.key]))
    project_files.remove_file(budget, "Fel fil", by=cast.culture)
    db.session.commit()
    page = browsers(cast.culture).get(f"/updates/{the_update().key}").get_data(as_text=True)
    assert page.count("Budget.pdf") == 0


def kept(html: str) -> str:
    start = html.index('name="kept_file"')
    return html[start:].split('value="', 1)[1].split('"', 1)[0]


def test_what_was_chosen_is_here_already_when_something_else_is_missing(
    cast: Cast, browsers: Browsers
) -> None:
    browser = browsers(cast.culture)
    page = browser.post(NEW, filled(new_file=a_text(), text=""))
    html = page.get_data(as_text=True)
    assert page.status_code == 422
    assert "besök.csv 1 kB. It is here already: you need not choose it again." in words_of(html)
    assert count_of(ProjectFile) == 0
    assert browser.post(NEW, filled(kept_file=kept(html))).status_code == 303
    assert names_of(the_update()) == ["besök.csv"]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        pytest.param(
            lambda: a_file("bild.jpg", corpus.from_a_phone()),
            "This is a picture. Choose it under Picture, where one can say what it shows.",
            id="a picture",
        ),
        pytest.param(
            lambda: a_file("virus.exe", b"MZ\x90\0"),
            "The file is of a kind that is not taken.",
            id="what cannot be taken",
        ),
    ],
)
def test_what_cannot_be_taken_is_said_at_the_field(
    cast: Cast, browsers: Browsers, file: Any, said: str
) -> None:
    page = browsers(cast.culture).post(NEW, filled(new_file=file()))
    html = page.get_data(as_text=True)
    assert page.status_code == 422
    assert said in words_of(html.split('id="new_file-error"', 1)[1])
    assert count_of(Update) == 0


def test_a_draft_keeps_its_files_and_a_correction_can_let_go_of_them(cast: Cast, browsers: Browsers) -> None:
    budget = a_shelf(cast.project, cast.culture, "Budget.pdf")
    browser = browsers(cast.culture)
    draft = browser.post(NEW, filled(files=[budget.key], draft="1"))
    assert f'value="{budget.key}" id="files" checked' in browser.get(draft.location).get_data(as_text=True)
    browser.post(draft.location, filled(version="1"))
    assert names_of(db.session.scalars(select(Update)).one()) == []
