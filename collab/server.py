"""The web server: granian with a few processes, each a door with several threads behind it."""

import signal
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from collab import processes
from collab.config import Settings

MOST_CONNECTIONS = 2048
"""Open at the same time, in each process; they cost no thread."""
LONGEST_HEAD = 15_000
"""Milliseconds for a request's head; a connection without a request ends after it, too."""

LOGS = {"formatters": {}, "handlers": {}, "loggers": {"_granian": {"propagate": True}}}
"""Granian's own words go where all logs of the process go."""


class WebServer:
    """Serves the door that `target` ("module:factory") makes.

    `patience`: seconds that requests under way get when it stops. `respawn`: whether a process that died
    is started again; otherwise the whole server ends.
    """

    def __init__(self, settings: Settings, target: str, *, patience: int = 30, respawn: bool = True) -> None:
        host, _, port = settings.listen.rpartition(":")
        self._granian = Granian(
            target,
            address=host.strip("[]"),
            port=int(port),
            interface=Interfaces.RSGI,
            factory=True,
            workers=settings.web_processes,
            backlog=MOST_CONNECTIONS,
            backpressure=MOST_CONNECTIONS,
            http=HTTPModes.http1,
            http1_settings=HTTP1Settings(header_read_timeout=LONGEST_HEAD),
            websockets=False,
            log_level=LogLevels.warning if respawn else LogLevels.critical,
            log_dictconfig=LOGS,
            respawn_failed_workers=respawn,
            workers_kill_timeout=patience,
        )

    def stop(self, *_: Any) -> None:
        """End `serve`; may be called from another thread or as a signal's handler."""
        self._granian.signal_handler_interrupt()  # type: ignore[no-untyped-call]

    def end_on_hang_up(self) -> None:
        """Let SIGHUP, a closed terminal, end the server instead of renewing its processes."""
        self._granian.on_startup(lambda: signal.signal(signal.SIGHUP, self.stop))

    def serve(self) -> bool:
        """Serve until a signal or `stop`. Returns whether it was told to end."""
        processes.settle()
        try:
            self._granian.serve()
        except SystemExit:
            return self._granian.interrupt_signal
        return self._granian.interrupt_signal
