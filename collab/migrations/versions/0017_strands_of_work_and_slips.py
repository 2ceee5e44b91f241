"""strands of work and their moves, slips and states of milestones, secret addresses for calendars

Revision: 0017, after 0016.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    _create_strands()
    _create_moves()
    with op.batch_alter_table("milestone") as milestone:
        milestone.add_column(sa.Column("strand_id", sa.Integer(), nullable=True))
        milestone.add_column(sa.Column("is_begun", sa.Boolean(), nullable=False, server_default=sa.false()))
        milestone.add_column(sa.Column("given_up_on", sa.Date(), nullable=True))
        milestone.add_column(
            sa.Column("given_up_why", sa.String(length=300), nullable=False, server_default="")
        )
        milestone.add_column(sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
        milestone.create_foreign_key(
            op.f("fk_milestone_strand_id_work_strand"), "work_strand", ["strand_id"], ["id"]
        )
    _create_slips()
    _create_subscriptions()


def _create_strands() -> None:
    op.create_table(
        "work_strand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_work_strand_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_strand")),
        sa.UniqueConstraint("key", name=op.f("uq_work_strand_key")),
    )
    op.create_index(op.f("ix_work_strand_project_id"), "work_strand", ["project_id"])


def _create_moves() -> None:
    op.create_table(
        "hill_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("strand_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("moved_from", sa.Integer(), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_hill_move_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["organisation.id"], name=op.f("fk_hill_move_place_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["strand_id"], ["work_strand.id"], name=op.f("fk_hill_move_strand_id_work_strand")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hill_move")),
        sa.UniqueConstraint("strand_id", "number", name=op.f("uq_hill_move_strand_id_number")),
    )


def _create_slips() -> None:
    op.create_table(
        "slip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("moved_from", sa.Date(), nullable=False),
        sa.Column("moved_to", sa.Date(), nullable=False),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_slip_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_slip_milestone_id_milestone")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slip")),
        sa.UniqueConstraint("milestone_id", "number", name=op.f("uq_slip_milestone_id_number")),
    )


def _create_subscriptions() -> None:
    op.create_table(
        "subscription",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_subscription_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_subscription")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_subscription_token_hash")),
    )


def downgrade() -> None:
    op.drop_table("subscription")
    op.drop_table("slip")
    with op.batch_alter_table("milestone") as milestone:
        milestone.drop_constraint(op.f("fk_milestone_strand_id_work_strand"), type_="foreignkey")
        for column in ("changed_at", "given_up_why", "given_up_on", "is_begun", "strand_id"):
            milestone.drop_column(column)
    op.drop_table("hill_move")
    op.drop_index(op.f("ix_work_strand_project_id"), "work_strand")
    op.drop_table("work_strand")
