"""No process that serves pages loads the solver, nor does the worker: only its child."""

import re
import subprocess
import sys
from pathlib import Path

import collab

ROOT = Path(__file__).resolve().parents[2]
SERVING = """
import sys
from pathlib import Path
import collab.wsgi, collab.server, collab.cli.serving
from collab import db
from collab.app import create_app
from collab.config import Settings
from tests.support import cast

folder = Path(sys.argv[1])
site = create_app(Settings(
    secret_key="a secret for the tests, long enough to pass",
    database_url=f"sqlite:///{folder}/collab.sqlite3", address="http://localhost", instance=folder,
))
with site.app_context():
    db.Base.metadata.create_all(db.engine())
    with db.transaction():
        cast.create()
    db.session.remove()
client = site.test_client()
print([client.get(path).status_code for path in ("/", "/showcases", "/sign-in")])
print(sorted({name.split(".")[0] for name in sys.modules} & {"ortools", "numpy", "pandas"}))
"""
WORKING = SERVING.replace("import collab.wsgi", "import collab.worker, collab.wsgi").replace(
    "client = site.test_client()",
    """
from collab.divisions import actions
from collab.divisions.jobs import Solver
from collab.documents.jobs import Press
from tests.divisions.people import SIZE, asked, newcomers

with site.app_context():
    there = cast.load()
    newcomers(there, 5)
    with db.transaction():
        wanted = actions.ask(there.programme, asked(SIZE), by=there.facilitator)
    solver = Solver(site.extensions["collab-settings"].database_url)
    for chore in collab.worker.chores(site.extensions["collab-settings"], solver, Press()).values():
        chore()
    db.session.rollback()
    print(wanted.state.value)
    solver.end()
client = site.test_client()""",
)


def test_one_module_loads_the_solver() -> None:
    folder = Path(collab.__file__).parent
    loading = [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if re.search(r"^(from|import) ortools", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert loading == ["proposals/engine.py"]


def lines(script: str, folder: Path) -> list[str]:
    command = [sys.executable, "-c", script, str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert said.returncode == 0, said.stderr
    return said.stdout.splitlines()


def test_a_process_that_serves_pages_has_not_loaded_the_solver(tmp_path: Path) -> None:
    assert lines(SERVING, tmp_path) == ["[200, 200, 200]", "[]"]


def test_a_worker_that_lets_a_search_be_solved_has_not_loaded_the_solver(tmp_path: Path) -> None:
    assert lines(WORKING, tmp_path) == ["running", "[200, 200, 200]", "[]"]
