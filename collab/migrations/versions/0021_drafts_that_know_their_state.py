"""a draft tells its states apart and keeps why something is changed; when somebody last wrote at a section

Revision: 0021, after 0020.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    op.add_column(
        "plan_writing", sa.Column("draft_key", sa.String(length=32), server_default="", nullable=False)
    )
    op.add_column(
        "plan_writing", sa.Column("reason", sa.String(length=200), server_default="", nullable=False)
    )
    op.add_column("plan_writing", sa.Column("typed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("plan_writing", "typed_at")
    op.drop_column("plan_writing", "reason")
    op.drop_column("plan_writing", "draft_key")
