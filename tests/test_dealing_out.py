"""Which tests run beside which database, and which together in one process: their fixtures say it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.postgresql import VARIABLE

TESTS = Path(__file__).parent


def test_only_the_fixture_knows_where_the_server_is() -> None:
    named = [
        str(path.relative_to(TESTS))
        for path in TESTS.rglob("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in (VARIABLE, "tools.postgresql"))
    ]
    assert sorted(named) == ["conftest.py", "test_dealing_out.py"]


def test_beside_a_server_only_what_may_meet_it_is_run() -> None:
    names = ("leaves/test_db", "leaves/test_text", "leaves/test_processes", "architecture/test_offered")
    files = [f"tests/{name}.py" for name in names]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--collect-only", *files], cwd=TESTS.parent,
        env={**os.environ, VARIABLE: "postgresql://nowhere"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    chosen = [line.partition("[")[0] for line in done.stdout.splitlines() if line.startswith("tests/")]
    assert {name.partition(":")[0] for name in chosen} == {f"tests/{names[0]}.py", f"tests/{names[-1]}.py"}
    assert f"tests/{names[-1]}.py::{_ALIKE}" not in chosen


_ALIKE = "test_in_an_archived_programme_no_form_writes_and_no_link_is_refused"
_SHARING = "test_those_that_share_what_is_made_for_their_module_stay_in_one_process"


@pytest.fixture(scope="module")
def shared() -> str:
    """Something that is made once for this module."""
    return "made"


def test_those_that_share_what_is_made_for_their_module_stay_in_one_process(
    shared: str, request: pytest.FixtureRequest
) -> None:
    group = request.node.get_closest_marker("xdist_group")
    assert (shared, group.args) == ("made", ("test_dealing_out",))


def test_the_processes_are_told_which_tests_stay_together() -> None:
    shared = f"tests/test_dealing_out.py::{_SHARING}"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-vv", "-n", "1", "--dist", "loadgroup", shared], cwd=TESTS.parent,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert f"PASSED {shared}@test_dealing_out" in done.stdout


def test_all_others_may_run_anywhere(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("xdist_group") is None
