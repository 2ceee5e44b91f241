"""updates by their kind: questions are few among many reports

Revision: 0033, after 0032.
"""

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    op.create_index("ix_project_update_kind_posted", "project_update", ["kind", "posted_at"])


def downgrade() -> None:
    op.drop_index("ix_project_update_kind_posted", "project_update")
