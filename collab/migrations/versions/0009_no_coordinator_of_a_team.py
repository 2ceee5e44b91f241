"""take away a team's one coordinator, which its members' places say now

Revision: 0009, after 0008.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None
kind = "contract"


def upgrade() -> None:
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_team_coordinator_id_membership"), type_="foreignkey")
        batch_op.drop_column("coordinator_id")


def downgrade() -> None:
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.add_column(sa.Column("coordinator_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_team_coordinator_id_membership"),
            "membership",
            ["coordinator_id"],
            ["id"],
            ondelete="SET NULL",
        )
    op.execute(
        "UPDATE team SET coordinator_id = (SELECT MIN(membership_id) FROM team_member"
        " WHERE team_member.team_id = team.id AND team_member.is_coordinator)"
    )
