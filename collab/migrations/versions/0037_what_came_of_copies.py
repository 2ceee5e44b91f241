"""what came of the copies of a message, when their mails are deleted

Revision: 0037, after 0036.
"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    op.add_column("message_copy", sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("message_copy", sa.Column("failure", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("message_copy", "failure")
    op.drop_column("message_copy", "delivered_at")
