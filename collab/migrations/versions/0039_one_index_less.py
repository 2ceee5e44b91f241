"""search on PostgreSQL: the index over everything goes, with what asked it

Revision: 0039, after 0038.
"""

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None
kind = "contract"

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


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION search_hits(text)")
        op.execute("DROP FUNCTION search_found(text, tsquery)")
        op.execute("DROP INDEX ix_search_entry_document")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for statement in (INDEX, FOUND, HITS):
            op.execute(statement)
