"""search on SQLite: what there are few of has an index of its own

Revision: 0034, after 0033.
"""

from alembic import op

from collab.search import schema

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for statement in (*schema.NO_FEW, *schema.OF_FEW, schema.THE_FEW_THERE_ARE):
            op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for statement in schema.NO_FEW:
            op.execute(statement)
