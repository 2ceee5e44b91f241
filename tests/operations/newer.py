"""A newer release: its steps lie in a folder beside ours, and it brings databases to its newest."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from collab.migrations import standing, steps

STEP = '''
"""{about}"""

import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "{revision}", "{before}", None, None
kind = "{kind}"


def upgrade():
    {does}
'''
ADD_TABLE = 'op.create_table("novelty", sa.Column("id", sa.Integer, primary_key=True))'
ADD_COLUMN = 'op.add_column("team", sa.Column("colour", sa.String(20), nullable=False, server_default="red"))'
DROP_TABLE = 'op.drop_table("heartbeat")'


class Newer:
    """Release after release, each with one step more."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._newest = steps.newest() or ""

    def step(self, kind: str, does: str) -> str:
        """Write one more step; answers its revision."""
        revision = f"9{int(self._newest) % 1000 + 1:03}"
        file = self._folder / f"{revision}_newer.py"
        file.write_text(
            STEP.format(about="Newer", revision=revision, before=self._newest, kind=kind, does=does)
        )
        self._newest = revision
        return revision

    def upgrade(self, url: str) -> None:
        """What the newest of them does with `collab database upgrade`."""
        with steps.working(url) as connection:
            how = steps.config()
            how.attributes["connection"] = connection
            self.take(how)

    def take(self, how: Config) -> None:
        """Take every step of ours and its own."""
        how.set_main_option("path_separator", "os")
        how.set_main_option("version_locations", f"{standing.STEPS}:{self._folder}")
        command.upgrade(how, "head")
