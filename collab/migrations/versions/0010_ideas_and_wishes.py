"""themes and project ideas, what participants wish for, and the idea that a team works on

Revision: 0010, after 0009.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    op.create_table(
        "idea",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("teams_most", sa.Integer(), nullable=True),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_demonstration", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_idea_programme_id_programme")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["membership.id"],
            name=op.f("fk_idea_proposed_by_id_membership"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea")),
        sa.UniqueConstraint("key", name=op.f("uq_idea_key")),
    )
    op.create_index(op.f("ix_idea_programme_id"), "idea", ["programme_id"])
    _create_wishes()
    _create_companions()
    op.add_column(
        "team",
        sa.Column("idea_id", sa.Integer(), sa.ForeignKey("idea.id", name=op.f("fk_team_idea_id_idea"))),
        inline_references=op.get_bind().dialect.name == "sqlite",
    )
    op.create_index(op.f("ix_team_idea_id"), "team", ["idea_id"])


def _create_wishes() -> None:
    op.create_table(
        "wish",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_wish_membership_id_membership"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["idea.id"], name=op.f("fk_wish_idea_id_idea"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish")),
        sa.UniqueConstraint("membership_id", "idea_id", name=op.f("uq_wish_membership_id_idea_id")),
        sa.UniqueConstraint("membership_id", "rank", name=op.f("uq_wish_membership_id_rank")),
    )
    op.create_index(op.f("ix_wish_idea_id"), "wish", ["idea_id"])


def _create_companions() -> None:
    op.create_table(
        "companion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("is_apart", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_companion_membership_id_membership"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["membership.id"],
            name=op.f("fk_companion_other_id_membership"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companion")),
        sa.UniqueConstraint("membership_id", "other_id", name=op.f("uq_companion_membership_id_other_id")),
    )
    op.create_index(op.f("ix_companion_other_id"), "companion", ["other_id"])


def downgrade() -> None:
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_team_idea_id"))
        batch_op.drop_column("idea_id")
    op.drop_table("companion")
    op.drop_table("wish")
    op.drop_table("idea")
