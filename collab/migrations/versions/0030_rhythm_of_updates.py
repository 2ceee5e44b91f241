"""how often a programme's projects are to write, which teams were reminded, files and numbers of updates

Revision: 0030, after 0029.
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None
kind = "expand"

NOTHING = '{"sv": "", "en": ""}'


def upgrade() -> None:
    for name in ("rhythm_weeks", "rhythm_weekday"):
        op.add_column("programme", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.add_column(
        "programme", sa.Column("rhythm_prompt", sa.String(), nullable=False, server_default=NOTHING)
    )
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("morning", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_reminder_project_id_project"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("project_id", "morning", name=op.f("uq_reminder_project_id_morning")),
    )
    op.create_table(
        "update_file",
        sa.Column("update_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["update_id"],
            ["project_update.id"],
            name=op.f("fk_update_file_update_id_project_update"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["project_file.id"], name=op.f("fk_update_file_file_id_project_file")
        ),
        sa.PrimaryKeyConstraint("update_id", "file_id", name=op.f("pk_update_file")),
    )
    op.create_index(op.f("ix_update_file_file_id"), "update_file", ["file_id"])
    op.add_column(
        "update_wording",
        sa.Column("counted", sa.JSON(none_as_null=True), nullable=False, server_default="[]"),
    )


def downgrade() -> None:
    op.drop_column("update_wording", "counted")
    op.drop_table("update_file")
    op.drop_table("reminder")
    for name in ("rhythm_prompt", "rhythm_weekday", "rhythm_weeks"):
        op.drop_column("programme", name)
