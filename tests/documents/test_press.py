"""The worker lets a child make a document and looks after it; who dies is followed by two others at most."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from flask import Flask
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from collab import clock, db, work
from collab.documents import jobs
from collab.documents.actions import turns
from collab.documents.actions.turns import TURNS
from collab.documents.jobs import Press
from collab.documents.models import Cause, DocumentOrder, OrderState
from collab.documents.paper import Format
from collab.errors import StoreAway
from collab.files import serving
from collab.files.prepared import PreparedPicture
from collab.project_files import actions as project_files
from collab.project_files.models import ProjectFile
from collab.projects import actions as projects
from collab.projects.actions import Writing
from collab.work import Turn
from tests.conftest import Browsers
from tests.documents.orders import order
from tests.documents.papers import a_picture
from tests.project_files import shelf
from tests.support.cast import Cast
from tests.support.turns import taken_together

SLEEPER = (sys.executable, "-c", "import time; time.sleep(60)")
POOR = """
import resource, sys
from collab import press
from collab.documents.making import word
taken = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
press.MOST_MEMORY = taken + 500_000
sys.exit(press.main())
"""
"""Has loaded what makes Word files, and half a megabyte is left for the work."""
NO_PANGO = 'raise OSError("cannot load library libpango-1.0-0")\n'


@pytest.fixture
def press(site: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Press]:
    monkeypatch.setattr(Press, "look_every", 0.0)
    found = Press()
    yield found
    found.end()


def now(asked: DocumentOrder) -> DocumentOrder:
    """The order as the database has it now."""
    db.session.rollback()
    db.session.refresh(asked)
    return asked


def work_until(press: Press, is_so: Callable[[], bool], seconds: float = 120) -> None:
    """Let the worker look after its child until something is so."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        press()
        time.sleep(0.05)


def made(press: Press, asked: DocumentOrder) -> bytes:
    """The bytes of what was asked for, once the child has made it."""
    db.session.commit()
    work_until(press, lambda: not now(asked).is_under_way)
    assert asked.document is not None, asked.cause
    return serving.store().read(asked.document.file)


def write(cast: Cast, words: str) -> None:
    projects.write_section(cast.project, "need", Writing(words, 0), by=cast.culture)


def child_of(press: Press) -> Any:
    return press._child


def test_a_child_makes_each_format(press: Press, cast: Cast) -> None:
    write(cast, "Doors that nobody opens.")
    assert b"Doors that nobody opens." in made(press, order(cast.project, cast.culture))
    word = docx.Document(BytesIO(made(press, order(cast.project, cast.culture, Format.WORD))))
    assert "Doors that nobody opens." in [p.text for p in word.paragraphs]
    pdf = PdfReader(BytesIO(made(press, order(cast.project, cast.culture, Format.PDF))))
    assert "Doors that nobody opens." in pdf.pages[0].extract_text()


def illustrate(cast: Cast) -> ProjectFile:
    """Put a picture of the project into the plan, and two that there are not."""
    kept = serving.store().keep_picture(PreparedPicture(96, 64, {96: a_picture()}))
    file = shelf.a_picture(cast.project, cast.culture, kept)
    at = "/projects/oppna-dorrar/files"
    theirs = f"/projects/ensam-ide/files/{file.key}"
    write(cast, f"![A station]({at}/{file.key}) ![Gone]({at}/gone) ![Theirs]({theirs})")
    return file


def pictures_of(pdf: PdfReader) -> tuple[int, list[str]]:
    """How many pictures its pages show, and what is told of them to who does not see them."""
    objects = map(pdf.get_object, range(1, int(pdf.trailer["/Size"])))
    told = [str(one["/Alt"]) for one in objects if isinstance(one, DictionaryObject) and "/Alt" in one]
    return len({picture.name for page in pdf.pages for picture in page.images}), told


def words_of_pictures(word: bytes) -> list[str]:
    return [shape._inline.docPr.get("descr") for shape in docx.Document(BytesIO(word)).inline_shapes]


def test_a_picture_of_the_plan_comes_along(press: Press, cast: Cast) -> None:
    illustrate(cast)
    word = made(press, order(cast.project, cast.culture, Format.WORD))
    assert words_of_pictures(word) == ["A station"]
    assert "  Theirs" in [p.text for p in docx.Document(BytesIO(word)).paragraphs]


def test_a_picture_that_is_withdrawn_is_in_no_document_and_takes_those_that_show_it(
    press: Press, cast: Cast, browsers: Browsers
) -> None:
    file = illustrate(cast)
    asked = order(cast.project, cast.culture, Format.WORD)
    made(press, asked)
    page, browser = f"/projects/oppna-dorrar/documents/{asked.key}", browsers(cast.culture)
    assert browser.get(f"{page}/file").status_code == 200
    project_files.withdraw_consent(shelf.consent_to(file), clock.today(), by=cast.culture)
    db.session.commit()
    assert browser.get(f"{page}/file").status_code == 404
    assert "may not be shown any more" in browser.text(page)
    anew = made(press, order(cast.project, cast.culture, Format.WORD))
    assert words_of_pictures(anew) == []
    assert "A station" not in " ".join(p.text for p in docx.Document(BytesIO(anew)).paragraphs)


def test_no_word_of_a_picture_that_is_withdrawn_is_in_a_pdf_or_in_markdown(press: Press, cast: Cast) -> None:
    def printed() -> PdfReader:
        return PdfReader(BytesIO(made(press, order(cast.project, cast.culture, Format.PDF))))

    def written() -> bytes:
        return made(press, order(cast.project, cast.culture, Format.MARKDOWN))

    file = illustrate(cast)
    assert pictures_of(printed()) == (1, ["A station"])
    assert b"A station" in written()
    project_files.withdraw_consent(shelf.consent_to(file), clock.today(), by=cast.culture)
    pdf = printed()
    assert pictures_of(pdf) == (0, [])
    assert "A station" not in " ".join(page.extract_text() for page in pdf.pages)
    assert b"A station" not in written()


