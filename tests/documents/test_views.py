"""The pages on which a plan is asked for as a document and taken away."""

from functools import partial

import pytest

from collab import db
from collab.documents.actions.turns import TURNS
from collab.documents.models import Cause, DocumentOrder, OrderState
from collab.documents.paper import Format
from collab.files import serving
from collab.files.prepared import PreparedPicture
from collab.programmes.models import Membership, ProgrammeState
from collab.projects import actions as projects
from collab.projects.actions import Writing
from tests.conftest import Browsers
from tests.documents.orders import order, ready
from tests.documents.papers import a_picture
from tests.project_files import shelf
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.statements import statements_of

DOCUMENTS = "/projects/oppna-dorrar/documents"
CHOSEN = {"format": "docx", "version": "now", "language": "sv"}


def asked() -> DocumentOrder:
    return db.session.query(DocumentOrder).one()


def page_of(one: DocumentOrder) -> str:
    return f"{DOCUMENTS}/{one.key}"


def html(browser: Browser, path: str) -> str:
    return browser.get(path).get_data(as_text=True)


def test_whoever_reads_the_plan_asks_for_it_and_is_led_to_where_it_waits(
    browsers: Browsers, cast: Cast
) -> None:
    answer = browsers(cast.facilitator).post(DOCUMENTS, CHOSEN)
    assert (answer.status_code, answer.location) == (303, page_of(asked()))
    assert (asked().format, asked().language, asked().asked_by) == (Format.WORD, "sv", cast.facilitator)


@pytest.mark.parametrize("kind", Format)
def test_a_plan_with_a_picture_is_asked_for_in_every_format(
    kind: Format, browsers: Browsers, cast: Cast
) -> None:
    kept = serving.store().keep_picture(PreparedPicture(96, 64, {96: a_picture()}))
    address = f"/projects/oppna-dorrar/files/{shelf.a_picture(cast.project, cast.culture, kept).key}"
    projects.write_section(cast.project, "need", Writing(f"![A wall]({address})", 0), by=cast.culture)
    db.session.commit()
    answer = browsers(cast.other).post(DOCUMENTS, {**CHOSEN, "format": kind.value})
    assert (answer.status_code, answer.location) == (303, page_of(asked()))
    assert asked().content is not None
    assert asked().content["pictures"] == {address: kept.variants[96]}


def test_the_plan_leads_there_and_a_named_version_is_chosen_already(browsers: Browsers, cast: Cast) -> None:
    projects.write_section(cast.project, "need", Writing("Doors.", 0), by=cast.culture)
    named = projects.name_plan(cast.project, "Sent to the board", by=cast.culture)
    db.session.commit()
    browser = browsers(cast.culture)
    assert f'href="{DOCUMENTS}"' in html(browser, "/projects/oppna-dorrar/plan")
    here = f"{DOCUMENTS}?named={named.key}"
    assert f'href="{here}"' in html(browser, f"/projects/oppna-dorrar/named-plans/{named.key}")
    assert f'<option selected value="{named.key}">' in html(browser, here)
    browser.post(DOCUMENTS, {**CHOSEN, "version": named.key})
    assert asked().name == "Sent to the board"


@pytest.mark.parametrize(
    "wrong", [{"format": "exe"}, {"version": "other"}, {"language": "de"}, {"format": ""}]
)
def test_what_is_not_offered_is_refused_and_the_rest_stays(
    wrong: dict[str, str], browsers: Browsers, cast: Cast
) -> None:
    answer = browsers(cast.culture).post(DOCUMENTS, {**CHOSEN, "language": "sv", **wrong})
    assert answer.status_code == 422
    assert db.session.query(DocumentOrder).count() == 0


