"""A file that came with a report is read by those who may read one of the reports that it stands at."""

import pytest
from sqlalchemy import select

from collab import clock, db
from collab.activity.models import Activity, Verb
from collab.project_files import actions as project_files
from collab.project_files.actions import Said
from collab.project_files.models import ProjectFile, Readers
from collab.updates import actions
from collab.updates.content import Content
from collab.updates.models import Update, Visibility
from tests.conftest import Browsers
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.updates.sent import NEW, filled, the_update, updates
from tests.updates.test_files import a_shelf, a_text
from tests.updates.written import on, with_visibility

TEAM, PROGRAMME, PUBLIC = Visibility.TEAM, Visibility.PROGRAMME, Visibility.PUBLIC


def a_report(cast: Cast, browsers: Browsers, visibility: Visibility, key: str = "the-form") -> Update:
    """One that came with besök.csv."""
    browsers(cast.culture).post(NEW, filled(new_file=a_text(), visibility=visibility.value, form_key=key))
    return updates()[-1]


def change(update: Update, cast: Cast, visibility: Visibility) -> None:
    actions.publish(update, with_visibility(Content.of(update), visibility), by=cast.culture)
    db.session.commit()


def readers() -> Readers:
    db.session.rollback()
    return db.session.scalars(select(ProjectFile.readers)).one()


def opened(cast: Cast, browsers: Browsers) -> list[int]:
    """What the file's page answers to one of the team, one who leads, and one of another team."""
    key = db.session.scalars(select(ProjectFile.key)).one()
    address = f"/projects/oppna-dorrar/files/{key}"
    people = (cast.business, cast.facilitator, cast.other)
    answers = [[browsers(who).get(path).status_code for path in (address, f"{address}/1")] for who in people]
    assert [page for page, _download in answers] == [download for _page, download in answers]
    return [page for page, _download in answers]


@pytest.mark.parametrize("first", [PROGRAMME, PUBLIC])
def test_it_follows_a_report_that_is_narrowed_and_opened_again(
    cast: Cast, browsers: Browsers, first: Visibility
) -> None:
    update = a_report(cast, browsers, first)
    assert opened(cast, browsers) == [200, 200, 200]
    change(update, cast, TEAM)
    assert opened(cast, browsers) == [200, 200, 404]
    change(update, cast, PROGRAMME)
    assert opened(cast, browsers) == [200, 200, 200]


def test_it_is_left_to_the_team_and_those_who_lead_when_the_report_is_withdrawn(
    cast: Cast, browsers: Browsers
) -> None:
    update = a_report(cast, browsers, PUBLIC)
    browsers(cast.culture).post(f"/updates/{update.key}/withdrawal")
    assert opened(cast, browsers) == [200, 200, 404]


def test_the_widest_of_its_reports_counts(cast: Cast, browsers: Browsers) -> None:
    wide, narrow = a_report(cast, browsers, PROGRAMME), a_report(cast, browsers, TEAM, "another")
    assert (wide.files, readers()) == (narrow.files, Readers.PROGRAMME)
    actions.withdraw(wide, by=cast.culture)
    db.session.commit()
    assert readers() == Readers.TEAM
    change(narrow, cast, PUBLIC)
    assert readers() == Readers.PROGRAMME


def test_a_report_that_lets_go_of_it_counts_no_more(cast: Cast, browsers: Browsers) -> None:
    update = a_report(cast, browsers, PROGRAMME)
    browsers(cast.culture).post(f"/updates/{update.key}/edit", filled(version="1"))
    assert (the_update().files, readers()) == ([], Readers.TEAM)


def test_a_draft_opens_nothing_before_its_time(cast: Cast, browsers: Browsers) -> None:
    update = a_report(cast, browsers, TEAM)
    file = update.files[0].key
    waits = filled(form_key="waits", files=[file], goes_out="2017-05-16T08:00")
    page = browsers(cast.culture).post(NEW, waits).location
    assert readers() == Readers.TEAM
    assert "cannot open" not in browsers(cast.culture).text(page)
    with clock.at(on(5, 16)):
        actions.go_out(updates()[-1])
        db.session.commit()
        assert readers() == Readers.PROGRAMME


