"""Ending a child process that somebody has started."""

import subprocess

GRACE = 5.0
"""Seconds that a process that is told to end gets."""


def end(process: subprocess.Popen[bytes]) -> None:
    """Tell a child to end, and end it when it takes too long; one that has ended stays as it is."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
