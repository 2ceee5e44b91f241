"""Small is a rule: nothing in the house is bigger than a head can hold."""

import ast
import re
import tomllib
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted((ROOT / "collab").rglob("*.py"))
LINES = {
    "collab/**/*.py": 300,
    "tools/**/*.py": 300,
    "tests/**/test_*.py": 400,
    "tests/support/*.py": 300,
    "e2e/**/*.py": 400,
    "**/conftest.py": 150,
    "templates/**/*.*": 150,
    "static/css/**/*.css": 200,
    "static/js/**/*.js": 120,
}
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "service", "services"}
NOT_OURS = {"node_modules", ".venv", "build", "versions"}


def _ours(pattern: str) -> list[Path]:
    return [p for p in ROOT.glob(pattern) if p.is_file() and not NOT_OURS & set(p.relative_to(ROOT).parts)]


def _length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _functions() -> list[tuple[str, int]]:
    found = []
    for path in CODE:
        if NOT_OURS & set(path.relative_to(ROOT).parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                found.append((f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", length))
    return found


@pytest.mark.parametrize("pattern", LINES)
def test_no_file_is_longer_than_its_kind_allows(pattern: str) -> None:
    files = _ours(pattern)
    assert files, f"nothing matches {pattern}: the rule would check nothing"
    too_long = {str(p.relative_to(ROOT)): _length(p) for p in files if _length(p) > LINES[pattern]}
    assert too_long == {}


def test_every_function_fits_on_a_hand() -> None:
    assert [f for f in _functions() if f[1] >= 30] == []


def test_the_median_function_is_short() -> None:
    assert median(length for _, length in _functions()) <= 8


def test_no_class_is_longer_than_150_lines() -> None:
    too_long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and (node.end_lineno or 0) - node.lineno >= 150
    ]
    assert too_long == []


def test_no_module_has_a_vague_name() -> None:
    assert [str(p.relative_to(ROOT)) for p in CODE if p.stem in VAGUE] == []


def test_every_noqa_says_why() -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{number}"
        for pattern in ("collab/**/*.py", "tools/**/*.py", "tests/**/*.py", "e2e/**/*.py")
        for path in _ours(pattern)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"#\s*noqa(?!: [A-Z0-9, ]+ - \S)", line)
    ]
    assert silent == []


def test_nothing_catches_every_exception() -> None:
    blind = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception"))
    ]
    assert blind == []


def test_the_lock_is_made_from_what_the_project_declares() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    lines = (ROOT / "requirements" / "run.in").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith(("#", "setuptools"))] == declared


def test_no_lock_names_an_address() -> None:
    locks = [*ROOT.glob("requirements/*.txt"), ROOT / "package-lock.json"]
    assert len(locks) == 4
    assert [p.name for p in locks if re.search(r"https?://", _without_funding(p))] == []


def _without_funding(path: Path) -> str:
    """An npm lock repeats where authors take money: no address that anything is fetched from."""
    return re.sub(r'"(url|funding|homepage)": "[^"]*"', "", path.read_text(encoding="utf-8"))
