"""docs/operations.md, walked: every command that needs no machine of its own, in a folder instead of /."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from collab.metrics.families import FAMILIES
from tests.operations.proxies import DEPLOY
from tests.operations.running import QUIET, Running, free_port, get, until

ROOT = DEPLOY.parent
PAGE = (ROOT / "docs" / "operations.md").read_text()
FOLDERS = ("/opt/collab", "/etc/collab", "/usr/local/sbin", "/var/lib/collab", "/var/backups/collab")
NOT_OF_A_SITE = ("collab", "~ollab", "__editable__", "_virtualenv", "distutils-precedence")
LONG = 300.0
"""Seconds for a wheel and two environments on a busy machine."""


def blocks(kind: str) -> list[str]:
    """The page's commands: `sh here` can run anywhere, `sh` needs a machine of its own."""
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


class Walk:
    """A small machine in a folder: its /opt, /etc and /var, and the name of its user left out."""

    def __init__(self, root: Path) -> None:
        self.root, self.port, self.numbers = root, free_port(), free_port()
        for folder in (*FOLDERS, "/opt/collab/releases"):
            (root / folder[1:]).mkdir(parents=True, exist_ok=True)
        (root / "var/lib/collab").chmod(0o700)
        self.parts = root / "parts"
        self._lend_parts()

    def _lend_parts(self) -> None:
        """What the lock file names lies here already: pip finds it and fetches nothing."""
        self.parts.mkdir()
        for entry in Path(pytest.__file__).parents[1].iterdir():
            if not entry.name.startswith(NOT_OF_A_SITE) and entry.suffix != ".pth":
                (self.parts / entry.name).symlink_to(entry)

    def here(self, commands: str) -> str:
        """The commands with this machine's places."""
        for folder in FOLDERS:
            commands = commands.replace(folder, f"{self.root}{folder}")
        for old, new in (("8001", self.port), ("18001", self.numbers)):
            commands = commands.replace(f"127.0.0.1:{old}/", f"127.0.0.1:{new}/")
        return commands.replace("runuser -u collab -- ", "")

    def do(self, block: str) -> str:
        """Run a block in the checkout, as root would; the environments that it makes are lent the parts."""
        lent = "import site; print(site.getsitepackages()[0])"
        script = re.sub(
            r'^python3 -m venv ("\$release")$',
            rf"{sys.executable} -m venv \1; echo {self.parts} > $(\1/bin/python -c '{lent}')/lent.pth",
            self.here(block), flags=re.MULTILINE,
        )  # fmt: skip
        script = script.replace("my-programme/*.yaml", "tests/archive/small/*.yaml")
        sbin = self.root / "usr/local/sbin"
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", f"host=localhost\n{script}"], cwd=ROOT, check=False,
            env={**QUIET, "PATH": f"{sbin}:{os.environ['PATH']}"}, capture_output=True,
            text=True, timeout=LONG,
        )  # fmt: skip
        assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def fill_in(self) -> dict[str, str]:
        """The settings of a site on SQLite, and the scripts with this machine's places."""
        file = self.root / "etc/collab/collab.env"
        values = {
            "COLLAB_SECRET_KEY": "a secret for the walk, long enough to pass as one",
            "COLLAB_DATABASE_URL": f"sqlite:///{self.root}/var/lib/collab/collab.sqlite3",
            "COLLAB_ADDRESS": "https://localhost",
            "COLLAB_SMTP_URL": "smtp://127.0.0.1:9",
            "COLLAB_MAIL_FROM": "Collab <noreply@example.org>",
            "COLLAB_INSTANCE": f"{self.root}/var/lib/collab",
            "COLLAB_TRUSTED_PROXIES": "1",
        }
        file.write_text("".join(f"{name}='{value}'\n" for name, value in values.items()))
        for script in (self.root / "usr/local/sbin").iterdir():
            script.write_text(self.here(script.read_text()))
        return values

    def start(self, settings: dict[str, str], *command: str, **more: str) -> Running:
        folder = self.root / command[0]
        folder.mkdir()
        program = self.root / "opt/collab/current/bin/python"
        return Running(folder, *command, environment={**settings, **more}, python=str(program))


@pytest.fixture
def walk(tmp_path: Path) -> Walk:
    return Walk(tmp_path)


def is_ready(port: int) -> bool:
    try:
        return get(port, "/health/ready", {"Host": "localhost"}).status == 200
    except OSError:
        return False


