"""`python -m collab.press`: makes one document that a worker has taken, and ends.

It alone loads what reads and writes Word's files and PDF, so that a large plan leaves the worker small. It
knows no database and no settings: what goes in comes by the standard input, the file leaves by the standard
output, and how far it is by a pipe.
"""

import json
import logging
import os
import resource
import sys
import time
import zlib
from base64 import b64decode
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from collab import logs, processes
from collab.documents import paper
from collab.documents.making.materials import Materials, Tell
from collab.documents.paper import Format, Paper

POLITENESS = 10
"""By how much it stands back for everything else on the machine."""
MOST_MEMORY = 2 * 1024**3
"""Bytes of addresses: a plan that needs more is not made."""
LACKING, LARGE = 3, 4
"""What it exits with when the machine has not got what the format needs, and for want of memory."""
TELL_EVERY = 0.2
"""Seconds between two things that are told, at least."""
MAKERS = {
    Format.WORD: "collab.documents.making.word",
    Format.PDF: "collab.documents.making.printed",
    Format.MARKDOWN: "collab.documents.making.plain",
}

Make = Callable[[Paper, Materials, Tell], bytes]


def main() -> int:
    """Make what the standard input names; `--check` only says whether this machine can make PDF."""
    if sys.argv[1:] == ["--check"]:
        return 0 if _maker(Format.PDF) else LACKING
    told = json.load(sys.stdin)
    processes.follow_parent()
    if os.getppid() != told["parent"]:
        return 0  # the worker is gone already, and with it the turn
    with suppress(OSError):  # a service may forbid it: then it competes as everything else does
        os.nice(POLITENESS)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    logs.configure(logging.ERROR)  # what libraries think of fonts and styles interests nobody
    try:
        return _make(told)
    except (MemoryError, zlib.error):  # zlib says in its own words that there is no memory
        return LARGE


def _make(told: dict[str, Any]) -> int:
    make = _maker(Format(told["format"]))
    if make is None:
        return LACKING
    made = make(paper.of_values(told["paper"]), _materials(told), _teller(told["pipe"]))
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()
    return 0


def _maker(kind: Format) -> Make | None:
    """What makes the format; None where a library of the machine's is missing, which is said on stderr."""
    try:
        make: Make = import_module(MAKERS[kind]).make
    except (ImportError, OSError) as no:  # OSError: WeasyPrint's way to say that Pango is not there
        print(f"collab.press: {no}", file=sys.stderr)  # noqa: T201 - for the one who asks `collab check`
        return None
    return make


def _materials(told: dict[str, Any]) -> Materials:
    built = Path(told["built"])
    return Materials(
        templates=Path(told["templates"]),
        lettering=built / "lettering",
        fonts=built / "fonts",
        pictures={name: b64decode(data) for name, data in told["pictures"].items()},
    )


def _teller(pipe: int) -> Tell:
    """Tells by the pipe, not too often; the worker is free not to listen."""
    os.set_blocking(pipe, False)
    due = 0.0

    def tell(step: str, numbers: dict[str, Any]) -> None:
        nonlocal due
        if time.monotonic() >= due:
            due = time.monotonic() + TELL_EVERY
            with suppress(OSError):
                os.write(pipe, json.dumps({"step": step, "numbers": numbers}).encode() + b"\n")

    return tell


if __name__ == "__main__":
    sys.exit(main())
