"""The table: one row for each page at each number of connections."""

import platform
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TextIO

from msgspec import Struct

from collab import db

HEAD = "| database | projects | page | conn. | req/s | p50 ms | p99 ms | CPU ms/req | statements |"
RULE = "|---|--:|---|--:|--:|--:|--:|--:|--:|"
BEGIN, END = "<!-- measured -->", "<!-- end -->"


class Row(Struct, frozen=True):
    """What was measured of one page. Latencies and processor time in milliseconds, memory in bytes."""

    page: str
    connections: int = 0
    per_second: float = 0
    p50: float = 0
    p99: float = 0
    cpu: float = 0
    memory: int = 0
    seconds: float = 0
    database: str = ""
    projects: int = 0
    statements: int | None = None

    @property
    def plain_name(self) -> str:
        """The page's name, however it was made."""
        return self.page.removesuffix(", made anew")

    def __str__(self) -> str:
        where = f"| {self.database} | {self.projects or ''} | {self.page} |"
        if self.memory:
            return f"{where} | {self.memory / 1e6:.0f} MB | | | | |"
        if self.seconds:
            return f"{where} | {self.seconds:.2f} s | | | | |"
        asked = "" if self.statements is None else str(self.statements)
        return (
            f"{where} {self.connections} | {self.per_second:,.0f} | {self.p50:.2f} | {self.p99:.2f} "
            f"| {self.cpu:.3f} | {asked} |"
        )


def parts() -> str:
    """The versions that matter."""
    names = ("granian", "flask", "sqlalchemy", "psycopg")
    python = f"Python {platform.python_version()}"
    sqlite = f"SQLite {db.sqlite_module().sqlite_version}"
    return ", ".join([python, sqlite, *(f"{name} {version(name)}" for name in names)])


def write_head(out: TextIO) -> None:
    """The table's head."""
    out.write(f"{HEAD}\n{RULE}\n")


def write_row(out: TextIO, row: Row) -> None:
    """One row, at once: a run takes a while."""
    out.write(f"{row}\n")
    out.flush()


def write_page(page: Path, conditions: str, rows: list[Row]) -> None:
    """Put conditions and table between the marks of the README. Raises ValueError when it has none."""
    text = page.read_text(encoding="utf-8")
    before, after = text.index(BEGIN) + len(BEGIN), text.index(END)
    table = "\n".join([HEAD, RULE, *map(str, rows)])
    page.write_text(f"{text[:before]}\n\n{conditions}\n\n{table}\n\n{text[after:]}", encoding="utf-8")
    sys.stdout.write(f"\nWritten into {page}\n")
