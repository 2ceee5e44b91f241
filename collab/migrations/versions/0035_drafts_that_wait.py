"""what waits and is written again; files that come with a draft; kinds of what was said before

Revision: 0035, after 0034.
"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    op.add_column("project_update", sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("update_wording", sa.Column("kind", sa.String(40), nullable=True))
    op.create_table(
        "update_new_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("update_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["update_id"],
            ["project_update.id"],
            name=op.f("fk_update_new_file_update_id_project_update"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_update_new_file")),
        sa.UniqueConstraint("key", name=op.f("uq_update_new_file_key")),
    )
    op.create_index(op.f("ix_update_new_file_update_id"), "update_new_file", ["update_id"])


def downgrade() -> None:
    op.drop_table("update_new_file")
    op.drop_column("update_wording", "kind")
    op.drop_column("project_update", "reopened_at")
