"""Posters and codes of showcases.

Revision: 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    op.create_table(
        "showcase_code",
        sa.Column("showcase_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("drawing", sa.String(length=64), nullable=False),
        sa.Column("picture", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["showcase_id"],
            ["showcase.id"],
            name=op.f("fk_showcase_code_showcase_id_showcase"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("showcase_id", name=op.f("pk_showcase_code")),
    )
    op.create_table(
        "poster",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("file", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_poster_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("edition_id", "language", name=op.f("pk_poster")),
    )


def downgrade() -> None:
    op.drop_table("poster")
    op.drop_table("showcase_code")
