"""of a project's updates, and of the questions: which are out, told by an index alone

Revision: 0042, after 0041.
"""

from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    op.create_index("ix_project_update_asked", "project_update", ["kind", "posted_at", "withdrawn_at"])
    told = ["project_id", "posted_at", "id", "withdrawn_at", "status", "kind"]
    op.create_index("ix_project_update_out", "project_update", told)


def downgrade() -> None:
    op.drop_index("ix_project_update_out", "project_update")
    op.drop_index("ix_project_update_asked", "project_update")
