"""Where a database stands among the steps, told without loading what takes them."""

import re
from pathlib import Path

from sqlalchemy import Connection, Select, String, column, inspect, select, table

FOLDER = Path(__file__).resolve().parent
STEPS = FOLDER / "versions"
TABLE = "alembic_version"
_REACHED: Select[str] = select(column("version_num", String)).select_from(table(TABLE))
_SAID = re.compile(r"""^(revision|down_revision) = ["'](.*)["']$""", re.MULTILINE)


def newest() -> str | None:
    """The newest step: the one that no other comes after."""
    said = [dict(_SAID.findall(step.read_text(encoding="utf-8"))) for step in STEPS.glob("*.py")]
    steps = {step["revision"] for step in said if "revision" in step}
    last = steps - {step.get("down_revision") for step in said}
    return max(last, default=None)


def reached(connection: Connection) -> str | None:
    """The step that a database stands at; None for an empty one."""
    if not inspect(connection).has_table(TABLE):
        return None
    found: str | None = connection.scalar(_REACHED)
    return found
