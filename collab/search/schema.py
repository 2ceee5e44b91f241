"""What the index needs beyond its table.

SQLite: FTS5, kept by triggers. What there are few of stands in an index of its own as well: a word that is
written everywhere is found in two thousand things at once, and not behind a hundred thousand updates.

PostgreSQL: a GIN index over the document that a row's stems make, and functions that ask it. By itself the
planner would rather read every row when many match, and make each one's document anew: a row looks short to
it, since long stems lie apart.
"""

from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.sql.schema import Table

from collab.search.models import FEW, MANY, WHOLE, SearchEntry

_TRIGGERS = {"inserted": "INSERT", "deleted": "DELETE", "updated": "UPDATE"}


def _kept(index: str, prefix: str, only: str = "") -> tuple[str, ...]:
    """What makes an index, and its triggers, which fire where `only` holds of the `{row}`."""
    into = f"INSERT INTO {index}"
    adds = f"{into}(rowid, stems) VALUES (new.id, new.stems); "
    takes = f"{into}({index}, rowid, stems) VALUES ('delete', old.id, old.stems); "
    does = {"inserted": ("new", adds), "deleted": ("old", takes), "updated": ("old", takes + adds)}
    return (
        f"CREATE VIRTUAL TABLE {index} USING fts5(stems, content='search_entry', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 0', prefix='2 3')",
        *(
            f"CREATE TRIGGER {prefix}_{name} AFTER {_TRIGGERS[name]} ON search_entry "
            f"{only.format(row=row)}BEGIN {deeds}END"
            for name, (row, deeds) in does.items()
        ),
    )


_ARE_MANY = ", ".join(f"'{kind}'" for kind in MANY)
OF_FEW = _kept(FEW, FEW, only=f"WHEN {{row}}.kind NOT IN ({_ARE_MANY}) ")
NO_FEW = (*(f"DROP TRIGGER IF EXISTS {FEW}_{name}" for name in _TRIGGERS), f"DROP TABLE IF EXISTS {FEW}")
THE_FEW_THERE_ARE = (
    f"INSERT INTO {FEW}(rowid, stems) SELECT id, stems FROM search_entry WHERE kind NOT IN ({_ARE_MANY})"  # noqa: S608 - constants
)
SQLITE = (*_kept(WHOLE, "search_entry"), *OF_FEW)
INDEX = "CREATE INDEX ix_search_entry_document ON search_entry USING gin (to_tsvector('simple', stems))"
FOUND = (
    "CREATE OR REPLACE FUNCTION search_found(kind text, asked tsquery) RETURNS integer[] "
    "LANGUAGE sql STABLE SET enable_seqscan = off AS $$ "
    "WITH found AS MATERIALIZED (SELECT e.kind, e.subject_id FROM search_entry AS e "
    "WHERE to_tsvector('simple', e.stems) @@ $2) "
    "SELECT array_agg(found.subject_id) FROM found WHERE found.kind = $1 $$"
)
HITS = (
    "CREATE OR REPLACE FUNCTION search_hits(asked text) RETURNS TABLE (kind varchar, subject_id integer) "
    "LANGUAGE sql STABLE SET enable_seqscan = off AS $$ "
    "SELECT e.kind, e.subject_id FROM search_entry AS e "
    "WHERE to_tsvector('simple', e.stems) @@ to_tsquery('simple', $1) $$"
)
NO_HITS = "DROP FUNCTION IF EXISTS search_hits(text)"
NO_FOUND = "DROP FUNCTION IF EXISTS search_found(text, tsquery)"


def create(connection: Connection) -> None:
    """Make what follows the table."""
    for statement in SQLITE if connection.dialect.name == "sqlite" else (INDEX, FOUND, HITS):
        connection.exec_driver_sql(statement)


def drop(connection: Connection) -> None:
    """Remove it again, before the table goes."""
    if connection.dialect.name == "sqlite":
        for statement in (*NO_FEW, *(f"DROP TRIGGER search_entry_{name}" for name in _TRIGGERS)):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"DROP TABLE {WHOLE}")
    else:
        connection.exec_driver_sql(NO_HITS)
        connection.exec_driver_sql(NO_FOUND)
        connection.exec_driver_sql("DROP INDEX ix_search_entry_document")


@event.listens_for(SearchEntry.__table__, "after_create")
def _after_create(_table: Table, connection: Connection, **_options: object) -> None:
    create(connection)
