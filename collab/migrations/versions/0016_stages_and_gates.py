"""how projects come from stage to stage, what their teams agree to, and the occasion that a stage leads to

Revision: 0016, after 0015.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    op.add_column("stage", sa.Column("occasion", sa.String(length=80), nullable=False, server_default=""))
    _create_passages()
    _create_agreements()


def _create_passages() -> None:
    op.create_table(
        "stage_passage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("checks", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_stage_passage_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["from_id"], ["stage.id"], name=op.f("fk_stage_passage_from_id_stage")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_stage_passage_project_id_project")
        ),
        sa.ForeignKeyConstraint(["to_id"], ["stage.id"], name=op.f("fk_stage_passage_to_id_stage")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_passage")),
        sa.UniqueConstraint("key", name=op.f("uq_stage_passage_key")),
    )
    op.create_index(op.f("ix_stage_passage_project_id"), "stage_passage", ["project_id"])


def _create_agreements() -> None:
    op.create_table(
        "stage_agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("passage_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_stage_agreement_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["passage_id"],
            ["stage_passage.id"],
            name=op.f("fk_stage_agreement_passage_id_stage_passage"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_stage_agreement_project_id_project")
        ),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_stage_agreement_stage_id_stage")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_agreement")),
    )
    op.create_index(op.f("ix_stage_agreement_project_id"), "stage_agreement", ["project_id"])
    op.create_index(op.f("ix_stage_agreement_passage_id"), "stage_agreement", ["passage_id"])
    op.create_index(
        "uq_stage_agreement_standing",
        "stage_agreement",
        ["project_id", "stage_id", "code", "by_id"],
        unique=True,
        sqlite_where=sa.text("passage_id IS NULL"),
        postgresql_where=sa.text("passage_id IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("uq_stage_agreement_standing", "stage_agreement")
    op.drop_index(op.f("ix_stage_agreement_passage_id"), "stage_agreement")
    op.drop_index(op.f("ix_stage_agreement_project_id"), "stage_agreement")
    op.drop_table("stage_agreement")
    op.drop_index(op.f("ix_stage_passage_project_id"), "stage_passage")
    op.drop_table("stage_passage")
    op.drop_column("stage", "occasion")
