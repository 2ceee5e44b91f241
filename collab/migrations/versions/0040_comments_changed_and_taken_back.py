"""comments that were changed or taken back, and what they said before

Revision: 0040, after 0039.
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    for name in ("edited_at", "withdrawn_at"):
        op.add_column("comment", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "comment_wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comment.id"],
            name=op.f("fk_comment_wording_comment_id_comment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_wording")),
    )
    op.create_index(op.f("ix_comment_wording_comment_id"), "comment_wording", ["comment_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_comment_wording_comment_id"), "comment_wording")
    op.drop_table("comment_wording")
    for name in ("withdrawn_at", "edited_at"):
        op.drop_column("comment", name)
