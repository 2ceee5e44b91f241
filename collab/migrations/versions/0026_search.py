"""search over everything: the words that there are, and hits of every kind at once

Revision: 0026, after 0025. What stood before is found after `collab search rebuild`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None
kind = "expand"

HITS = (
    "CREATE OR REPLACE FUNCTION search_hits(asked text) RETURNS TABLE (kind varchar, subject_id integer) "
    "LANGUAGE sql STABLE SET enable_seqscan = off AS $$ "
    "SELECT e.kind, e.subject_id FROM search_entry AS e "
    "WHERE to_tsvector('simple', e.stems) @@ to_tsquery('simple', $1) $$"
)
NO_HITS = "DROP FUNCTION IF EXISTS search_hits(text)"


def upgrade() -> None:
    op.create_table(
        "search_word",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("word", sa.String(60), nullable=False),
        sa.Column("stem", sa.String(60), nullable=False),
    )
    op.create_index("ix_search_word_word", "search_word", ["word"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(HITS)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(NO_HITS)
    op.drop_table("search_word")
