"""comments that were written to the team stay with it

Revision: 0047, after 0046.
"""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None
kind = "expand"

WRITTEN_TO_THE_TEAM = """
UPDATE comment SET is_inside = true
WHERE 'team' IN (
    COALESCE(
        (SELECT w.visibility FROM update_wording w
         WHERE w.update_id = comment.update_id AND w.until > comment.at ORDER BY w.until, w.id LIMIT 1),
        (SELECT u.visibility FROM project_update u WHERE u.id = comment.update_id)
    ),
    COALESCE(
        (SELECT w.visibility FROM update_wording w
         WHERE w.update_id = comment.update_id AND w.until > comment.edited_at
         ORDER BY w.until, w.id LIMIT 1),
        (SELECT u.visibility FROM project_update u
         WHERE u.id = comment.update_id AND comment.edited_at IS NOT NULL),
        ''
    )
)
"""
"""By who could read its update when it was written, and when it was last changed."""


def upgrade() -> None:
    op.add_column("comment", sa.Column("is_inside", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(WRITTEN_TO_THE_TEAM)


def downgrade() -> None:
    op.drop_column("comment", "is_inside")
