"""A full disk under a running site: said clearly, nothing half saved, reading goes on, writing comes back."""

import json
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import create_engine, func, select

from collab import db
from collab.config import Settings
from collab.files.models import Picture
from collab.updates.models import Update
from collab.web.once import Answered
from tests.operations.small_disk import Limited, SmallDisk, small_disk
from tests.support.databases import PostgreSQL
from tools.soak.site import TEAM, Author, Processes, build, settings_for
from tools.soak.writers import Kind, Write, body_of, noise

PATIENCE = 60.0
BACK_WITHIN = 5.0
"""Seconds from there being room until writing works."""


@dataclass
class Cramped:
    """A site whose files, and on SQLite its database, lie on a small disk."""

    settings: Settings
    disk: SmallDisk
    site: Processes
    author: Author
    log: Path

    def send(self, kind: Kind, text: str, key: str) -> tuple[int, str, dict[str, str]]:
        """Post an update as somebody whose browser speaks Swedish: status, page, headers."""
        path = f"/projects/{self.author.project}/updates/new"
        body, content_type = body_of(Write(kind, text, self.author, path, key), noise(300, 200))
        return self._ask("POST", path, body, {"Content-Type": content_type})

    def read(self, path: str) -> int:
        """The status of a page."""
        return self._ask("GET", path, b"", {})[0]

    def _ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> tuple[int, str, dict[str, str]]:
        connection = HTTPConnection("127.0.0.1", self.site.port, timeout=PATIENCE)
        connection.request(method, path, body, {"Cookie": self.author.cookie, **headers})
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        return answer.status, page, dict(answer.getheaders())

    def rows(self) -> tuple[int, int, int]:
        """How many updates, pictures and keys there are."""
        engine = create_engine(self.settings.database_url, **db.engine_options(self.settings.database_url))
        with engine.connect() as connection:
            counts = [
                connection.scalar(select(func.count()).select_from(model)) or 0
                for model in (Update, Picture, Answered)
            ]
        engine.dispose()
        return counts[0], counts[1], counts[2]

    def begun_files(self) -> list[Path]:
        """Files that were begun and never finished."""
        return list(self.settings.files.glob("??/.*"))


@pytest.fixture(params=["as the machine allows", "by a limit"])
def cramped(request: pytest.FixtureRequest, server: str, tmp_path: Path) -> Iterator[Cramped]:
    running: list[Processes] = []

    def processes() -> list[int]:
        return [pid for site in running for pid in site.members]

    folder = tmp_path / "disk"
    with small_disk(folder, processes) as found:
        disk = found if request.param != "by a limit" else Limited(tmp_path / "folder", processes)
        disk.folder.mkdir(exist_ok=True)
        database = PostgreSQL(server, "_full") if server else None
        url = database.url if database else f"sqlite:///{disk.folder / 'collab.sqlite3'}"
        settings = replace(settings_for(tmp_path, url), instance=disk.folder / "instance")
        settings.files.mkdir(parents=True)
        author, *_ = build(settings, TEAM)
        site = Processes(settings, tmp_path)
        running.append(site)
        site.start()
        try:
            yield Cramped(settings, disk, site, author, tmp_path / "log")
        finally:
            site.kill()
            if database:
                database.drop()


def test_on_a_full_disk_nothing_is_half_saved_and_writing_comes_back_by_itself(cramped: Cramped) -> None:
    assert cramped.send(Kind.PICTURE, "Before", "first")[0] == 303
    assert cramped.rows() == (1, 1, 1)
    cramped.disk.fill()
    text, key = f"{'While it was full. ' * 8}{secrets.token_hex(4)}", "second"
    kinds = [Kind.PICTURE, Kind.UPDATE] if "sqlite" in cramped.settings.database_url else [Kind.PICTURE]
    for kind in kinds:
        status, page, headers = cramped.send(kind, text, key)
        assert (status, headers["retry-after"]) == (507, "60")
        assert "<h1>Det finns ingen plats att spara</h1>" in page
        assert f"{text}</textarea>" in page
    assert cramped.rows() == (1, 1, 1)
    assert cramped.begun_files() == []
    for path in ("/", "/home", f"/projects/{cramped.author.project}/updates", "/health/ready"):
        assert (path, cramped.read(path)) == (path, 200)

    cramped.disk.make_room()
    began = time.monotonic()
    while cramped.send(Kind.PICTURE, text, key)[0] != 303:
        assert time.monotonic() - began < BACK_WITHIN
    assert cramped.rows() == (2, 2, 2)
    assert cramped.begun_files() == []
    lines = [json.loads(line) for line in cramped.log.read_text().splitlines()]
    causes = {line["cause"] for line in lines if line["message"] == "no room left on the disk"}
    assert causes <= {
        "database or disk is full", "disk I/O error", "No space left on device", "File too large",
    }  # fmt: skip
    assert causes
