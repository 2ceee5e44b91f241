"""/metrics: what a site counts, added up over its processes, and nothing that a visitor chose."""

import os
import signal
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from collab import db
from collab.config import Settings
from collab.mail import actions
from tests.mail.conftest import MailServer
from tests.operations.conftest import environment_of
from tests.operations.running import PATIENCE, Running, answers, free_port, get, running, until

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


class Watched:
    """A service whose numbers are read as Prometheus reads them."""

    def __init__(self, process: Running, port: int, numbers_port: int, folder: Path) -> None:
        self.process, self.port, self.numbers_port, self.folder = process, port, numbers_port, folder

    def samples(self) -> Samples:
        answer = get(self.numbers_port, "/metrics")
        assert answer.getheader("Content-Type") == "text/plain; version=0.0.4; charset=utf-8"
        families = text_string_to_metric_families(answer.text)  # type: ignore[attr-defined]
        return {(s.name, frozenset(s.labels.items())): s.value for f in families for s in f.samples}

    def number(self, name: str, **labels: str) -> float:
        """The sum over all series that have these labels."""
        wanted = set(labels.items())
        return sum(v for (of, has), v in self.samples().items() if of == name and wanted <= has)

    @property
    def web_processes(self) -> set[int]:
        """Those that serve: each keeps a book."""
        return {int(book.name.partition("-")[0]) for book in self.folder.glob("collab-books-*/*.keys")}


def is_up(port: int) -> bool:
    try:
        return get(port, "/metrics").status == 200
    except OSError:
        return False


def environment(settings: Settings, port: int, numbers: int, folder: Path, **more: str) -> dict[str, str]:
    return environment_of(
        settings, port, COLLAB_METRICS_LISTEN=f"127.0.0.1:{numbers}", TMPDIR=str(folder), **more
    )


@pytest.fixture
def watched(stamped: Settings, tmp_path: Path) -> Iterator[Watched]:
    """The site of the cast, served by two processes, with numbers."""
    port, numbers = free_port(), free_port()
    told = environment(stamped, port, numbers, tmp_path)
    with running(tmp_path / "serve", "serve", environment=told) as process:
        until(lambda: answers(port) and is_up(numbers))
        site = Watched(process, port, numbers, tmp_path)
        until(lambda: site.number("collab_processes") == 2)
        yield site


def test_requests_are_counted_by_route_method_and_status_and_by_nothing_else(watched: Watched) -> None:
    for path in ("/showcases?q=hemligt", "/hemligt", "/sign-in/link/hemligt", "/", "/", "/static/app.css"):
        get(watched.port, path, {"Cookie": "language=hemligt", "User-Agent": "hemligt"})
    connection = HTTPConnection("127.0.0.1", watched.port, timeout=PATIENCE)
    connection.request("HEMLIGT", "/")
    connection.getresponse().read()
    connection.close()
    name = "collab_http_requests_total"
    assert watched.number(name, route="/showcases", method="GET", status="2xx") == 1
    assert watched.number(name, route="-", method="GET", status="4xx") == 1
    assert watched.number(name, route="/sign-in/link/<token>", status="4xx") == 1
    assert watched.number(name, route="/", method="GET", status="2xx") == 2
    assert watched.number(name, route="/static/<path:file>", status="2xx") == 1
    assert watched.number(name, method="other", status="4xx") == 1
    assert "hemligt" not in get(watched.numbers_port, "/metrics").text.lower()  # type: ignore[attr-defined]


def test_a_histogram_says_how_long_answers_took(watched: Watched) -> None:
    for _ in range(5):
        get(watched.port, "/sign-in")
    name, labels = "collab_http_request_duration_seconds", {"route": "/sign-in", "method": "GET"}
    buckets = {
        float(dict(has)["le"]): value
        for (of, has), value in watched.samples().items()
        if of == f"{name}_bucket" and set(labels.items()) <= has
    }
    assert [buckets[bound] for bound in sorted(buckets)] == sorted(buckets.values())
    assert buckets[float("inf")] == watched.number(f"{name}_count", **labels) == 5
    assert 0 < watched.number(f"{name}_sum", **labels) < PATIENCE


