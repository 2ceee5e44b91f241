"""A proxy of `deploy/` in front of two web servers, on loopback and without any privilege."""

import os
import pwd
import shutil
import ssl
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path

from msgspec.structs import replace

from collab import config, db
from collab.app import create_app
from collab.config import Settings
from collab.migrations import steps
from tests.operations.conftest import environment_of
from tests.operations.running import PATIENCE, Running, free_port, get, until
from tests.support import cast as casting
from tools.prerequisites import program

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
NOBODY = "nobody"
NGINX = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/collab.conf;
}}
"""


@dataclass(frozen=True)
class Certificate:
    """One for localhost, which signs itself."""

    folder: Path

    @property
    def public(self) -> Path:
        return self.folder / "public.pem"

    @property
    def key(self) -> Path:
        return self.folder / "key.pem"

    @property
    def both(self) -> Path:
        return self.folder / "both.pem"


def certificate(folder: Path) -> Certificate:
    made = Certificate(folder)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-keyout", made.key, "-out", made.public],
        check=True, capture_output=True,
    )  # fmt: skip
    made.both.write_bytes(made.public.read_bytes() + made.key.read_bytes())
    return made


@dataclass(frozen=True)
class Ports:
    """Where the proxy and the two servers listen."""

    tls: int
    plain: int
    servers: tuple[int, int]


def free_ports() -> Ports:
    return Ports(free_port(), free_port(), (free_port(), free_port()))


def placed(text: str, places: Mapping[str, str]) -> str:
    """A configuration with what a machine has its own of; each thing to change must be there."""
    for old, new in places.items():
        assert old in text, f"{old!r} is not in the configuration"
        text = text.replace(old, new)
    return text


def nginx_configuration(ports: Ports, proof: Certificate) -> str:
    letsencrypt = "/etc/letsencrypt/live/collab.example.org"
    return placed(
        (DEPLOY / "proxy" / "nginx.conf").read_text(),
        {
            "    listen [::]:443 ssl http2;\n": "",
            "    listen [::]:80;\n": "",
            "listen 443 ssl": f"listen 127.0.0.1:{ports.tls} ssl",
            "listen 80;": f"listen 127.0.0.1:{ports.plain};",
            f"{letsencrypt}/fullchain.pem": str(proof.public),
            f"{letsencrypt}/privkey.pem": str(proof.key),
            "collab.example.org": "localhost",
            "127.0.0.1:8001": f"127.0.0.1:{ports.servers[0]}",
            "127.0.0.1:8002": f"127.0.0.1:{ports.servers[1]}",
        },
    )


def haproxy_configuration(ports: Ports, proof: Certificate) -> str:
    return placed(
        (DEPLOY / "proxy" / "haproxy.cfg").read_text(),
        {
            "    bind :::443 v6only ssl crt /etc/haproxy/certs/collab.pem alpn h2,http/1.1\n": "",
            "    bind :::80 v6only\n": "",
            "bind :443 ": f"bind 127.0.0.1:{ports.tls} ",
            "bind :80\n": f"bind 127.0.0.1:{ports.plain}\n",
            "/etc/haproxy/certs/collab.pem": str(proof.both),
            "Host collab.example.org": "Host localhost",
            "127.0.0.1:8001": f"127.0.0.1:{ports.servers[0]}",
            "127.0.0.1:8002": f"127.0.0.1:{ports.servers[1]}",
            "    user haproxy\n    group haproxy\n    chroot /var/lib/haproxy\n": "",
            "/run/haproxy/admin.sock": str(proof.folder / "admin.sock"),
        },
    )


@contextmanager
def unprivileged_folder() -> Iterator[Path]:
    """A folder of whoever the proxy runs as."""
    folder = Path(tempfile.mkdtemp(prefix="collab-proxy-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def as_nobody(folder: Path) -> dict[str, object]:
    """How a process is started without root's rights; the folder becomes its own."""
    if os.geteuid() != 0:
        return {}
    owner = pwd.getpwnam(NOBODY)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, owner.pw_uid, owner.pw_gid)
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def nginx_command(folder: Path, ports: Ports, proof: Certificate) -> list[str]:
    (folder / "collab.conf").write_text(nginx_configuration(ports, proof))
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder))
    return [
        program("nginx"),
        "-p",
        str(folder),
        "-c",
        str(folder / "nginx.conf"),
        "-e",
        str(folder / "error.log"),
    ]


