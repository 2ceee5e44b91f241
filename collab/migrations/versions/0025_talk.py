"""answers that are marked, reports that are seen, comments that answer comments

Revision: 0025, after 0024.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    with op.batch_alter_table("comment") as comment:
        comment.add_column(sa.Column("answers_id", sa.Integer(), nullable=True))
        comment.create_foreign_key(
            op.f("fk_comment_answers_id_comment"), "comment", ["answers_id"], ["id"], ondelete="SET NULL"
        )
        comment.create_index(op.f("ix_comment_answers_id"), ["answers_id"])
    op.create_table(
        "marked_answer",
        *_told("marked_answer"),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comment.id"],
            name=op.f("fk_marked_answer_comment_id_comment"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(op.f("ix_marked_answer_comment_id"), "marked_answer", ["comment_id"])
    op.create_table("acknowledgement", *_told("acknowledgement"))


def _told(table: str) -> list[sa.schema.SchemaItem]:
    """That somebody said one thing of an update, at most once."""
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f(f"fk_{table}_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["update_id"],
            ["project_update.id"],
            name=op.f(f"fk_{table}_update_id_project_update"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("update_id", name=op.f(f"uq_{table}_update_id")),
    ]


def downgrade() -> None:
    op.drop_table("acknowledgement")
    op.drop_index(op.f("ix_marked_answer_comment_id"), "marked_answer")
    op.drop_table("marked_answer")
    with op.batch_alter_table("comment") as comment:
        comment.drop_index(op.f("ix_comment_answers_id"))
        comment.drop_constraint(op.f("fk_comment_answers_id_comment"), type_="foreignkey")
        comment.drop_column("answers_id")
