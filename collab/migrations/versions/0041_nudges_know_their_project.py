"""nudges know the project whose team they nudge

Revision: 0041, after 0040.
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    with op.batch_alter_table("message") as message:
        message.add_column(sa.Column("project_id", sa.Integer(), nullable=True))
        message.create_foreign_key(
            op.f("fk_message_project_id_project"), "project", ["project_id"], ["id"], ondelete="SET NULL"
        )
    is_nudge = sa.text("project_id IS NOT NULL")
    op.create_index(
        "ix_message_project_id",
        "message",
        ["project_id"],
        sqlite_where=is_nudge,
        postgresql_where=is_nudge,
    )


def downgrade() -> None:
    with op.batch_alter_table("message") as message:
        message.drop_index("ix_message_project_id")
        message.drop_column("project_id")
