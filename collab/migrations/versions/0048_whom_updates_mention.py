"""whom updates mention

Revision: 0048, after 0047.
"""

import sqlalchemy as sa
from alembic import op

from collab.updates.mentions import handles_in

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None
kind = "expand"

LONGEST_HANDLE = 120
UPDATE = sa.table("project_update", sa.column("id"), sa.column("text"))


def upgrade() -> None:
    mention = op.create_table(
        "update_mention",
        sa.Column("handle", sa.String(LONGEST_HANDLE), nullable=False),
        sa.Column("update_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["update_id"],
            ["project_update.id"],
            name=op.f("fk_update_mention_update_id_project_update"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("handle", "update_id", name=op.f("pk_update_mention")),
    )
    op.create_index(op.f("ix_update_mention_update_id"), "update_mention", ["update_id"])
    connection = op.get_bind()
    for update in connection.execute(sa.select(UPDATE).where(UPDATE.c.text.contains("@"))).all():
        handles = sorted(handle for handle in handles_in(update.text) if len(handle) <= LONGEST_HANDLE)
        for handle in handles:
            connection.execute(mention.insert().values(handle=handle, update_id=update.id))


def downgrade() -> None:
    op.drop_table("update_mention")
