"""plans as documents: who has asked for one, and those that were made

Revision: 0019, after 0018.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    op.create_table(
        "plan_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("file", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pictures", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("kept_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_document")),
        sa.UniqueConstraint("digest", name=op.f("uq_plan_document_digest")),
    )
    op.create_index(op.f("ix_plan_document_kept_until"), "plan_document", ["kept_until"])

    op.create_table(
        "document_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("format", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("told", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("turn", sa.Integer(), server_default="0", nullable=False),
        sa.Column("deaths", sa.Integer(), server_default="0", nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cause", sa.String(length=40), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("kept_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["person.id"],
            name=op.f("fk_document_order_asked_by_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["plan_document.id"], name=op.f("fk_document_order_document_id_plan_document")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_document_order_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_order")),
        sa.UniqueConstraint("key", name=op.f("uq_document_order_key")),
    )
    op.create_index(op.f("ix_document_order_asked_by_id"), "document_order", ["asked_by_id"])
    op.create_index(op.f("ix_document_order_digest"), "document_order", ["digest"])
    op.create_index(op.f("ix_document_order_document_id"), "document_order", ["document_id"])
    op.create_index(op.f("ix_document_order_kept_until"), "document_order", ["kept_until"])
    op.create_index(op.f("ix_document_order_project_id"), "document_order", ["project_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_document_order_project_id"), table_name="document_order")
    op.drop_index(op.f("ix_document_order_kept_until"), table_name="document_order")
    op.drop_index(op.f("ix_document_order_document_id"), table_name="document_order")
    op.drop_index(op.f("ix_document_order_digest"), table_name="document_order")
    op.drop_index(op.f("ix_document_order_asked_by_id"), table_name="document_order")

    op.drop_table("document_order")
    op.drop_index(op.f("ix_plan_document_kept_until"), table_name="plan_document")

    op.drop_table("plan_document")
