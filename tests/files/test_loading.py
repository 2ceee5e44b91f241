"""No process loads boto3 but where a service keeps the files."""

import re
from pathlib import Path

import collab
from tests.documents import test_loading as documents
from tests.proposals.test_loading import SERVING, lines

OURS = '{"boto3", "botocore"}'
PAGES = SERVING.replace('{"ortools", "numpy", "pandas"}', OURS)
WORKING = documents.WORKING.replace('{"weasyprint", "docx", "fontTools", "lxml"}', OURS)
BUCKET = 'bucket=Bucket(False, "127.0.0.1:1", "/collab", "us-east-1", "key", "secret"),'
SERVICE = (
    PAGES.replace("from collab import db", "from collab import db\nfrom collab.buckets import Bucket")
    .replace("instance=folder,", f"instance=folder, {BUCKET}")
    .replace("client = site.test_client()", """
from collab.files import serving

with site.app_context():
    print(serving.store().where)
client = site.test_client()""")
)  # fmt: skip


def test_one_module_loads_boto3() -> None:
    folder = Path(collab.__file__).parent
    loading = [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if re.search(r"^(from|import) (boto3|botocore)", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert loading == ["files/s3.py"]


def test_a_process_that_serves_pages_has_loaded_boto3_only_where_a_service_keeps_files(
    tmp_path: Path,
) -> None:
    assert lines(PAGES, tmp_path) == ["[200, 200, 200]", "[]"]
    (tmp_path / "service").mkdir()
    assert lines(SERVICE, tmp_path / "service") == [
        "127.0.0.1:1/collab",
        "[200, 200, 200]",
        "['boto3', 'botocore']",
    ]


def test_a_worker_that_keeps_files_in_a_folder_has_not_loaded_boto3(tmp_path: Path) -> None:
    assert lines(WORKING, tmp_path) == ["making", "[200, 200, 200]", "[]"]
