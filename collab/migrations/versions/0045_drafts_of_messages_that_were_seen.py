"""the version of a message's draft, by which nothing is sent that nobody has seen

Revision: 0045, after 0044.
"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    op.add_column("message", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    op.drop_column("message", "version")