def test_numbers_never_fall_when_a_process_is_killed_and_replaced(watched: Watched) -> None:
    def asked() -> float:
        return watched.number("collab_http_requests_total", route="/sign-in")

    for _ in range(20):
        get(watched.port, "/sign-in")
    assert asked() == 20
    before = watched.samples()
    killed = min(watched.web_processes)
    os.kill(killed, signal.SIGKILL)
    until(lambda: killed not in watched.web_processes or watched.number("collab_processes") == 1)
    assert asked() == 20
    until(lambda: watched.number("collab_processes") == 2)
    for _ in range(20):
        get(watched.port, "/sign-in")
    assert asked() == 40
    after = watched.samples()
    fallen = {
        key: (value, after.get(key))
        for key, value in before.items()
        if key[0].endswith(("_total", "_count", "_bucket", "_sum")) and after.get(key, 0) < value
    }
    assert fallen == {}
    assert killed not in watched.web_processes  # its book was added up and thrown away


def test_kept_pages_connections_and_processes_are_shown(watched: Watched) -> None:
    for _ in range(10):
        get(watched.port, "/")
    until(lambda: watched.number("collab_kept_pages_hits_total") >= 8)
    assert watched.number("collab_kept_pages_misses_total") in (1, 2)  # one for each process that was asked
    assert watched.number("collab_kept_pages") in (1, 2)
    assert watched.number("collab_kept_pages_bytes") > 1000
    assert watched.number("collab_database_connections_limit") == 2 * 16
    assert watched.number("collab_database_connections_in_use") <= 16
    assert watched.number("process_cpu_seconds_total") > 0
    assert watched.number("process_resident_memory_bytes") > 50e6
    assert watched.number("process_start_time_seconds") > 1.7e9
    assert watched.number("collab_build_info", version="0.1.0") == 1


def test_numbers_are_told_on_their_own_port_only(watched: Watched) -> None:
    assert get(watched.port, "/metrics").status == 404
    assert get(watched.numbers_port, "/").status == 404
    assert get(watched.numbers_port, "/metrics").status == 200


def test_nothing_is_left_when_it_stops(watched: Watched) -> None:
    watched.process.signal(signal.SIGTERM)
    assert watched.process.wait() == 0
    assert watched.process.alive == []
    assert list(watched.folder.glob("collab-books-*")) == []


def test_a_worker_tells_its_chores_and_the_mail_that_waits(
    stamped: Settings, site: Flask, tmp_path: Path
) -> None:
    (tmp_path / "mail").mkdir()
    server, numbers = MailServer(tmp_path / "mail", "take"), free_port()
    told = environment(stamped, 8000, numbers, tmp_path, COLLAB_SMTP_URL=server.url)
    with running(tmp_path / "worker", "worker", environment=told) as process:
        until(lambda: is_up(numbers))
        worker = Watched(process, 0, numbers, tmp_path)
        with db.transaction():
            values = {"token": "s3cret", "next": ""}
            actions.post(
                to="reader@example.org", language="en", template="accounts/mail/sign_in_link", values=values
            )
        until(lambda: worker.number("collab_mail_deliveries_total", outcome="delivered") == 1)
        until(lambda: worker.number("collab_worker_chores_total", chore="waiting mail", outcome="done") >= 1)
        assert worker.number("collab_worker_chores_total", chore="mail", outcome="done") == 1
        assert worker.number("collab_worker_chore_duration_seconds_count", chore="mail") == 1
        assert worker.number("collab_worker_chores_total", outcome="failed") == 0
        text = get(numbers, "/metrics").text  # type: ignore[attr-defined]
        assert "collab_mail_waiting " in text
        assert "reader" not in text
    server.stop()
