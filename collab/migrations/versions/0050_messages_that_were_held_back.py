"""when a message was held back instead of going out

Revision: 0050, after 0049.
"""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    op.add_column("message", sa.Column("held_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("message", "held_at")
