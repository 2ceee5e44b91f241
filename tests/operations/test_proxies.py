"""The proxies of deploy/ before a running site: TLS, who asks, bodies, encodings, restarts without a gap."""

import re
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import create_engine, text

from collab import db
from tests.operations.proxies import (
    Certificate,
    Front,
    as_nobody,
    certificate,
    free_ports,
    front,
    haproxy_command,
    is_ready,
    new_site,
    nginx_command,
    unprivileged_folder,
)
from tests.operations.running import PATIENCE, until


@pytest.fixture(scope="module", params=["nginx", "haproxy"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp(request.param)
    with front(request.param, new_site(folder), folder, free_ports()) as found:
        yield found


@pytest.fixture
def proof() -> Iterator[Certificate]:
    with unprivileged_folder() as folder:
        yield certificate(folder)


def test_nginx_accepts_its_configuration(proof: Certificate) -> None:
    command = nginx_command(proof.folder, free_ports(), proof)
    done = subprocess.run(
        [*command, "-t"], capture_output=True, text=True, check=False, **as_nobody(proof.folder)
    )  # type: ignore[call-overload]
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


def test_haproxy_accepts_its_configuration(proof: Certificate) -> None:
    command = haproxy_command(proof.folder, free_ports(), proof)
    done = subprocess.run([*command, "-c"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr


def test_a_page_comes_over_tls_with_hsts_and_a_secure_cookie(site: Front) -> None:
    page = site.ask("GET", "/sign-in")
    assert (page.status, page.version) == (200, 11)
    assert page.getheader("Strict-Transport-Security", "").startswith("max-age=")
    cookie = page.getheader("Set-Cookie", "")
    assert cookie.startswith("__Host-session=")
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
    assert page.getheader("Server") in (None, "nginx")


def test_what_asks_without_tls_is_sent_to_it(site: Front) -> None:
    connection = HTTPConnection("127.0.0.1", site.ports.plain, timeout=PATIENCE)
    connection.request("GET", "/showcases?theme=art", headers={"Host": "localhost"})
    answer = connection.getresponse()
    assert (answer.status, answer.getheader("Location")) == (301, "https://localhost/showcases?theme=art")
    connection.close()


def test_http_2_is_spoken(site: Front) -> None:
    said = subprocess.run(
        ["curl", "--silent", "--http2", "--cacert", str(site.proof.public), "--output", "/dev/null",
         "--write-out", "%{http_version} %{http_code}", f"https://localhost:{site.ports.tls}/sign-in"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert said.stdout == "2 200"


def test_a_visitor_cannot_say_from_where_he_comes(site: Front) -> None:
    page = site.ask("GET", "/sign-in")
    token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page.body.decode())  # type: ignore[attr-defined]
    assert token is not None
    cookie = page.getheader("Set-Cookie", "").partition(";")[0]
    form = urlencode({"csrf_token": token[1], "link-email": "nobody@example.org"}).encode()
    for number in (1, 2):
        spoofed = f"198.51.100.{number}"
        answer = site.ask(
            "POST", "/sign-in/link", form,
            Content_Type="application/x-www-form-urlencoded", Cookie=cookie,
            Referer=f"{site.settings.address}/sign-in", X_Forwarded_For=spoofed, X_Real_IP=spoofed,
            Forwarded=f"for={spoofed}", X_Forwarded_Host="evil.example", X_Forwarded_Proto="http",
        )  # fmt: skip
        assert answer.status == 303, answer.body  # type: ignore[attr-defined]
    mine = sha256(f"{site.settings.secret_key}\x1f127.0.0.1".encode()).hexdigest()[:32]
    engine = create_engine(site.settings.database_url, **db.engine_options(site.settings.database_url))
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT bucket, count FROM attempt WHERE bucket LIKE 'link-address:%'")
        )
        assert [tuple(row) for row in rows] == [(f"link-address:{mine}", 2)]
    engine.dispose()


def test_a_body_that_is_too_large_gets_the_sites_own_answer(site: Front) -> None:
    answer = site.ask("POST", "/contact", b"x" * (2 * 1024 * 1024))
    assert answer.status == 413
    assert b"<h1>That was too large</h1>" in answer.body  # type: ignore[attr-defined]
    assert answer.getheader("Content-Security-Policy", "").startswith("default-src 'none'")


def test_slow_uploads_hold_nobody_up(site: Front) -> None:
    with ExitStack() as stack:
        slow = []
        for _ in range(16):
            plain = stack.enter_context(socket.create_connection(("127.0.0.1", site.ports.tls), PATIENCE))
            upload = stack.enter_context(site.context.wrap_socket(plain, server_hostname="localhost"))
            upload.sendall(b"POST /contact HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nx")
            slow.append(upload)
        for _ in range(5):
            for upload in slow:
                upload.sendall(b"x" * 10)
            assert site.ask("GET", "/sign-in").status == 200
        assert len(slow) == 16


def test_encodings_tags_and_heads_come_through(site: Front) -> None:
    whole = site.ask("GET", "/showcases", Accept_Encoding="br")
    assert (whole.status, whole.getheader("Content-Encoding")) == (200, "br")
    tag = whole.getheader("ETag", "")
    assert tag.endswith('-br"')
    unchanged = site.ask("GET", "/showcases", Accept_Encoding="br", If_None_Match=tag)
    assert (unchanged.status, unchanged.body) == (304, b"")  # type: ignore[attr-defined]
    head = site.ask("HEAD", "/showcases", Accept_Encoding="br")
    assert (head.status, head.body) == (200, b"")  # type: ignore[attr-defined]
    assert head.getheader("Content-Length") == str(len(whole.body))  # type: ignore[attr-defined]
    style = site.ask("GET", "/static/app.css", Accept_Encoding="gzip")
    assert (style.status, style.getheader("Content-Encoding")) == (200, "gzip")


def test_pages_that_say_no_store_are_made_for_each_who_asks(site: Front) -> None:
    pages = [site.ask("GET", "/sign-in") for _ in range(2)]
    assert [page.getheader("Cache-Control") for page in pages] == ["no-store", "no-store"]
    assert len({page.getheader("X-Request-Id") for page in pages}) == 2


def test_numbers_and_health_are_not_reached_from_outside(site: Front) -> None:
    assert [site.ask("GET", path).status for path in ("/metrics", "/health/ready", "/health/live")] == [
        404
    ] * 3


class Visitor(threading.Thread):
    """Somebody who keeps asking, and notes what went wrong."""

    def __init__(self, site: Front) -> None:
        super().__init__()
        self._site, self._over = site, threading.Event()
        self.asked, self.failed = 0, list[str]()

    def run(self) -> None:
        connection = self._site.connection()
        while not self._over.is_set():
            path = ("/sign-in", "/showcases")[self.asked % 2]
            self.asked += 1
            try:
                connection.request("GET", path)
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    self.failed.append(f"{path} {answer.status}")
            except (OSError, HTTPException) as no:
                self.failed.append(f"{path} {no!r}")
                connection.close()
            time.sleep(0.04)  # together below what a proxy allows one address
        connection.close()

    def stop(self) -> None:
        self._over.set()
        self.join()


def test_servers_that_restart_one_after_the_other_cost_no_request(site: Front) -> None:
    visitors = [Visitor(site) for _ in range(2)]
    for visitor in visitors:
        visitor.start()
    for number in range(2):
        site.servers[number].signal(signal.SIGTERM)
        assert site.servers[number].wait() == 0
        assert not is_ready(site.ports.servers[number])
        site.servers[number] = site.start_server(number)
        time.sleep(2)  # as deploy/collab-restart does
    for visitor in visitors:
        visitor.stop()
    assert [visitor.failed for visitor in visitors] == [[], []]
    assert min(visitor.asked for visitor in visitors) > 50
    until(lambda: all(is_ready(port) for port in site.ports.servers))


def test_what_an_administrator_must_change_is_the_name_alone() -> None:
    deploy = Path(__file__).resolve().parents[2] / "deploy"
    for file in (deploy / "proxy").iterdir():
        assert set(re.findall(r"[\w.-]+\.(?:org|com|net|se)\b", file.read_text())) == {"collab.example.org"}