def test_the_walk_leads_from_an_empty_folder_to_a_running_site_and_to_its_next_release(walk: Walk) -> None:
    program, settings, tables, well, drill, update = blocks("sh here")
    assert "\ndist/collab-" in f"\n{walk.do(program)}"  # make may say before what it installs
    walk.do(settings)
    assert (walk.root / "etc/collab/collab.env").stat().st_mode & 0o777 == 0o600
    told = walk.fill_in()
    said = walk.do(tables)
    assert re.search(r"^The database is at \d{4}\.$", said, re.MULTILINE)
    assert "https://localhost/sign-in/link/" in said
    web = walk.start(
        told, "serve",
        COLLAB_LISTEN=f"127.0.0.1:{walk.port}", COLLAB_METRICS_LISTEN=f"127.0.0.1:{walk.numbers}",
    )  # fmt: skip
    worker = walk.start(told, "worker")
    try:
        until(lambda: is_ready(walk.port))
        until(lambda: re.search(r"^ok       worker: ", walk.do(well), re.MULTILINE) is not None)
        said = walk.do(well)
        assert "ready\n" in said
        assert 'collab_build_info{version="' in said
        assert re.search(r"^ok       worker: ", said, re.MULTILINE), said
        assert "Restored as it was at " in walk.do(drill)
        assert list((walk.root / "var/backups/collab").iterdir()) == []
        before = (walk.root / "opt/collab/current").resolve()
        walk.do(update)
        assert is_ready(walk.port)  # the old release goes on
    finally:
        web.kill()
        worker.kill()
    after = (walk.root / "opt/collab/current").resolve()
    assert after != before
    assert (after / "bin" / "collab").is_file()
    assert [path.name for path in (walk.root / "var/backups/collab").iterdir()] == [
        f"collab-before-{after.name}.tar"
    ]


def test_what_the_walk_copies_is_there_and_everything_there_is_copied() -> None:
    commands = "\n".join(blocks("sh") + blocks("sh here"))
    named = set(re.findall(r"deploy/[\w./*-]*[\w*]", commands + PAGE))
    files = {path for path in DEPLOY.rglob("*") if path.is_file()}
    copied = {path for name in named for path in ROOT.glob(name)}
    assert [name for name in named if not list(ROOT.glob(name))] == []
    assert files - copied == set()


def test_each_proxy_leaves_port_80_to_certbot_or_hands_its_questions_on() -> None:
    nginx, haproxy = (block for block in blocks("sh") if "certbot certonly" in block)
    steps = [
        nginx.index(step) for step in ("systemctl stop nginx", "certbot certonly", "systemctl start nginx")
    ]
    assert steps == sorted(steps)
    assert "systemctl reload nginx" not in nginx  # it is not running when the first certificate comes
    (port,) = re.findall(r"--http-01-port (\d+)", haproxy)
    assert f"server certbot 127.0.0.1:{port}\n" in (DEPLOY / "proxy" / "haproxy.cfg").read_text()
    assert haproxy.index("systemctl restart haproxy") < haproxy.index("certbot certonly")


def test_the_certificate_that_stands_in_for_haproxys_is_one_file_with_its_key(tmp_path: Path) -> None:
    (block,) = [block for block in blocks("sh") if "openssl req" in block]
    made = block[block.index("install -d") : block.index("sed ")]
    script = "name=localhost\n" + made.replace("/etc/haproxy", str(tmp_path))
    subprocess.run(["sh", "-ec", script], check=True, capture_output=True)
    said = (tmp_path / "certs" / "collab.pem").read_text()
    assert "PRIVATE KEY" in said
    assert "BEGIN CERTIFICATE" in said


def test_every_block_is_a_shells() -> None:
    for block in blocks("sh") + blocks("sh here"):
        done = subprocess.run(["sh", "-n"], input=block, text=True, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_every_number_is_explained_and_every_explained_number_is_told() -> None:
    watch = PAGE[PAGE.index("## What to watch") : PAGE.index("## When things go wrong")]
    explained = set(re.findall(r"`((?:collab|process)_\w+)", watch))
    partly = {"collab_kept_pages_misses_total", "collab_database_connections_limit"}
    names = {family.name for family in FAMILIES}
    assert explained <= names
    assert names - explained <= partly


def test_every_setting_is_in_the_table_and_in_the_commands_help() -> None:
    named = set(re.findall(r"COLLAB_[A-Z_]+", (ROOT / "collab" / "config.py").read_text()))
    table = PAGE[PAGE.index("## Settings") : PAGE.index("## Processes")]
    assert named - set(re.findall(r"COLLAB_[A-Z_]+", table)) == set()
    said = (ROOT / "collab" / "cli" / "serving.py").read_text()
    assert named - set(re.findall(r"COLLAB_[A-Z_]+", said)) == set()
