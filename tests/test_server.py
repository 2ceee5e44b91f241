"""The server under test is known to one fixture, by which the tests that may meet it are found."""

import os
import subprocess
import sys
from pathlib import Path

from tools.postgresql import VARIABLE

TESTS = Path(__file__).parent


def test_only_the_fixture_knows_where_the_server_is() -> None:
    named = [
        str(path.relative_to(TESTS))
        for path in TESTS.rglob("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in (VARIABLE, "tools.postgresql"))
    ]
    assert sorted(named) == ["conftest.py", "test_server.py"]


def test_beside_a_server_only_what_may_meet_it_is_run() -> None:
    files = [f"tests/leaves/{name}.py" for name in ("test_db", "test_text", "test_processes")]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--collect-only", *files], cwd=TESTS.parent,
        env={**os.environ, VARIABLE: "postgresql://nowhere"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    chosen = [line.partition(":")[0] for line in done.stdout.splitlines() if line.startswith("tests/")]
    assert set(chosen) == {"tests/leaves/test_db.py"}
