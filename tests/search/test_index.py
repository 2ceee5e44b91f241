"""The index answers, however many things match, and answers what reading every document by hand would."""

from collections.abc import Iterator
from random import Random

import pytest
from flask import Flask
from sqlalchemy import event, insert, text

from collab import db
from collab.search import queries, stems
from collab.search.models import SearchEntry
from tests.support.databases import Database
from tests.support.statements import statements_of

LIBRARY = (
    "kommunerna", "kommunens", "kommun", "museet", "museer", "tåget", "tågen", "bibliotek", "biblioteket",
    "library", "libraries", "öppna", "öppnar", "höör", "kultur", "kulturen", "kulturskolan", "konst",
    "konsten", "hamn", "hamnen", "railway", "by", "byarna", "en", "ett", "i", "och",
)  # fmt: skip
ASKED = (
    "kommun", "kommunerna museum", "tåg", "tågen bibliotek", "bib", "kultur konst", "kulturs", "öpp höör",
    "libraries railways", "by", "k", "i och", "museer tåget hamnar", "MUSEET, Tåget!", "konst konst",
    "zzz kommun",
)  # fmt: skip
SCANS = "SELECT seq_scan, idx_scan FROM pg_stat_xact_user_tables WHERE relid = 'search_entry'::regclass"


@pytest.fixture(scope="module")
def documents(app: Flask, database: Database) -> Iterator[dict[int, str]]:
    """The stems of 400 showcases, long enough to be kept apart from their rows; one project has them too.

    Every test here only asks, so they are written once.
    """
    dice = Random(1917)
    texts = {number: " ".join(dice.choices(LIBRARY, k=dice.randrange(2, 12))) for number in range(1, 401)}
    unlike = " ".join(f"{number:x}q" for number in range(900))
    kept = {number: stems.indexed(said, unlike) for number, said in texts.items()}
    rows = [{"kind": "showcase", "subject_id": number, "stems": said} for number, said in kept.items()]
    database.reset()
    with app.app_context():
        with db.transaction():
            db.session.execute(insert(SearchEntry), rows)
            db.session.execute(insert(SearchEntry).values({**rows[0], "kind": "project", "subject_id": 9}))
            if db.session.get_bind().dialect.name == "postgresql":  # by itself soon; on SQLite never
                db.session.execute(text("ANALYZE search_entry"))
        yield kept
        db.session.remove()
        db.engine().dispose()


def by_hand(documents: dict[int, str], query: str) -> set[int]:
    """Those in which every word of the query begins some stem, by one of its own stems."""
    return {
        number
        for number, said in documents.items()
        if all(any(known.startswith(word) for known in said.split()) for word in stems.asked(query))
    }


@pytest.mark.parametrize("query", ASKED)
def test_search_finds_what_reading_every_document_finds(documents: dict[int, str], query: str) -> None:
    found = queries.found("showcase", query)
    assert len(found) == len(set(found))
    assert set(found) == by_hand(documents, query)


def test_what_is_asked_finds_some_all_and_none(documents: dict[int, str]) -> None:
    shares = [len(by_hand(documents, query)) / len(documents) for query in ASKED]
    assert min(shares) == 0
    assert any(0 < share < 0.25 for share in shares)
    assert any(0.5 < share < 1 for share in shares)
    assert queries.found("project", "0q") == [9]
    assert len(queries.found("showcase", "0q")) == 400


@pytest.mark.parametrize("query", ["kommun", "0q", "zzz"])
def test_the_index_is_asked_however_many_match(documents: dict[int, str], query: str) -> None:
    if db.session.get_bind().dialect.name == "postgresql":
        assert scans(query) == (0, 1)
        return
    rows, index = [step for step in plan(query) if step.startswith(("SCAN", "SEARCH"))]
    assert "USING COVERING INDEX" in rows
    assert index.startswith("SCAN search_few VIRTUAL TABLE")


def scans(query: str) -> tuple[int, int]:
    """PostgreSQL: how often a search reads every row, and how often it asks an index."""
    before = db.session.execute(text(SCANS)).one()
    queries.found("showcase", query)
    after = db.session.execute(text(SCANS)).one()
    return after[0] - before[0], after[1] - before[1]


def plan(query: str) -> list[str]:
    """SQLite: the steps of a search."""
    sent: list[tuple[str, tuple[object, ...]]] = []
    connection = db.session.connection()
    event.listen(db.engine(), "before_cursor_execute", lambda *a: sent.append((a[2], a[3])), once=True)
    queries.found("showcase", query)
    ((statement, values),) = sent
    steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    return [step[3] for step in steps]


def test_thousands_come_in_one_statement_and_nothing_is_asked_of_no_words(documents: dict[int, str]) -> None:
    db.session.connection()
    assert statements_of(lambda: queries.found("showcase", "0q")) == 1
    assert statements_of(lambda: queries.found("showcase", " !!! ")) == 0
