"""What the index needs beyond its table.

SQLite: FTS5, kept by triggers. PostgreSQL: a GIN index over the document that a row's stems make, and
functions that ask it. By itself the planner would rather read every row when many match, and make each one's
document anew: a row looks short to it, since long stems lie apart.
"""

from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.sql.schema import Table

from collab.search.models import SearchEntry

SQLITE = (
    "CREATE VIRTUAL TABLE search_index USING fts5("
    "stems, content='search_entry', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 0', prefix='2 3')",
    "CREATE TRIGGER search_entry_inserted AFTER INSERT ON search_entry BEGIN "
    "INSERT INTO search_index(rowid, stems) VALUES (new.id, new.stems); END",
    "CREATE TRIGGER search_entry_deleted AFTER DELETE ON search_entry BEGIN "
    "INSERT INTO search_index(search_index, rowid, stems) VALUES ('delete', old.id, old.stems); END",
    "CREATE TRIGGER search_entry_updated AFTER UPDATE ON search_entry BEGIN "
    "INSERT INTO search_index(search_index, rowid, stems) VALUES ('delete', old.id, old.stems); "
    "INSERT INTO search_index(rowid, stems) VALUES (new.id, new.stems); END",
)
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
        for trigger in ("inserted", "deleted", "updated"):
            connection.exec_driver_sql(f"DROP TRIGGER search_entry_{trigger}")
        connection.exec_driver_sql("DROP TABLE search_index")
    else:
        connection.exec_driver_sql(NO_HITS)
        connection.exec_driver_sql(NO_FOUND)
        connection.exec_driver_sql("DROP INDEX ix_search_entry_document")


@event.listens_for(SearchEntry.__table__, "after_create")
def _after_create(_table: Table, connection: Connection, **_options: object) -> None:
    create(connection)
