"""an example beside the guidance of each section of a plan

Revision: 0014, after 0013.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None
kind = "expand"

NOTHING = '{"sv": "", "en": ""}'


def upgrade() -> None:
    op.add_column("plan_section", sa.Column("example", sa.String(), nullable=False, server_default=NOTHING))


def downgrade() -> None:
    op.drop_column("plan_section", "example")
