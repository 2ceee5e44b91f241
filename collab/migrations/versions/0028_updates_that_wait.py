"""updates that go out at a chosen time

Revision: 0028, after 0027.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    op.add_column("project_update", sa.Column("goes_out_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_project_update_goes_out", "project_update", ["goes_out_at"])


def downgrade() -> None:
    op.drop_index("ix_project_update_goes_out", table_name="project_update")
    op.drop_column("project_update", "goes_out_at")
