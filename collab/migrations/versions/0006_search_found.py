"""let PostgreSQL ask search's index however many rows match

Revision: 0006, after 0005.
"""

from alembic import op

from collab.search import schema

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(schema.FOUND)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(schema.NO_FOUND)
