"""`python -m collab.solver`: solves one search that a worker has taken, and ends.

It alone loads the solver, so that a large search leaves the worker small and never keeps mail waiting.
"""

import json
import os
import sys
from contextlib import suppress

from collab import db, logs, processes
from collab.divisions.actions import solving
from collab.work import Turn

POLITENESS = 10
"""By how much it stands back for everything else on the machine."""


def main() -> int:
    """Solve what the standard input names: {"database": …, "search": …, "turn": …, "parent": …}."""
    told = json.load(sys.stdin)
    processes.follow_parent()
    if os.getppid() != told["parent"]:
        return 0  # the worker is gone already, and with it the turn
    with suppress(OSError):  # a service may forbid it: then it competes as everything else does
        os.nice(POLITENESS)
    logs.configure()
    engine = db.unpooled(told["database"])
    solving.solve(engine, Turn(told["search"], told["turn"]))
    engine.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main())
