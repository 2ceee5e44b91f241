"""The web server: granian with a few processes of several threads each."""

import signal
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from collab.config import Settings


class WebServer:
    """Serves the application that `target` ("module:factory") makes.

    `patience`: seconds that requests under way get when it stops. `respawn`: whether a process that died
    is started again; otherwise the whole server ends.
    """

    def __init__(self, settings: Settings, target: str, *, patience: int = 30, respawn: bool = True) -> None:
        host, _, port = settings.listen.rpartition(":")
        self._granian = Granian(
            target,
            address=host.strip("[]"),
            port=int(port),
            interface=Interfaces.WSGI,
            factory=True,
            workers=settings.web_processes,
            blocking_threads=settings.web_threads,
            http=HTTPModes.http1,
            websockets=False,
            log_level=LogLevels.error,
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
        try:
            self._granian.serve()
        except SystemExit:
            return self._granian.interrupt_signal
        return self._granian.interrupt_signal
