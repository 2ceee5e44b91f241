"""Collab: the collaboration platform for inter-municipal development projects."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - said in words before anything newer is imported
    sys.stderr.write("collab: this Python is too old. Install Python 3.11 or newer.\n")
    raise SystemExit(2)
