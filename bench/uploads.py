"""What hostile and large uploads cost: seconds, the serving process's greatest memory, and the answer.

`python -m bench.uploads` serves the shipped programme from SQLite in a folder of its own, by one process with
eight threads, and sends each file once, then four of 25 MB at the same time, each by another person. The
memory is the greatest resident set of the process (VmHWM, from /proc), set back before each row; what a page
takes stands in the first.
"""

import re
import struct
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from flask_wtf.csrf import generate_csrf
from msgspec import Struct

from bench import servers, sites
from bench.machine import conditions
from bench.servers import Server
from bench.sites import CSRF, Writer
from collab.app import create_app

LARGEST = 25_000_000
PATIENCE = 120.0
BOUNDARY = "----a-boundary-of-the-bench"


class Upload(Struct, frozen=True):
    """A file that is sent, made when it is needed."""

    name: str
    called: str
    made: Callable[[], bytes]


def bomb() -> bytes:
    """An office document of half a megabyte that becomes 500 MB."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for number in range(10):
            archive.writestr(f"word/{number}.xml", bytes(50_000_000))
    return target.getvalue()


def pixels(side: int) -> bytes:
    """A whole square PNG of white pixels in colour, a few kilobytes."""
    packer, row = zlib.compressobj(9), b"\0" + b"\xff" * side * 3
    rows = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def polyglot() -> bytes:
    """A PDF that is a zip file as well."""
    target = BytesIO(b"%PDF-1.7\ntrailer\n%%EOF\n")
    target.seek(0, 2)
    with ZipFile(target, "a") as archive:
        archive.writestr("index.html", "<script>alert(1)</script>")
    return target.getvalue()


def large() -> bytes:
    """A PDF of 25 MB."""
    beginning, end = b"%PDF-1.7\n", b"startxref\n0\n%%EOF\n"
    return beginning + bytes(LARGEST - len(beginning) - len(end)) + end


UPLOADS = (
    Upload("zip bomb, 500 MB unpacked", "bomb.docx", bomb),
    Upload("PNG of 100 megapixels", "wall.png", lambda: pixels(10_000)),
    Upload("PNG of 40 megapixels", "wall.png", lambda: pixels(6_324)),
    Upload("PDF that is a zip file", "plan.pdf", polyglot),
    Upload("PDF of 25 MB", "plan.pdf", large),
)


def main() -> int:
    """Print the table."""
    with tempfile.TemporaryDirectory(prefix="collab-uploads-") as name:
        folder = Path(name)
        site = sites.base(folder, f"sqlite:///{folder / 'collab.sqlite3'}")
        app, port = create_app(site.settings()), servers.free_port()
        with app.app_context():
            writers = sites.writers(app, 4)
        with app.test_request_context() as context:
            context.session["csrf_token"] = CSRF
            token = str(generate_csrf())
        environment = site.environment(port) | {"COLLAB_WEB_PROCESSES": "1"}
        print(f"{conditions()}\n\n| upload | s | peak MB | answer |\n|---|--:|--:|---|")  # noqa: T201 - its output
        with servers.running(servers.of_collab("site"), environment, port, "/conference") as server:
            _measure(server, writers, token)
    return 0


def _measure(server: Server, writers: list[Writer], token: str) -> None:
    def send(called: str, data: bytes, writer: Writer = writers[0]) -> str:
        return _sent(server.port, writer, _form(token, called, data))

    def together(called: str, data: bytes) -> str:
        with ThreadPoolExecutor(len(writers)) as pool:
            answers = pool.map(lambda writer: send(called, data, writer), writers)
            return ", ".join(answer[:3] for answer in answers)

    _row(server, "a small text", partial(send, "a.txt", b"Who opens?"))
    for upload in UPLOADS:
        _row(server, upload.name, partial(send, upload.called, upload.made()))
    _row(server, "four PDFs of 25 MB at once", partial(together, "plan.pdf", large()))
    _row(server, "four PNGs of 40 megapixels at once", partial(together, "wall.png", pixels(6_324)))


def _row(server: Server, name: str, act: Callable[[], str]) -> None:
    for pid in server.pids:
        Path(f"/proc/{pid}/clear_refs").write_text("5")  # sets VmHWM back
    began = time.perf_counter()
    answer = act()
    took = time.perf_counter() - began
    print(f"| {name} | {took:.2f} | {max(map(_peak, server.pids))} | {answer} |")  # noqa: T201 - its output


def _peak(pid: int) -> int:
    """The greatest memory of a process since it was set back, in megabytes."""
    found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) // 1024 if found else 0


def _sent(port: int, writer: Writer, body: bytes) -> str:
    """The status, and the sentence that a refusal says."""
    headers = {"Cookie": writer.cookie, "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("POST", f"/projects/{writer.project}/files/new", body, headers)
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    said = re.search(r'id="file-error"[^>]*>(.*?)</p>', page, re.DOTALL)
    words = re.sub(r"<[^>]+>|\s+", " ", said[1]).strip() if said else ""
    return f"{answer.status} {words}".strip()


def _form(token: str, called: str, data: bytes) -> bytes:
    fields = {"csrf_token": token, "readers": "team", "description": "Bench"}
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{called}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    return b"".join([*parts, head.encode(), data, f"\r\n--{BOUNDARY}--\r\n".encode()])


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    sys.exit(main())
