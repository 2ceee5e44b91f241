"""how many of a notice's events mail has told of, and by which letter, so that nothing is told twice

Revision: 0046, after 0045.
"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None
kind = "expand"

COLUMNS = ("mailed_at", "opened_at", "events", "events_mailed")
NOTICE = sa.table("notice", *(sa.column(name) for name in COLUMNS))


def upgrade() -> None:
    op.add_column("notice", sa.Column("events_mailed", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("notice", sa.Column("mail_key", sa.String(32), nullable=True))
    unopened = NOTICE.c.mailed_at.is_not(None), NOTICE.c.opened_at.is_(None)
    op.execute(sa.update(NOTICE).where(*unopened).values(events_mailed=NOTICE.c.events))


def downgrade() -> None:
    op.drop_column("notice", "mail_key")
    op.drop_column("notice", "events_mailed")