def test_how_far_it_is_is_told_while_it_is_made(
    press: Press, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    teller = (
        'import os, json, sys, time; t = json.load(sys.stdin); os.write(t[\'pipe\'], b\'{"step": "pages", '
    )
    teller += '"numbers": {"page": 7}}\\n\'); time.sleep(60)'
    monkeypatch.setattr(jobs, "COMMAND", (sys.executable, "-c", teller))
    asked = order(cast.project, cast.culture)
    db.session.commit()
    work_until(press, lambda: now(asked).told is not None)
    assert asked.told == {"step": "pages", "numbers": {"page": 7}}
    assert asked.state is OrderState.MAKING


def test_a_child_that_dies_is_followed_by_two_others_and_then_it_has_failed(
    press: Press, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "COMMAND", SLEEPER)
    asked = order(cast.project, cast.culture)
    db.session.commit()
    for deaths in (1, 2, 3):
        work_until(press, lambda: child_of(press) is not None)
        os.kill(child_of(press).process.pid, signal.SIGKILL)
        work_until(press, lambda: now(asked).deaths == deaths)  # noqa: B023 - asked within the turn
    assert (asked.state, asked.cause) == (OrderState.FAILED, Cause.DIED)
    assert press() is False


def test_a_worker_that_is_told_to_end_lets_it_wait_for_another(
    press: Press, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "COMMAND", SLEEPER)
    asked = order(cast.project, cast.culture)
    db.session.commit()
    assert press()
    child = child_of(press).process
    press.end()
    assert child.poll() is not None
    assert (now(asked).state, asked.deaths) == (OrderState.WAITING, 0)


def test_what_a_silent_worker_had_begun_with_is_taken_up_and_the_first_whole_file_counts(
    site: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = order(cast.project, cast.culture)
    session = db.session()
    first = TURNS.take(session)
    assert first is not None
    assert TURNS.take(session) is None
    silent = clock.real() + work.SILENCE + timedelta(seconds=1)
    monkeypatch.setattr(clock, "real", lambda: silent)
    second = TURNS.take(session)
    assert second == Turn(asked.id, 2)
    assert not TURNS.hear(session, first, None)
    assert turns.finish(session, first, "a" * 64, 1)
    assert not TURNS.hear(session, second, None)
    assert not turns.finish(session, second, "b" * 64, 1)
    session.refresh(asked)
    assert asked.document is not None
    assert (asked.document.file, asked.state, asked.deaths) == ("a" * 64, OrderState.READY, 1)


def test_a_document_that_is_whole_after_all_is_no_failure(site: Flask, cast: Cast) -> None:
    asked, session = order(cast.project, cast.culture), db.session()
    for _ in range(TURNS.deaths):
        turn = TURNS.take(session)
        assert turn is not None
        TURNS.bury(session, turn)
    session.refresh(asked)
    assert (asked.state, asked.cause) == (OrderState.FAILED, Cause.DIED)
    assert turns.finish(session, Turn(asked.id, 1), "a" * 64, 1)
    session.refresh(asked)
    assert (asked.state, asked.cause, asked.content) == (OrderState.READY, None, None)


def test_what_takes_too_long_is_ended(press: Press, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "COMMAND", SLEEPER)
    monkeypatch.setattr(jobs, "LONGEST", 0.2)
    asked = order(cast.project, cast.culture)
    db.session.commit()
    work_until(press, lambda: not now(asked).is_under_way)
    assert (asked.state, asked.cause) == (OrderState.FAILED, Cause.SLOW)
    assert child_of(press) is None


def test_on_a_machine_without_pango_pdf_says_so_and_the_others_are_made(
    press: Press, cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "weasyprint.py").write_text(NO_PANGO)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    pdf = order(cast.project, cast.culture, Format.PDF)
    db.session.commit()
    work_until(press, lambda: not now(pdf).is_under_way)
    assert (pdf.state, pdf.cause) == (OrderState.FAILED, Cause.LACKING)
    assert made(press, order(cast.project, cast.culture, Format.WORD)).startswith(b"PK")


def test_a_plan_that_needs_too_much_memory_says_so(
    press: Press, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "COMMAND", (sys.executable, "-c", POOR))
    write(cast, "Doors that nobody opens. " * 1000)
    asked = order(cast.project, cast.culture, Format.WORD)
    db.session.commit()
    work_until(press, lambda: not now(asked).is_under_way)
    assert asked.cause is Cause.LARGE


def test_the_child_knows_none_of_the_sites_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLLAB_SECRET_KEY", "a secret")
    monkeypatch.setenv("COLLAB_DATABASE_URL", "postgresql://somebody:secret@host/collab")
    assert [name for name in jobs._environment() if name.startswith("COLLAB_")] == []


def test_of_several_workers_one_takes_a_document(site: Flask, cast: Cast) -> None:
    order(cast.project, cast.culture)
    assert [turn.number for turn in taken_together(site, TURNS)] == [1]


def test_a_store_that_is_away_kills_no_document(
    press: Press, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = order(cast.project, cast.culture)
    db.session.commit()

    def away(_turn: Turn) -> None:
        raise StoreAway("away")

    with monkeypatch.context() as closed:
        closed.setattr(press, "start", away)
        for _ in range(4):
            with pytest.raises(StoreAway):
                press()
    assert (now(asked).state, asked.deaths) == (OrderState.WAITING, 0)
    assert made(press, asked)
