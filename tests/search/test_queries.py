"""What is found by which words, on both databases alike."""

import pytest
from sqlalchemy import select

from collab import db
from collab.projects.models import Project
from collab.search import actions, queries
from tests.support.cast import Cast


@pytest.fixture
def indexed(cast: Cast) -> Cast:
    with db.transaction():
        actions.index(
            db.session.merge(cast.project),
            "Kommunerna öppnar museet i Höör när tåget kommer",
            "Libraries and makers along the railway",
        )
        actions.index(db.session.merge(cast.other_project), "Ett kök vid havet")
    return cast


def _found(query: str) -> set[str]:
    ids = queries.found("project", query)
    return set(db.session.scalars(select(Project.slug).where(Project.id.in_(ids))))


@pytest.mark.parametrize(
    "query",
    ["kommun", "kommunen", "Kommunerna", "museum", "museer", "museerna", "tåg", "tågen", "höör", "tåg museum",
     "library", "libraries", "railways", "öpp", "kommun & tåg", '"tåg"', "tåg*"],
)  # fmt: skip
def test_a_word_in_any_form_finds_what_speaks_of_it(indexed: Cast, query: str) -> None:
    assert _found(query) == {"oppna-dorrar"}


@pytest.mark.parametrize(
    "query", ["tag", "hoor", "kyrka", "tåg kök", "", "   ", "!!!", "' OR 1=1 --", ")(", "NOT"]
)
def test_other_words_find_nothing_and_break_nothing(indexed: Cast, query: str) -> None:
    assert _found(query) == set()


def test_an_edit_replaces_what_a_thing_is_found_by(indexed: Cast) -> None:
    with db.transaction():
        actions.index(db.session.merge(indexed.project), "En damm")
    assert _found("museum") == set()
    assert _found("dammar") == {"oppna-dorrar"}


def test_what_is_forgotten_is_not_found(indexed: Cast) -> None:
    with db.transaction():
        actions.forget(db.session.merge(indexed.project))
    assert _found("museum") == set()
