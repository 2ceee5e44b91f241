"""search: what there are few of has an index of its own, and on PostgreSQL each kind there are many of

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
        steps = (*schema.OF_FEW, schema.THE_FEW_THERE_ARE)
    else:
        steps = schema.PARTS
    for statement in steps:
        op.execute(statement)


def downgrade() -> None:
    for statement in schema.NO_FEW if op.get_bind().dialect.name == "sqlite" else schema.NO_PARTS:
        op.execute(statement)
