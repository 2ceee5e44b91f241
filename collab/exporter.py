"""/metrics: a service's numbers for Prometheus, on a port of its own, told by a process of its own."""

import multiprocessing
import os
import platform
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from importlib.metadata import version
from pathlib import Path
from socketserver import ThreadingTCPServer
from tempfile import TemporaryDirectory
from threading import Lock

from collab import processes
from collab.metrics import families
from collab.metrics.exposition import CONTENT_TYPE, text_of
from collab.metrics.reading import Numbers, Shelf

FOLDER = "COLLAB_BOOKS"
"""Where the environment tells a service's processes in which folder they keep their books."""
PATH = "/metrics"


@contextmanager
def exporting(listen: str) -> Iterator[None]:
    """Answer at `listen` (address:port; empty: nowhere) for all processes that the block starts.

    It must begin before there are threads, since it forks.
    """
    if not listen:
        yield
        return
    with TemporaryDirectory(prefix="collab-books-", dir=os.environ.get("RUNTIME_DIRECTORY")) as folder:
        os.environ[FOLDER] = folder
        teller = multiprocessing.Process(target=_tell, args=(listen, folder), name="metrics", daemon=True)
        teller.start()
        try:
            yield
        finally:
            teller.terminate()
            teller.join(10)


def _tell(listen: str, folder: str) -> None:
    processes.follow_parent()
    host, _, port = listen.rpartition(":")
    with Exporter((host.strip("[]"), int(port)), Service(Path(folder), os.getppid())) as server:
        server.serve_forever()


class Service:
    """The processes of one `collab serve` or `collab worker`."""

    def __init__(self, folder: Path, main: int) -> None:
        self._shelf = Shelf(folder)
        self._main = main
        self._started = time.time()
        self._lock = Lock()

    def numbers(self) -> Numbers:
        """What its processes have counted, and what they use."""
        with self._lock:
            found, living = self._shelf.read()
        everybody = {self._main, os.getpid(), *living}
        found[families.MEMORY.name, ()] = [float(sum(map(_memory, everybody)))]
        found[families.STARTED.name, ()] = [self._started]
        found[families.PROCESSES.name, ()] = [float(len(living))]
        found[families.BUILD.name, (version("collab"), platform.python_version())] = [1.0]
        return found


class Exporter(ThreadingTCPServer):
    """A small HTTP server that knows one page."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, address: tuple[str, int], service: Service) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.service = service
        super().__init__(address, Page)


class Page(BaseHTTPRequestHandler):
    """One request; whoever is silent for five seconds is let go."""

    timeout = 5
    server: Exporter

    def do_GET(self) -> None:
        """Tell the numbers; there is no other page."""
        if self.path.partition("?")[0] != PATH:
            self.send_error(404)
            return
        body = text_of(self.server.service.numbers()).encode()
        self.send_response(200)
        self.send_header("Content-Type", CONTENT_TYPE)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: a scrape is no news."""


def _memory(pid: int) -> int:
    """Bytes that a process holds; 0 once it is gone."""
    try:
        resident = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(resident) * os.sysconf("SC_PAGE_SIZE")
