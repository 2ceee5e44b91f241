"""notices say the team by whose name somebody was mentioned

Revision: 0036, after 0035.
"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    op.add_column("notice", sa.Column("team_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("notice", "team_id")
