"""let PostgreSQL ask search's index however many rows match

Revision: 0006, after 0005.
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None
kind = "expand"

FOUND = (
    "CREATE OR REPLACE FUNCTION search_found(kind text, asked tsquery) RETURNS integer[] "
    "LANGUAGE sql STABLE SET enable_seqscan = off AS $$ "
    "WITH found AS MATERIALIZED (SELECT e.kind, e.subject_id FROM search_entry AS e "
    "WHERE to_tsvector('simple', e.stems) @@ $2) "
    "SELECT array_agg(found.subject_id) FROM found WHERE found.kind = $1 $$"
)
NO_FOUND = "DROP FUNCTION IF EXISTS search_found(text, tsquery)"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(FOUND)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(NO_FOUND)
