"""Writing a migration from what the models say: python -m tools.migration "what changes".

A scratch SQLite database is brought to the newest step; what the models have beyond it becomes the next one.
Read the file that it writes: a rename looks like a removal and an addition.
"""

import sys
import tempfile
from pathlib import Path

from collab.migrations import steps


def main(arguments: list[str]) -> int:
    """Write collab/migrations/versions/NNNN_what_changes.py; 2 without a message."""
    message = " ".join(arguments).strip()
    if not message:
        print('Say what changes: make migration MESSAGE="add a colour to teams"', file=sys.stderr)
        return 2
    revision = f"{int(steps.newest() or 0) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'scratch.sqlite3'}"
        steps.upgrade(url)
        steps.write_next(url, message, revision)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
