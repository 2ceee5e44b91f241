"""files: those that came with a report are read by whoever may read it

Revision: 0044, after 0043.
"""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

from collab.columns import UTCDateTime

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None
kind = "expand"

ONE_DEED = timedelta(seconds=5)
"""Within this time a report and the files that came with it were written down."""
FILE = sa.table(
    "project_file", *(sa.column(name) for name in ("id", "version", "latest", "readers", "follows_reports"))
)
AT = sa.table("update_file", sa.column("update_id"), sa.column("file_id"))
UPDATE = sa.table(
    "project_update", *(sa.column(name) for name in ("id", "visibility", "posted_at", "withdrawn_at"))
)
COLUMNS = ("verb", "subject_kind", "subject_id", "by_id")
ADDED, TOLD = (
    sa.table("activity", sa.column("at", UTCDateTime()), *(sa.column(name) for name in COLUMNS)).alias(name)
    for name in ("added", "told")
)


def upgrade() -> None:
    op.add_column(
        "project_file", sa.Column("follows_reports", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    connection = op.get_bind()
    for file in sorted({row.file_id for row in connection.execute(_together()) if _is_one_deed(row)}):
        values = {"follows_reports": sa.true(), "readers": _readers(connection, file)}
        connection.execute(sa.update(FILE).where(FILE.c.id == file).values(values))


def downgrade() -> None:
    op.drop_column("project_file", "follows_reports")


def _together() -> sa.Select[Any]:
    """Files at reports, neither said anew since, with when each was written down by the same person."""
    return (
        sa.select(AT.c.file_id, ADDED.c.at.label("added_at"), TOLD.c.at.label("told_at"))
        .join(FILE, sa.and_(FILE.c.id == AT.c.file_id, FILE.c.version == FILE.c.latest))
        .join(ADDED, sa.and_(ADDED.c.subject_id == AT.c.file_id, ADDED.c.subject_kind == "project_file"))
        .join(TOLD, sa.and_(TOLD.c.subject_id == AT.c.update_id, TOLD.c.subject_kind == "project_update"))
        .where(
            ADDED.c.verb == "file-added",
            TOLD.c.verb.in_(["update-posted", "update-edited"]),
            ADDED.c.by_id == TOLD.c.by_id,
        )
    )


def _is_one_deed(row: Any) -> bool:
    return bool(abs(row.told_at - row.added_at) <= ONE_DEED)


def _readers(connection: sa.Connection, file: int) -> str:
    """The programme where a report that stands and is not the team's alone goes with the file."""
    found = connection.execute(
        sa.select(UPDATE.c.id)
        .join(AT, AT.c.update_id == UPDATE.c.id)
        .where(
            AT.c.file_id == file,
            UPDATE.c.posted_at.is_not(None),
            UPDATE.c.withdrawn_at.is_(None),
            UPDATE.c.visibility != "team",
        )
    ).first()
    return "team" if found is None else "programme"
