"""What was asked before in a transaction is not asked again, nor answered from before a change."""

import pytest
from sqlalchemy import select, text, update

from collab import db
from collab.accounts.models import Person
from collab.memory import Shelf, remembered
from tests.support.cast import Cast

asked: list[str] = []


@remembered
def languages(handle: str, *, upper: bool = False) -> list[str]:
    asked.append(handle)
    found = db.session.scalars(select(Person.language).where(Person.handle == handle))
    return [language.upper() if upper else language for language in found]


@pytest.fixture(autouse=True)
def _nothing_asked(cast: Cast) -> None:
    db.session.commit()
    asked.clear()


def test_the_same_question_is_asked_once_and_another_again() -> None:
    assert languages("culture") == languages("culture") == ["sv"]
    assert languages("culture", upper=True) == ["SV"]
    assert asked == ["culture", "culture"]


def test_what_is_changed_and_not_yet_written_is_seen(cast: Cast) -> None:
    assert languages("culture") == ["sv"]
    cast.culture.language = "en"
    assert languages("culture") == ["en"]


def test_what_a_statement_changed_is_seen() -> None:
    for language in ("en", "sv"):
        db.session.execute(update(Person).where(Person.handle == "culture").values(language=language))
        assert languages("culture") == [language]
    db.session.execute(text("UPDATE person SET language = 'en' WHERE handle = 'culture'"))
    assert languages("culture") == ["en"]


@pytest.mark.parametrize("end", ["commit", "rollback"])
def test_memory_ends_with_the_transaction(end: str) -> None:
    languages("culture")
    getattr(db.session, end)()
    languages("culture")
    assert asked == ["culture", "culture"]


def test_a_full_shelf_begins_anew_and_never_holds_more_than_it_may() -> None:
    shelf: Shelf[int, str] = Shelf(3)
    shelf.keep({1: "a", 2: "b"})
    shelf.keep({3: "c"})
    assert shelf == {1: "a", 2: "b", 3: "c"}
    shelf.keep({4: "d", 5: "e"})
    assert shelf == {4: "d", 5: "e"}