def haproxy_command(folder: Path, ports: Ports, proof: Certificate) -> list[str]:
    (folder / "haproxy.cfg").write_text(haproxy_configuration(ports, proof))
    return [program("haproxy"), "-db", "-f", str(folder / "haproxy.cfg")]


COMMANDS: dict[str, Callable[[Path, Ports, Certificate], list[str]]] = {
    "nginx": nginx_command,
    "haproxy": haproxy_command,
}


class Front:
    """The site as a visitor reaches it: over TLS, through the proxy."""

    def __init__(self, ports: Ports, proof: Certificate, settings: Settings, folder: Path) -> None:
        self.ports, self.proof, self.settings, self._folder = ports, proof, settings, folder
        self.context = ssl.create_default_context(cafile=str(proof.public))
        self.servers: list[Running] = []

    def environment(self, port: int) -> dict[str, str]:
        return environment_of(
            self.settings, port, COLLAB_ADDRESS=self.settings.address, COLLAB_TRUSTED_PROXIES="1",
            COLLAB_WEB_PROCESSES="1", COLLAB_LARGEST_UPLOAD_MB="1",
        )  # fmt: skip

    def start_server(self, number: int) -> Running:
        """One of the two web servers, ready to answer."""
        port = self.ports.servers[number]
        folder = self._folder / f"server-{port}"
        folder.mkdir(exist_ok=True)
        server = Running(folder, "serve", environment=self.environment(port))
        until(lambda: is_ready(port))
        return server

    def connection(self) -> HTTPSConnection:
        return HTTPSConnection("localhost", self.ports.tls, timeout=PATIENCE, context=self.context)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> HTTPResponse:
        """One request on a connection of its own; its body is read into `body`."""
        connection = self.connection()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, {"Connection": "close", "Accept-Language": "en", **named})
        answer = connection.getresponse()
        answer.body = answer.read()  # type: ignore[attr-defined]
        connection.close()
        return answer


def is_ready(port: int) -> bool:
    """Whether a web server behind the proxy is ready."""
    try:
        return get(port, "/health/ready", {"Host": "localhost"}).status == 200
    except OSError:
        return False


def new_site(folder: Path) -> Settings:
    """The cast in a database of its own."""
    settings = replace(
        config.for_demonstration(folder, 8000), secret_key="a secret for the proxies, long enough to pass"
    )
    steps.upgrade(settings.database_url)
    with create_app(replace(settings, demonstration=False)).app_context():
        with db.transaction():
            casting.create()
        db.session.remove()
        db.engine().dispose()
    return settings


def _speaks(port: int) -> bool:
    try:
        return get(port, "/").status == 301
    except OSError:
        return False


@contextmanager
def front(name: str, settings: Settings, folder: Path, ports: Ports) -> Iterator[Front]:
    """Two web servers and the proxy of that name before them."""
    with unprivileged_folder() as place, ExitStack() as stack:
        proof = certificate(place)
        site = Front(ports, proof, replace(settings, address=f"https://localhost:{ports.tls}"), folder)
        for number in range(2):
            site.servers.append(site.start_server(number))
            stack.callback(lambda number=number: site.servers[number].kill())  # type: ignore[misc]
        command = COMMANDS[name](place, ports, proof)
        proxy = subprocess.Popen(command, **as_nobody(place), stderr=subprocess.DEVNULL)  # type: ignore[call-overload]
        stack.callback(proxy.wait, PATIENCE)
        stack.callback(proxy.terminate)
        until(lambda: _speaks(ports.plain))
        until(lambda: site.ask("GET", "/sign-in").status == 200)
        yield site
