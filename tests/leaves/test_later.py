"""What few requests need is loaded when it is asked for, and no start waits for it."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from collab.later import later

NOT_AT_THE_START = {
    "PIL", "pi_heif", "icalendar", "markdown_it", "snowballstemmer", "alembic", "mako", "segno", "resvg_py",
    "psycopg", "collab.worker", "collab.showcases.jobs", "collab.files.jobs", "collab.files.pictures",
    "collab.landscapes", "collab.archive", "collab.backup", "collab.migrations.steps",
}  # fmt: skip
MODULE = """
loaded.append(1)
class Broken(Exception): pass
def double(number): return 2 * number
"""


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often `seldom_needed` was loaded."""
    times: list[int] = []
    monkeypatch.setattr("builtins.loaded", times, raising=False)
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "seldom_needed.py").write_text(MODULE)
    monkeypatch.delitem(sys.modules, "seldom_needed", raising=False)
    return times


def test_a_module_is_loaded_when_something_of_it_is_asked_for_and_once(loaded: list[int]) -> None:
    module = later("seldom_needed")
    assert loaded == []
    assert [module.double(2), later("seldom_needed").double(3)] == [4, 6]
    assert loaded == [1]


def test_what_the_module_does_not_have_is_missed_as_on_the_module(loaded: list[int]) -> None:
    with pytest.raises(AttributeError, match="module 'seldom_needed' has no attribute 'treble'"):
        later("seldom_needed").treble(2)


def test_a_module_that_is_not_there_is_missed_when_it_is_asked_for() -> None:
    module = later("nowhere_to_be_found")
    with pytest.raises(ModuleNotFoundError, match="nowhere_to_be_found"):
        module.anything()


def test_what_serves_pages_has_loaded_none_of_what_few_requests_need() -> None:
    said = "import sys, collab.cli.serving, collab.wsgi; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", said], capture_output=True, text=True, check=True, timeout=60
    )
    assert NOT_AT_THE_START & set(done.stdout.split()) == set()


@pytest.mark.parametrize("name", sorted(NOT_AT_THE_START))
def test_each_of_these_is_something_that_could_be_loaded(name: str) -> None:
    assert find_spec(name) is not None
