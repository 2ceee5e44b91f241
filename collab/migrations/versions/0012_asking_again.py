"""let a person ask a team again, and a team a person, without losing what was said before

Revision: 0012, after 0011.
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None
kind = "expand"

TABLES = ("join_request", "team_invitation")
PAIR = ["team_id", "membership_id"]


def upgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(f"uq_{table}_team_id_membership_id"), type_="unique")
            batch_op.create_index(batch_op.f(f"ix_{table}_team_id_membership_id"), PAIR, unique=False)


def downgrade() -> None:
    for table in TABLES:
        op.execute(
            f"DELETE FROM {table} WHERE EXISTS (SELECT 1 FROM {table} AS later"  # noqa: S608 - our own names
            f" WHERE later.team_id = {table}.team_id AND later.membership_id = {table}.membership_id"
            f" AND later.id > {table}.id)"
        )
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(batch_op.f(f"ix_{table}_team_id_membership_id"))
            batch_op.create_unique_constraint(batch_op.f(f"uq_{table}_team_id_membership_id"), PAIR)
