"""A real S3-compatible service for tests: OpenStack Swift with its s3api, four processes and memcached.

It lives in a temporary folder on free ports of this machine. Debian: swift-proxy, swift-account,
swift-container, swift-object, memcached (tools/prerequisites.py installs them).
"""

import getpass
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from collab.buckets import Bucket
from collab.files.s3 import client_of

PYTHON = "/usr/bin/python3"
DAEMON = Path(__file__).with_name("swift_daemon.py")
STORAGE = ("account", "container", "object")
MEMORY = "memcached"
"""Who signs requests is remembered there."""
ALL = (MEMORY, "proxy", *STORAGE)
USER, SECRET = "test:tester", "testing"
LONGEST = 30
"""Seconds that it may take to come up."""
COMMON = "[swift-hash]\nswift_hash_path_suffix = collab\nswift_hash_path_prefix = tests\n"
STORING = """[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
workers = 0
user = {user}
swift_dir = {folder}
devices = {folder}/devices
mount_check = false
log_address = {folder}/no-log
[pipeline:main]
pipeline = {name}-server
[app:{name}-server]
use = egg:swift#{name}
fallocate_reserve = 0
"""
PROXY = """[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
workers = 0
user = {user}
swift_dir = {folder}
log_address = {folder}/no-log
[pipeline:main]
pipeline = catch_errors cache s3api tempauth proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:{memory}
[filter:s3api]
use = egg:swift#s3api
s3_acl = false
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
"""


class Swift:
    """The service: its address, and its processes, which a test may stop and start."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ports = dict(zip(ALL, _free_ports(5), strict=True))
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def host(self) -> str:
        """Address and port of the s3api."""
        return f"127.0.0.1:{self.ports['proxy']}"

    def bucket(self, path: str = "/collab", secret: str = SECRET) -> Bucket:
        """What the settings say of a bucket."""
        return Bucket(False, self.host, path, "us-east-1", USER, secret)

    def prepare(self) -> None:
        """Write its settings and rings."""
        (self.folder / "devices" / "d1").mkdir(parents=True)
        (self.folder / "swift.conf").write_text(COMMON)
        known = {"user": getpass.getuser(), "folder": self.folder}
        for name in STORAGE:
            said = STORING.format(name=name, port=self.ports[name], **known)
            (self.folder / f"{name}.conf").write_text(said)
        (self.folder / "proxy.conf").write_text(
            PROXY.format(port=self.ports["proxy"], memory=self.ports[MEMORY], **known)
        )
        ports = [str(self.ports[name]) for name in STORAGE]
        subprocess.run([PYTHON, "-I", str(DAEMON), str(self.folder), "rings", *ports], check=True)

    def start(self, *names: str) -> None:
        """Start processes, all unless some are named, and wait until they listen."""
        for name in names or ALL:
            with (self.folder / f"{name}.log").open("ab") as log:
                self._running[name] = subprocess.Popen(
                    self._command(name),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                )
        for name in names or ALL:
            self._await(name)

    def stop(self, *names: str) -> None:
        """End processes, all unless some are named."""
        for name in names or tuple(self._running):
            process = self._running.pop(name)
            process.kill()
            process.wait()

    def make_bucket(self, name: str) -> None:
        """Make a bucket."""
        client_of(self.bucket()).create_bucket(Bucket=name)

    def _command(self, name: str) -> list[str]:
        if name == MEMORY:
            return [MEMORY, "-l", "127.0.0.1", "-p", str(self.ports[MEMORY]), "-u", getpass.getuser()]
        return [PYTHON, "-I", str(DAEMON), str(self.folder), name]

    def _await(self, name: str) -> None:
        end = time.monotonic() + LONGEST
        while time.monotonic() < end and self._running[name].poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.ports[name])) == 0:
                    return
            time.sleep(0.1)
        said = (self.folder / f"{name}.log").read_text(errors="replace")[-2000:]
        raise AssertionError(f"{name} of OpenStack Swift did not start. It said: {said}")


@contextmanager
def running(folder: Path) -> Iterator[Swift]:
    """The service for the time of the block. Fails with a sentence where it is not installed."""
    if shutil.which("swift-proxy-server") is None:
        raise AssertionError("OpenStack Swift is missing. Run: python -m tools.prerequisites")
    swift = Swift(folder)
    swift.prepare()
    try:
        swift.start()
        swift.make_bucket("collab")
        yield swift
    finally:
        swift.stop()


def _free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()