def test_a_page_tells_how_far_it_is(browsers: Browsers, cast: Cast) -> None:
    waiting = order(cast.project, cast.culture)
    db.session.commit()
    browser, here = browsers(cast.culture), page_of(waiting)
    assert "Waits for its turn …" in browser.text(here)
    turn = TURNS.take(db.session())
    assert turn is not None
    said = {}
    for step, numbers in (
        ("section", {"name": "Need", "number": 2, "of": 9}), ("pages", {"page": 4}), ("pages", {}),
        ("file", {}),
    ):  # fmt: skip
        TURNS.hear(db.session(), turn, {"step": step, "numbers": numbers})
        db.session.commit()
        said[step, len(numbers)] = browser.text(here)
    assert "Sets the part Need, 2 of 9 …" in said["section", 3]
    assert "Lays out page 4 …" in said["pages", 1]
    assert "Lays out the pages …" in said["pages", 0]
    assert "Writes the file …" in said["file", 0]


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (Cause.DIED, "ended unexpectedly three times"),
        (Cause.SLOW, "longer than five minutes"),
        (Cause.LARGE, "needs more memory"),
        (Cause.LACKING, "collab check"),
    ],
)
def test_one_that_failed_says_why_and_is_tried_again(
    cause: Cause, words: str, browsers: Browsers, cast: Cast
) -> None:
    order(cast.project, cast.culture)
    turn = TURNS.take(db.session())
    assert turn is not None
    TURNS.end(db.session(), turn, OrderState.FAILED, cause=cause)
    db.session.commit()
    db.session.refresh(asked())
    browser, here = browsers(cast.culture), page_of(asked())
    assert words in browser.text(here)
    assert browser.post(f"{here}/again").location == here
    db.session.expire_all()
    assert asked().state is OrderState.WAITING


def test_the_file_comes_as_a_file_with_a_name_that_tells(browsers: Browsers, cast: Cast) -> None:
    made = ready(cast.project, cast.culture, "# Öppna dörrar".encode())
    db.session.commit()
    browser = browsers(cast.culture)
    assert f'href="{page_of(made)}/file"' in html(browser, page_of(made))
    answer = browser.get(f"{page_of(made)}/file")
    assert answer.get_data() == "# Öppna dörrar".encode()
    name = "oppna-dorrar-project-plan-2017-05-15.md"
    assert (
        dict(answer.headers).items()
        >= {
            "Content-Type": "text/markdown; charset=utf-8",
            "Content-Length": "16",
            "Content-Disposition": f"attachment; filename=\"{name}\"; filename*=UTF-8''{name}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        }.items()
    )


def test_there_is_no_file_before_it_is_made(browsers: Browsers, cast: Cast) -> None:
    waiting = order(cast.project, cast.culture)
    db.session.commit()
    assert browsers(cast.culture).get(f"{page_of(waiting)}/file").status_code == 404


def test_nobody_else_finds_it_and_a_former_member_of_the_programme_no_more(
    browsers: Browsers, cast: Cast
) -> None:
    made = ready(cast.project, cast.culture)
    db.session.commit()
    pages = (page_of(made), f"{page_of(made)}/file")
    for person in (cast.business, cast.organiser, cast.outsider):
        assert [browsers(person).get(page).status_code for page in pages] == [404, 404]
    db.session.query(Membership).filter_by(person_id=cast.culture.id).one().person = cast.outsider
    db.session.commit()
    browser = browsers(cast.culture)
    assert [browser.get(page).status_code for page in (*pages, DOCUMENTS)] == [404] * 3
    assert browser.post(DOCUMENTS, CHOSEN).status_code == 404


def test_the_plan_of_an_archived_programme_is_still_handed_on(browsers: Browsers, cast: Cast) -> None:
    cast.programme.state = ProgrammeState.ARCHIVED
    db.session.commit()
    assert browsers(cast.culture).post(DOCUMENTS, CHOSEN).status_code == 303


def test_the_pages_cost_the_same_with_one_document_and_with_three(browsers: Browsers, cast: Cast) -> None:
    browser, costs = browsers(cast.culture), []
    browser.get(DOCUMENTS)
    for kind in Format:
        one = order(cast.project, cast.culture, kind)
        db.session.commit()
        costs.append(tuple(statements_of(partial(browser.text, page)) for page in (DOCUMENTS, page_of(one))))
    assert costs == [(7, 6)] * 3
