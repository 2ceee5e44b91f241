"""notices, how people want to be told, and what of the record was told already

Revision: 0024, after 0023.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None
kind = "expand"

WAITING, UNOPENED, TO_MAIL = (
    sa.text(condition) for condition in ("noticed_at IS NULL", "opened_at IS NULL", "mail_due_at IS NOT NULL")
)


def upgrade() -> None:
    op.add_column("activity", sa.Column("noticed_at", sa.DateTime(timezone=True), nullable=True))
    # What was recorded before there were notices is told to nobody.
    op.execute("UPDATE activity SET noticed_at = recorded_at")
    op.create_index("ix_activity_waiting", "activity", ["at"], sqlite_where=WAITING, postgresql_where=WAITING)
    _create_notice()
    _create_choices()


def _create_notice() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mail_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_notice_activity_id_activity"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_notice_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("key", name=op.f("uq_notice_key")),
    )
    op.create_index(op.f("ix_notice_activity_id"), "notice", ["activity_id"])
    op.create_index("ix_notice_person_id_at", "notice", ["person_id", "at"])
    op.create_index(
        "ix_notice_mail_due_at", "notice", ["mail_due_at"], sqlite_where=TO_MAIL, postgresql_where=TO_MAIL
    )
    op.create_index(
        "uq_notice_person_id_subject_kind_subject_id",
        "notice",
        ["person_id", "subject_kind", "subject_id"],
        unique=True,
        sqlite_where=UNOPENED,
        postgresql_where=UNOPENED,
    )


def _create_choices() -> None:
    op.create_table(
        "notice_choices",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("paces", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("quiet_since", sa.Integer(), nullable=False),
        sa.Column("quiet_until", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_notice_choices_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_notice_choices")),
    )
    op.create_table(
        "muted_project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_muted_project_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_muted_project_project_id_project"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_muted_project")),
        sa.UniqueConstraint("person_id", "project_id", name=op.f("uq_muted_project_person_id_project_id")),
    )
    op.create_index(op.f("ix_muted_project_project_id"), "muted_project", ["project_id"])


def downgrade() -> None:
    op.drop_table("muted_project")
    op.drop_table("notice_choices")
    op.drop_table("notice")
    op.drop_index("ix_activity_waiting", "activity")
    op.drop_column("activity", "noticed_at")
