"""versions of a plan's sections and of the whole plan, and what is typed and not saved

Revision: 0013, after 0012.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    _create_versions()
    _create_named_plans()
    _create_writing()
    op.execute(
        "INSERT INTO plan_version (text_id, number, source, html, words, saved_at, by_id, reason) "
        "SELECT id, version, source, html, words, edited_at, edited_by_id, '' FROM plan_text"
    )


def _create_versions() -> None:
    op.create_table(
        "plan_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("restored_from", sa.Integer(), nullable=True),
        sa.Column("merged_with", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_plan_version_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["text_id"], ["plan_text.id"], name=op.f("fk_plan_version_text_id_plan_text")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_version")),
        sa.UniqueConstraint("text_id", "number", name=op.f("uq_plan_version_text_id_number")),
    )


def _create_named_plans() -> None:
    op.create_table(
        "named_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("named_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["named_by_id"], ["person.id"], name=op.f("fk_named_plan_named_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_named_plan_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_named_plan")),
        sa.UniqueConstraint("key", name=op.f("uq_named_plan_key")),
    )
    op.create_index(op.f("ix_named_plan_project_id"), "named_plan", ["project_id"])
    op.create_table(
        "named_plan_version",
        sa.Column("named_plan_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["named_plan_id"],
            ["named_plan.id"],
            name=op.f("fk_named_plan_version_named_plan_id_named_plan"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["plan_version.id"], name=op.f("fk_named_plan_version_version_id_plan_version")
        ),
        sa.PrimaryKeyConstraint("named_plan_id", "version_id", name=op.f("pk_named_plan_version")),
    )


def _create_writing() -> None:
    op.create_table(
        "plan_writing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("draft", sa.Text(), nullable=True),
        sa.Column("began_with", sa.Integer(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_plan_writing_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_plan_writing_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["section_id"], ["plan_section.id"], name=op.f("fk_plan_writing_section_id_plan_section")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_writing")),
        sa.UniqueConstraint(
            "project_id",
            "section_id",
            "person_id",
            name=op.f("uq_plan_writing_project_id_section_id_person_id"),
        ),
    )


def downgrade() -> None:
    op.drop_table("plan_writing")
    op.drop_table("named_plan_version")
    op.drop_index(op.f("ix_named_plan_project_id"), "named_plan")
    op.drop_table("named_plan")
    op.drop_table("plan_version")
