"""coordinators, open and closed teams, invitations and the steps of a team

Revision: 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    op.add_column(
        "programme", sa.Column("one_team_each", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    op.add_column(
        "membership",
        sa.Column("branches", sa.JSON(none_as_null=True), nullable=False, server_default="[]"),
    )
    op.add_column("team", sa.Column("is_open", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("team", sa.Column("complete_by", sa.Date()))
    op.add_column("team", sa.Column("dissolved_at", sa.DateTime(timezone=True)))
    op.add_column(
        "team_member", sa.Column("is_coordinator", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.execute(
        "UPDATE team_member SET is_coordinator = TRUE WHERE EXISTS ("
        "SELECT 1 FROM team WHERE team.id = team_member.team_id"
        " AND team.coordinator_id = team_member.membership_id)"
    )
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_team_member_membership_id"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_team_member_team_id_membership_id"), ["team_id", "membership_id"]
        )
        batch_op.create_index(batch_op.f("ix_team_member_membership_id"), ["membership_id"], unique=False)
    _create_invitations()
    _create_changes()


def _create_invitations() -> None:
    op.create_table(
        "team_invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_team_invitation_team_id_team")),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_team_invitation_membership_id_membership"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_team_invitation_by_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_invitation")),
        sa.UniqueConstraint("key", name=op.f("uq_team_invitation_key")),
        sa.UniqueConstraint(
            "team_id", "membership_id", name=op.f("uq_team_invitation_team_id_membership_id")
        ),
    )
    with op.batch_alter_table("team_invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_invitation_membership_id"), ["membership_id"], unique=False)


def _create_changes() -> None:
    op.create_table(
        "team_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("change", sa.String(length=40), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=True),
        sa.Column("other_team_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_team_change_team_id_team")),
        sa.ForeignKeyConstraint(
            ["other_team_id"], ["team.id"], name=op.f("fk_team_change_other_team_id_team")
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_team_change_membership_id_membership"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_team_change_by_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_change")),
    )
    with op.batch_alter_table("team_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_change_team_id"), ["team_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_team_change_other_team_id"), ["other_team_id"], unique=False)


def downgrade() -> None:
    op.drop_table("team_change")
    op.drop_table("team_invitation")
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_team_member_membership_id"))
        batch_op.drop_constraint(batch_op.f("uq_team_member_team_id_membership_id"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_team_member_membership_id"), ["membership_id"])
    op.drop_column("team_member", "is_coordinator")
    op.drop_column("team", "dissolved_at")
    op.drop_column("team", "complete_by")
    op.drop_column("team", "is_open")
    op.drop_column("membership", "branches")
    op.drop_column("programme", "one_team_each")
