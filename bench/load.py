"""Asking pages as fast as the server answers: reading by wrk, posting by threads of our own."""

import re
import subprocess
import threading
import time
from http.client import HTTPConnection

from msgspec import Struct

PATIENCE = "10s"
"""How long wrk waits for an answer before it counts as none; the slowest hundredth is in the table."""
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


class LoadFailed(Exception):
    """The server answered something else than was asked for."""


class Load(Struct, frozen=True):
    """What came of it: answers, seconds, and milliseconds that half and 99 of 100 answers took at most."""

    answers: int
    seconds: float
    p50: float
    p99: float


def read(url: str, connections: int, seconds: float, headers: dict[str, str]) -> Load:
    """Ask one page over and over on so many connections, each asking again once it has its answer.

    Raises LoadFailed when an answer was not 2xx or 3xx, or when wrk is not there.
    """
    told = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
    asking = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:.0f}s", "--latency", "--timeout", PATIENCE]
    said = subprocess.run([*asking, *told, url], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise LoadFailed(f"{url}\n{said}")
    counted = re.search(r"(\d+) requests in ([\d.]+)(m?s)", said)
    if counted is None:
        raise LoadFailed(said)
    if counted[1] == "0":
        raise LoadFailed(f"{url} answered nobody in {seconds} seconds")
    return Load(int(counted[1]), float(counted[2]), _latency(said, "50%"), _latency(said, "99%"))


def warm(port: int, path: str, headers: dict[str, str], times: int) -> None:
    """Ask a page so often, each time on a connection of its own. Raises LoadFailed when it is not there."""
    for _ in range(times):
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status != 200:
            raise LoadFailed(f"{path}: {answer.status}")


def _latency(said: str, part: str) -> float:
    found = re.search(rf"{part}\s+([\d.]+)(us|ms|s)", said)
    if found is None:
        raise LoadFailed(said)
    return float(found[1]) * UNITS[found[2]]


Request = tuple[str, bytes, dict[str, str]]
"""Path, body, headers of a post."""


def post(port: int, connections: int, requests: list[Request]) -> Load:
    """Post the requests in turn on so many connections.

    Raises LoadFailed when an answer is not a redirect to what was made.
    """
    times: list[float] = []
    failures: list[str] = []
    queue = iter(requests)
    lock = threading.Lock()

    def work() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            with lock:
                request = next(queue, None)
            if request is None:
                return connection.close()
            path, body, headers = request
            began = time.perf_counter()
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            answer.read()
            times.append((time.perf_counter() - began) * 1000)
            if answer.status != 303:
                failures.append(f"{path}: {answer.status}")

    began = time.perf_counter()
    threads = [threading.Thread(target=work) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise LoadFailed(f"{len(failures)} posts were refused, the first: {failures[0]}")
    times.sort()
    return Load(
        len(times),
        time.perf_counter() - began,
        times[len(times) // 2],
        times[min(len(times) - 1, len(times) * 99 // 100)],
    )
