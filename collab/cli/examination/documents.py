"""Whether this machine can make documents of plans: PDF needs libraries that no Python package brings."""

import subprocess
import sys
from functools import cache

from collab.cli.examination.finding import Finding, ok, warning

LIBRARIES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
"""Debian's packages."""
PATIENCE = 60
"""Seconds."""


def of_documents() -> list[Finding]:
    """PDF can be made; Word and Markdown need nothing of the machine."""
    lack = lacking()
    if not lack:
        return [ok("documents", "Word, PDF and Markdown can be made")]
    return [
        warning(
            "documents",
            f"PDF cannot be made ({lack}); Word and Markdown can. "
            f"Run: apt-get install --no-install-recommends {' '.join(LIBRARIES)}",
        )
    ]


@cache
def lacking() -> str:
    """What is missing, in the words of the one who misses it; empty when nothing is."""
    command = (sys.executable, "-m", "collab.press", "--check")
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return "it does not answer"
    words = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
    return "" if done.returncode == 0 else words[0].removeprefix("collab.press: ")
