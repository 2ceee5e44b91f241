"""indexes of updates that others tell more than

Revision: 0043, after 0042.
"""

from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None
kind = "contract"


def upgrade() -> None:
    op.drop_index("ix_project_update_kind_posted", "project_update")
    op.drop_index("ix_project_update_project_posted", "project_update")


def downgrade() -> None:
    op.create_index("ix_project_update_project_posted", "project_update", ["project_id", "posted_at"])
    op.create_index("ix_project_update_kind_posted", "project_update", ["kind", "posted_at"])
