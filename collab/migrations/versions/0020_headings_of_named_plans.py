"""named plans keep what their sections were called and in which order they stood

Revision: 0020, after 0019. Of plans that have a name already what is known is how their sections are now.
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None
kind = "expand"

NAMED = sa.text("SELECT n.id, p.programme_id FROM named_plan n JOIN project p ON p.id = n.project_id")
SECTIONS = sa.text("SELECT code, name FROM plan_section WHERE programme_id = :programme ORDER BY position")


def upgrade() -> None:
    op.add_column("named_plan", sa.Column("headings", sa.JSON(none_as_null=True), nullable=True))
    named = sa.table("named_plan", sa.column("id"), sa.column("headings", sa.JSON()))
    connection = op.get_bind()
    for plan, programme in connection.execute(NAMED).all():
        sections = connection.execute(SECTIONS, {"programme": programme})
        headings = [{"code": code, "name": json.loads(name)} for code, name in sections]
        connection.execute(sa.update(named).where(named.c.id == plan).values(headings=headings))


def downgrade() -> None:
    op.drop_column("named_plan", "headings")
