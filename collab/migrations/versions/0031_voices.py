"""reactions to updates and comments, and who has opened which update

Revision: 0031, after 0030.
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None
kind = "expand"

OF_UPDATE = sa.text("comment_id IS NULL")


def upgrade() -> None:
    op.create_table(
        "reaction",
        *_said_of("reaction"),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_reaction_comment_id_comment"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint(
            "comment_id", "person_id", "word", name=op.f("uq_reaction_comment_id_person_id_word")
        ),
    )
    op.create_index(op.f("ix_reaction_update_id"), "reaction", ["update_id"])
    op.create_index(op.f("ix_reaction_person_id"), "reaction", ["person_id"])
    op.create_index(
        "uq_reaction_update_id_person_id_word",
        "reaction",
        ["update_id", "person_id", "word"],
        unique=True,
        sqlite_where=OF_UPDATE,
        postgresql_where=OF_UPDATE,
    )
    op.create_table(
        "update_opening",
        *_said_of("update_opening"),
        sa.UniqueConstraint("update_id", "person_id", name=op.f("uq_update_opening_update_id_person_id")),
    )
    op.create_index(op.f("ix_update_opening_person_id"), "update_opening", ["person_id"])


def _said_of(table: str) -> list[sa.schema.SchemaItem]:
    """Who it was, of which update, and when."""
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f(f"fk_{table}_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["update_id"],
            ["project_update.id"],
            name=op.f(f"fk_{table}_update_id_project_update"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def downgrade() -> None:
    op.drop_table("update_opening")
    op.drop_table("reaction")
