"""`collab demo`: one command starts everything, Ctrl-C ends all of it, trouble is said in a sentence."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.operations.running import answers, free_port, get, run, running, until


@pytest.mark.parametrize(
    ("number", "all_of_them"),
    [(signal.SIGINT, True), (signal.SIGTERM, False), (signal.SIGHUP, True)],
    ids=["ctrl-c", "terminate", "closed-terminal"],
)
def test_it_answers_and_stops_whole(
    instance: Path, tmp_path: Path, number: signal.Signals, all_of_them: bool
) -> None:
    port = free_port()
    with running(tmp_path / "out", "demo", "--port", str(port), "--instance", str(instance)) as demo:
        until(lambda: answers(port))
        assert len(demo.children) == 3  # two of the web server, one worker
        demo.signal(number, all_of_them=all_of_them)
        assert demo.wait() == 0
        assert demo.alive == []
    lines = demo.said.read_text().splitlines()
    assert lines[0] == f"Collab is at http://127.0.0.1:{port}"
    assert lines[-1] == "Ctrl-C stops it."
    assert demo.logged.read_text() == ""


def test_when_the_worker_dies_everything_stops(instance: Path, tmp_path: Path) -> None:
    port = free_port()
    with running(tmp_path / "out", "demo", "--port", str(port), "--instance", str(instance)) as demo:
        until(lambda: answers(port))
        os.kill(demo.children[0], signal.SIGKILL)
        assert demo.wait() == 1
        assert demo.alive == []
    assert demo.logged.read_text() == "collab: the worker stopped by itself, so everything was stopped.\n"


def test_when_a_web_process_dies_everything_stops(instance: Path, tmp_path: Path) -> None:
    port = free_port()
    with running(tmp_path / "out", "demo", "--port", str(port), "--instance", str(instance)) as demo:
        until(lambda: answers(port))
        os.kill(demo.children[-1], signal.SIGKILL)
        assert demo.wait() == 1
        assert demo.alive == []
    assert demo.logged.read_text() == "collab: the web server stopped by itself, so everything was stopped.\n"


def test_when_the_command_is_killed_its_children_end_too(instance: Path, tmp_path: Path) -> None:
    port = free_port()
    with running(tmp_path / "out", "demo", "--port", str(port), "--instance", str(instance)) as demo:
        until(lambda: answers(port))
        demo.signal(signal.SIGKILL)
        until(lambda: demo.alive == [])


def test_the_day_can_be_chosen_at_start(instance: Path, tmp_path: Path) -> None:
    port = free_port()
    arguments = ["demo", "--port", str(port), "--instance", str(instance), "--day", "2017-06-13T10:15"]
    with running(tmp_path / "out", *arguments):
        until(lambda: answers(port))
        page = get(port, "/conference", {"Accept-Language": "en"})
        assert "Demonstration: here it is Tuesday 13\u00a0June 2017" in page.text  # type: ignore[attr-defined]


def test_a_port_that_is_taken_is_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run("demo", "--port", str(port), "--instance", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"collab: Port {port} is in use. "
        f"Choose another: make run PORT={port + 1} (or: collab demo --port {port + 1})\n"
    )


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "instance"
    done = run("demo", "--port", str(free_port()), "--instance", str(folder))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"collab: The folder {folder} cannot be written. Choose another: collab demo --instance FOLDER\n"
    )


def test_a_python_that_is_too_old_is_a_sentence() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; sys.version_info = (3, 10, 13); import collab.cli"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == "collab: this Python is too old. Install Python 3.11 or newer.\n"
