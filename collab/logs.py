"""Logs: one JSON object a line on stderr, times in UTC, nothing that names a person."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime

FIELDS = ("request_id", "method", "route", "status", "ms", "cause", "mail", "attempt", "chore")
"""What a record may carry beside its message; anything else given as `extra` stays out."""


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, logger, message, the known fields, and an exception's trace."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
        }
        line.update({name: record.__dict__[name] for name in FIELDS if name in record.__dict__})
        if record.exc_info and record.exc_info[1]:
            line["trace"] = trace_of(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def trace_of(error: BaseException) -> list[str]:
    """Where an error came from: types and places, not messages, which quote what people wrote."""
    places = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return [
        f"{type(error).__module__}.{type(error).__qualname__}",
        *places,
        *(trace_of(cause) if cause else []),
    ]


def configure(level: int = logging.INFO) -> None:
    """Send every log of this process to stderr as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
