"""The wheel carries all that Collab needs: pages, texts, migrations, the programme."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documents.papers import written

ROOT = Path(__file__).resolve().parent.parent.parent
MAKE = """
import io, json, os, sys
from collab import app, press
hearing, telling = os.pipe()
pages = app.PAGES
told = {"paper": json.loads(os.environ["PAPER"]), "format": "pdf", "pictures": {}, "parent": os.getppid(),
        "templates": str(pages / "templates"), "built": str(pages / "static" / "build"), "pipe": telling}
sys.stdin, sys.argv = io.StringIO(json.dumps(told)), ["press"]
sys.exit(press.main())
"""
ASK = """
import json, sys
from pathlib import Path
import collab
from collab import config
from collab.app import create_app
from collab.demonstration.loading import SHIPPED
from collab.migrations import steps
settings = config.for_demonstration(Path(sys.argv[1]), 5000)
steps.upgrade(settings.database_url)
pages = ["/sign-in", "/language/sv?next=/sign-in", "/static/app.css", "/static/img/icons.svg"]
client = create_app(settings).test_client()
said = {page: client.get(page).status_code for page in pages}
swedish = "Logga in" in client.get("/sign-in", headers={"Accept-Language": "sv"}).get_data(as_text=True)
print(json.dumps([str(Path(collab.__file__).parent), said, swedish, len(list(SHIPPED.glob("*/*.yaml")))]))
"""


def run(*command: str, cwd: Path, **settings: str) -> str:
    done = subprocess.run(
        [sys.executable, *command], cwd=cwd, env=os.environ | settings,
        capture_output=True, text=True, check=False, errors="replace",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which nothing but the wheel's content lies."""
    folder = tmp_path_factory.mktemp("wheel")
    source, target = folder / "source", folder / "installed"
    for name in ("collab", "templates", "static", "tools"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, source)
    pip = ("-m", "pip", "--disable-pip-version-check", "--quiet")
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), ".", cwd=source)
    (wheel,) = folder.glob("collab-*.whl")
    run(*pip, "install", "--no-deps", "--target", str(target), str(wheel), cwd=folder)
    return target


def test_an_installed_collab_has_its_pages_texts_database_and_programme(
    installed: Path, tmp_path: Path
) -> None:
    said = json.loads(run("-c", ASK, str(tmp_path), cwd=tmp_path, PYTHONPATH=str(installed)))
    home, pages, swedish, files = said
    assert home == str(installed / "collab")
    assert set(pages.values()) <= {200, 303}, pages
    assert (swedish, files) == (True, 10)


def test_sources_of_the_stylesheet_stay_at_home(installed: Path) -> None:
    assert sorted(path.name for path in (installed / "collab" / "static").iterdir()) == ["build"]


def test_an_installed_collab_makes_documents(installed: Path, tmp_path: Path) -> None:
    paper = json.dumps(written().as_values())
    assert run("-c", MAKE, cwd=tmp_path, PYTHONPATH=str(installed), PAPER=paper).startswith("%PDF-")
