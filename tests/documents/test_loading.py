"""No process that serves pages loads what sets documents, nor does the worker: only its child."""

import re
from pathlib import Path

import collab
from tests.proposals.test_loading import SERVING, lines

HEAVY = SERVING.replace('{"ortools", "numpy", "pandas"}', '{"weasyprint", "docx", "fontTools", "lxml"}')
WORKING = HEAVY.replace("import collab.wsgi", "import collab.worker, collab.wsgi").replace(
    "client = site.test_client()",
    """
from collab.documents.jobs import Press
from collab.documents.paper import Format
from tests.documents.orders import order

with site.app_context():
    there = cast.load()
    with db.transaction():
        wanted = order(there.project, there.culture, Format.PDF)
    press = Press()
    press()
    db.session.rollback()
    print(wanted.state.value)
    press.end()
client = site.test_client()""",
)


def test_one_module_loads_weasyprint_and_one_package_python_docx() -> None:
    folder = Path(collab.__file__).parent
    loading = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if re.search(r"^(from|import) (weasyprint|docx)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert {name.removeprefix("documents/making/").split("/")[0] for name in loading} == {
        "printed.py",
        "word",
    }


def test_a_process_that_serves_pages_has_loaded_neither(tmp_path: Path) -> None:
    assert lines(HEAVY, tmp_path) == ["[200, 200, 200]", "[]"]


def test_a_worker_that_lets_a_document_be_made_has_loaded_neither(tmp_path: Path) -> None:
    assert lines(WORKING, tmp_path) == ["making", "[200, 200, 200]", "[]"]