def test_it_follows_the_day_of_a_demonstration(cast: Cast, browsers: Browsers) -> None:
    a_report(cast, browsers, PROGRAMME)
    for day, seen in ((on(5, 1), Readers.TEAM), (on(5, 20), Readers.PROGRAMME)):
        with clock.at(day):
            actions.follow_time(cast.programme)
            db.session.commit()
            assert readers() == seen


def test_readers_that_are_chosen_at_the_file_stay(cast: Cast, browsers: Browsers) -> None:
    update = a_report(cast, browsers, PROGRAMME)
    (file,) = update.files
    project_files.edit_file(file, Said("Besök", Readers.TEAM), seen=file.version, by=cast.culture)
    db.session.commit()
    change(update, cast, PUBLIC)
    assert (readers(), file.follows_reports) == (Readers.TEAM, False)


def test_saying_what_it_is_leaves_its_readers_to_the_reports(cast: Cast, browsers: Browsers) -> None:
    update = a_report(cast, browsers, PROGRAMME)
    address = f"/projects/oppna-dorrar/files/{update.files[0].key}"
    browser = browsers(cast.culture)
    html = browser.get(f"{address}/edit").get_data(as_text=True)
    assert html.count('<option selected value="reports">whoever may read an update that it stands at') == 1
    browser.post(f"{address}/edit", {"version": "1", "description": "Besök i maj", "readers": "reports"})
    change(update, cast, TEAM)
    file = the_update().files[0]
    assert (file.description, file.readers, file.follows_reports) == ("Besök i maj", Readers.TEAM, True)
    assert "It came with an update: who may read the update may read it." in browser.text(address)


def test_a_file_that_the_project_had_is_left_to_no_report(cast: Cast, browsers: Browsers) -> None:
    file = a_shelf(cast.project, cast.culture, "Budget.pdf")
    browser = browsers(cast.culture)
    address = f"/projects/oppna-dorrar/files/{file.key}/edit"
    assert 'value="reports"' not in browser.get(address).get_data(as_text=True)
    assert browser.post(address, {"version": "1", "readers": "reports"}).status_code == 422
    browser.post(NEW, filled(files=[file.key], visibility="team"))
    assert readers() == Readers.PROGRAMME


CAME = "The files that came with it (besök.csv) are read by those in the programme who may read it"
CHOSEN = "Who reads Budget.pdf is chosen at the file, and is not changed here."
LEFT = "The files that came with it (besök.csv) stay among the project's, but for your team"
STAYS = "Budget.pdf stays among the project's files for those who are chosen there."


def test_the_form_and_the_dialog_say_what_becomes_of_its_files(cast: Cast, browsers: Browsers) -> None:
    file = a_shelf(cast.project, cast.culture, "Budget.pdf")
    browser = browsers(cast.culture)
    browser.post(NEW, filled(new_file=a_text(), files=[file.key]))
    address = f"/updates/{the_update().key}"
    form, page = browser.text(f"{address}/edit"), browser.text(address)
    assert [form.count(said) for said in (CAME, CHOSEN)] == [1, 1]
    assert [page.count(said) for said in (LEFT, STAYS)] == [1, 1]
    html = browsers(cast.other).get(address).get_data(as_text=True)
    assert LEFT not in words_of(html)


def test_the_file_that_comes_with_a_report_is_a_part_of_it(cast: Cast, browsers: Browsers) -> None:
    a_report(cast, browsers, PROGRAMME)
    verbs = list(db.session.scalars(select(Activity.verb).order_by(Activity.id)))
    assert verbs == [Verb.FILE_CAME, Verb.UPDATE_POSTED]
    feed = browsers(cast.other).text("/projects/oppna-dorrar/feed")
    assert (feed.count("besök.csv"), feed.count("wrote that the project is at risk")) == (0, 1)
