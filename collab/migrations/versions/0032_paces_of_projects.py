"""how soon somebody hears of certain projects

Revision: 0032, after 0031. What was muted is heard of never.
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None
kind = "expand"


def upgrade() -> None:
    op.create_table(
        "project_pace",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("pace", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_project_pace_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_project_pace_project_id_project"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_pace")),
        sa.UniqueConstraint("person_id", "project_id", name=op.f("uq_project_pace_person_id_project_id")),
    )
    op.create_index(op.f("ix_project_pace_project_id"), "project_pace", ["project_id"])
    op.execute(
        "INSERT INTO project_pace (person_id, project_id, pace) "
        "SELECT person_id, project_id, 'never' FROM muted_project"
    )


def downgrade() -> None:
    op.drop_table("project_pace")
