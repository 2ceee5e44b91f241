"""find one's own updates and drafts without reading everybody's

Revision: 0005, after 0004.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    op.create_index("ix_project_update_author_posted", "project_update", ["author_id", "posted_at"])


def downgrade() -> None:
    op.drop_index("ix_project_update_author_posted", table_name="project_update")
