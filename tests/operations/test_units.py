"""The service units of deploy/, each checked by systemd's own tools, and what they start, started."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from collab.config import Settings
from tests.operations.conftest import environment_of
from tests.operations.proxies import DEPLOY, placed
from tests.operations.running import QUIET, answers, free_port, get, until
from tools.prerequisites import program

UNITS = DEPLOY / "systemd"
SERVICES = sorted(path.name for path in UNITS.glob("*.service"))
MOST_EXPOSED = 20
"""Tenths of systemd's exposure level; a service without any protection has 96."""
PROGRAM = "/opt/collab/current/bin/collab"


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units, with the collab command where it is here."""
    folder = tmp_path / "units"
    folder.mkdir()
    for unit in [*UNITS.glob("*.service"), *UNITS.glob("*.timer"), *UNITS.glob("*.target")]:
        here = str(Path(sys.executable).with_name("collab"))
        text = unit.read_text()
        (folder / unit.name).write_text(placed(text, {PROGRAM: here}) if PROGRAM in text else text)
    return folder


def asked(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [program(command[0]), *command[1:]], capture_output=True, text=True, check=False,
        env={**os.environ, "SYSTEMD_LOG_LEVEL": "info", "SYSTEMD_COLORS": "0"},
    )  # fmt: skip


def test_systemd_finds_nothing_wrong_in_any_unit(units: Path) -> None:
    done = asked("systemd-analyze", "verify", "--man=no", *map(str, sorted(units.iterdir())))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert str(units) not in done.stderr
    assert "collab" not in done.stderr


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_exposed_as_little_as_it_can_be(units: Path, name: str) -> None:
    done = asked(
        "systemd-analyze", "security", "--offline=yes", f"--threshold={MOST_EXPOSED}", str(units / name)
    )
    assert done.returncode == 0, done.stdout[-300:] + done.stderr


def test_the_sites_user_and_its_private_folders_are_made(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    users = UNITS / "collab.sysusers.conf"
    made = asked("systemd-sysusers", f"--root={tmp_path}", str(users))
    assert made.returncode == 0, made.stderr
    (entry,) = [line for line in (tmp_path / "etc" / "passwd").read_text().splitlines() if "Collab" in line]
    assert entry.startswith("collab:")
    assert entry.endswith(":Collab:/var/lib/collab:/usr/sbin/nologin")
    mine = tmp_path / "tmpfiles.conf"
    text = (UNITS / "collab.tmpfiles.conf").read_text()
    mine.write_text(placed(text, {" collab collab ": f" {os.getuid()} {os.getgid()} "}))
    asked("systemd-tmpfiles", "--create", f"--root={tmp_path}", str(mine))
    for folder in ("var/lib/collab", "var/backups/collab"):
        assert (tmp_path / folder).stat().st_mode & 0o777 == 0o700


def told(unit: str, instance: str) -> dict[str, str]:
    """The variables that a unit adds to the settings."""
    lines = [line for line in (UNITS / unit).read_text().splitlines() if line.startswith("Environment=")]
    pairs = " ".join(line.removeprefix("Environment=").replace("%i", instance) for line in lines).split()
    return dict(pair.split("=", 1) for pair in pairs)


def test_every_process_has_a_port_of_its_own() -> None:
    listening = [
        *told("collab-web@.service", "8001").values(),
        *told("collab-web@.service", "8002").values(),
        *told("collab-worker@.service", "1").values(),
        *told("collab-worker@.service", "2").values(),
    ]
    assert listening == [
        "127.0.0.1:8001", "127.0.0.1:18001", "127.0.0.1:8002", "127.0.0.1:18002",
        "127.0.0.1:19001", "127.0.0.1:19002",
    ]  # fmt: skip


def settings_file(folder: Path, **values: str) -> Path:
    """The example with its blanks filled in."""
    lines = []
    for line in (DEPLOY / "collab.env.example").read_text().splitlines():
        name = line.partition("=")[0]
        lines.append(f"{name}='{values.pop(name)}'" if name in values else line)
    assert values == {}, "the example does not name them"
    file = folder / "collab.env"
    file.write_text("\n".join(lines) + "\n")
    return file


def test_every_value_of_the_settings_file_means_the_same_to_systemd_and_to_a_shell(tmp_path: Path) -> None:
    lines = (DEPLOY / "collab.env.example").read_text().splitlines()
    values = [line.partition("=")[2] for line in lines if line and not line.startswith("#")]
    assert [value for value in values if not re.fullmatch(r"'[^'\\]*'|[\w./:-]+", value)] == []
    odd = 'smtp://user:a$b&c;d#e f"g@mail.example.org'
    file = settings_file(tmp_path, COLLAB_SMTP_URL=odd)
    script = placed((DEPLOY / "collab-site").read_text(), {
        "/etc/collab/collab.env": str(file), PROGRAM: "printenv", "runuser -u collab -- ": "",
    })  # fmt: skip
    done = subprocess.run(
        ["sh", "-c", script, "collab-site", "COLLAB_SMTP_URL"],
        capture_output=True,
        text=True,
        check=False,
        env=QUIET,
    )
    assert (done.stdout, done.stderr) == (f"{odd}\n", "")


def test_the_settings_file_with_its_blanks_filled_in_passes_the_check(
    stamped: Settings, tmp_path: Path
) -> None:
    file = settings_file(
        tmp_path, COLLAB_SECRET_KEY=stamped.secret_key, COLLAB_INSTANCE=str(stamped.instance),
        COLLAB_DATABASE_URL=stamped.database_url,
    )  # fmt: skip
    script = placed((DEPLOY / "collab-site").read_text(), {
        "/etc/collab/collab.env": str(file), PROGRAM: str(Path(sys.executable).with_name("collab")),
        "runuser -u collab -- ": "",
    })  # fmt: skip
    done = subprocess.run(
        ["sh", "-c", script, "collab-site", "check"], capture_output=True, text=True, check=False, env=QUIET
    )
    assert done.stderr == ""
    assert "ok       settings: " in done.stdout
    assert "problem  settings" not in done.stdout


CURL = """for last; do :; done
echo "curl $last" >> {said}
case "$*" in *"Host: collab.example.org http"*) ;; *) echo "asked for another host" >> {said};; esac
case $last in *:8002/*) exit $FAIL;; esac"""


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_restart_takes_one_server_after_the_other_and_stops_at_one_that_does_not_come_up(
    tmp_path: Path, quote: str
) -> None:
    said = tmp_path / "said"
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, does in {
        "systemctl": f'echo "systemctl $*" >> {said}',
        "curl": CURL.format(said=said),
        "sleep": ":",
    }.items():
        (programs / name).write_text(f"#!/bin/sh\n{does}\n")
        (programs / name).chmod(0o755)
    (tmp_path / "collab.env").write_text(f"COLLAB_ADDRESS={quote}https://collab.example.org{quote}\n")
    script = placed(
        (DEPLOY / "collab-restart").read_text(), {"/etc/collab/collab.env": str(tmp_path / "collab.env")}
    )
    steps = [
        "systemctl restart collab-web@8001.service", "curl http://127.0.0.1:8001/health/ready",
        "systemctl restart collab-web@8002.service", "curl http://127.0.0.1:8002/health/ready",
        "systemctl restart collab-worker@*.service",
    ]  # fmt: skip
    for fail, expected in (("0", steps), ("7", steps[:-1])):
        said.unlink(missing_ok=True)
        environment = {**QUIET, "PATH": f"{programs}:{os.environ['PATH']}", "FAIL": fail}
        done = subprocess.run(["sh", "-c", script], env=environment, check=False)
        assert (done.returncode, said.read_text().splitlines()) == (int(fail), expected)


def test_what_the_web_unit_starts_serves_pages_and_numbers(stamped: Settings, tmp_path: Path) -> None:
    port, numbers = free_port(), free_port()
    mine = told("collab-web@.service", "8001")
    assert set(mine) == {"COLLAB_LISTEN", "COLLAB_METRICS_LISTEN"}
    mine = {"COLLAB_LISTEN": f"127.0.0.1:{port}", "COLLAB_METRICS_LISTEN": f"127.0.0.1:{numbers}"}
    (start,) = [
        line.removeprefix("ExecStart=")
        for line in (UNITS / "collab-web@.service").read_text().splitlines()
        if line.startswith("ExecStart=")
    ]
    command = placed(start, {PROGRAM: str(Path(sys.executable).with_name("collab"))}).split()
    with (tmp_path / "logged").open("wb") as logged:
        process = subprocess.Popen(
            command, env={**QUIET, **environment_of(stamped, port), **mine}, stderr=logged
        )
    try:
        until(lambda: answers(port))
        until(lambda: get(numbers, "/metrics").status == 200)
    finally:
        process.terminate()  # as KillMode=mixed does: the main process only
        assert process.wait(60) == 0
