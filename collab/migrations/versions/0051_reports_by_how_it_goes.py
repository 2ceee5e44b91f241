"""of reports: those that say stuck are found among the others at once

Revision: 0051, after 0050.
"""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None
kind = "expand"

REPORTS = sa.text("status IS NOT NULL")


def upgrade() -> None:
    op.create_index(
        "ix_project_update_status",
        "project_update",
        ["status", "posted_at"],
        sqlite_where=REPORTS,
        postgresql_where=REPORTS,
    )


def downgrade() -> None:
    op.drop_index("ix_project_update_status", "project_update")
