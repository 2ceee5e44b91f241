"""The first schema."""

from alembic import op

from collab import db

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    db.Base.metadata.create_all(op.get_bind())


def downgrade() -> None:
    db.Base.metadata.drop_all(op.get_bind())
