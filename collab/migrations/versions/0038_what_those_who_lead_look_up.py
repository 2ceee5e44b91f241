"""what those who lead look up: reports by their day, and who did what in a project last

Revision: 0038, after 0037.
"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    is_report = sa.text("status IS NOT NULL")
    op.create_index(
        "ix_project_update_report",
        "project_update",
        ["posted_at"],
        sqlite_where=is_report,
        postgresql_where=is_report,
    )
    op.create_index("ix_activity_project_by_at", "activity", ["project_id", "by_id", "at"])


def downgrade() -> None:
    op.drop_index("ix_activity_project_by_at", "activity")
    op.drop_index("ix_project_update_report", "project_update")
