"""A PostgreSQL cluster for one command: made, started, stopped and removed.

    python -m tools.postgresql COMMAND…

The command finds the server's address in COLLAB_TEST_DATABASE_URL. Where that is set already, the server it
names is used and nothing is started. As root the cluster runs as user postgres: PostgreSQL refuses root.
"""

import getpass
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

VARIABLE = "COLLAB_TEST_DATABASE_URL"
SETTINGS = ("listen_addresses=127.0.0.1", "max_connections=120", "timezone=UTC")
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""Quicker, for data that nobody needs after a crash."""


def programs() -> Path | None:
    """The folder of initdb and postgres, the newest release first."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True
    )
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def cluster(*, is_durable: bool = False) -> Iterator[str]:
    """A running server with trust authentication on loopback; gives its URL, leaves nothing behind.

    `is_durable`: whether what it has acknowledged survives a crash, as with PostgreSQL's own settings.
    """
    folder = programs()
    if folder is None:
        sys.exit("PostgreSQL is not installed. Debian and Ubuntu: apt-get install postgresql")
    home = Path(tempfile.mkdtemp(prefix="collab-postgresql-"))
    as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    owner = "postgres" if as_owner else getpass.getuser()
    if as_owner:
        shutil.chown(home, "postgres", "postgres")
    data, port = home / "data", _free_port()
    quiet = {"stdout": subprocess.DEVNULL, "cwd": home}
    options = ["-A", "trust", "-U", owner, "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    subprocess.run([*as_owner, folder / "initdb", "-D", data, *options], check=True, **quiet)  # type: ignore[call-overload]
    settings = SETTINGS if is_durable else SETTINGS + FORGETFUL
    flags = [flag for setting in settings for flag in ("-c", setting)]
    command = [*as_owner, folder / "postgres", "-D", data, "-p", str(port), "-k", home, *flags]
    server = subprocess.Popen(command, stderr=(home / "log").open("w"), **quiet)  # type: ignore[call-overload]
    try:
        url = f"postgresql://{owner}@127.0.0.1:{port}/postgres"
        _wait(url, server, home)
        yield url
    finally:
        server.terminate()
        server.wait(20)
        shutil.rmtree(home, ignore_errors=True)


def _wait(url: str, server: "subprocess.Popen[bytes]", home: Path) -> None:
    for _ in range(200):
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            if server.poll() is not None:
                sys.exit(f"PostgreSQL did not start:\n{(home / 'log').read_text()}")
            time.sleep(0.1)
        else:
            return
    sys.exit("PostgreSQL did not start within 20 seconds.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(command: list[str]) -> int:
    """Run the command beside a server; its exit code is ours."""
    if os.environ.get(VARIABLE):
        return subprocess.run(command, check=False).returncode
    with cluster() as url:
        return subprocess.run(command, env={**os.environ, VARIABLE: url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
