"""a copy's own subject

Revision: 0049, after 0048.
"""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None
kind = "expand"

LONGEST_SUBJECT = 150


def upgrade() -> None:
    op.add_column("message_copy", sa.Column("own_subject", sa.String(LONGEST_SUBJECT), nullable=True))


def downgrade() -> None:
    op.drop_column("message_copy", "own_subject")
