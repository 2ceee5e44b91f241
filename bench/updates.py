"""`make bench-updates`: pages and search among few and many updates, each asked as a browser asks it.

python -m bench.updates [--sizes 10,1000,100000] [--databases sqlite,postgresql] [--times 30] [--write]
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import quote

from flask import Flask
from flask.testing import FlaskClient
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import event, select

from bench import machine, posts, report, serving, sites
from bench.measuring import Page, database_processes
from bench.sites import Site
from collab import clock, db, processes
from collab.app import create_app
from collab.demonstration import days
from collab.programmes import queries as programmes
from collab.projects.models import Project
from collab.updates.models import Update, Visibility

PAGE = Path(__file__).with_name("updates.md")
PROJECTS = 100
"""At least so many, however many updates there are."""
ASKED = {
    "common": ("kultur", "kommunen", "museet"),
    "inflected": ("kommunerna", "museer", "festivalens", "hamnarna"),
    "part of a compound": ("turism", "näring", "konst"),
    "several": ("museet hamnen", "kommunal besöksnäring", "konst musik teater"),
    "rare": (posts.rare(1234), posts.rare(2345), posts.rare(77)),
    "misspelt": ("musset", "biblotek", "festivlaen", "kommunnen"),
    "nothing": ("zzyzx", "rymdraket", "qwertyuiop"),
}
"""What is looked for, by what it is."""
WARM = 3
"""So often first: every statement has then been prepared and planned."""
HEAD = "| database | updates | page | statements | p50 ms | p95 ms | processor ms | against the fewest |"
RULE = "|---|--:|---|--:|--:|--:|--:|--:|"


class Row(Struct, frozen=True):
    """One page among so many updates; times in milliseconds."""

    database: str
    updates: int
    page: str
    statements: int
    p50: float
    p95: float
    cpu: float
    ratio: float = 1.0

    def __str__(self) -> str:
        return (
            f"| {self.database} | {self.updates:,} | {self.page} | {self.statements} | {self.p50:.1f} "
            f"| {self.p95:.1f} | {self.cpu:.1f} | {self.ratio:.2f} × |"
        )


def main() -> int:
    """0 once everything is measured."""
    asked = _arguments()
    conditions = f"{datetime.now(UTC):%Y-%m-%d}; {machine.conditions()}; {report.parts()}"
    sys.stdout.write(f"{conditions}\n\n{HEAD}\n{RULE}\n")
    rows = []
    for database in asked.databases.split(","):
        fewest: dict[str, float] = {}
        for row in _of_database(database, [int(size) for size in asked.sizes.split(",")], asked.times):
            against = fewest.setdefault(row.page, row.cpu)
            rows.append(replace(row, ratio=row.cpu / against))
            sys.stdout.write(f"{rows[-1]}\n")
            sys.stdout.flush()
    if asked.write:
        _write(conditions, rows)
    return 0


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="python -m bench.updates", description=__doc__)
    reader.add_argument("--sizes", default="10,1000,100000")
    reader.add_argument("--databases", default="sqlite,postgresql")
    reader.add_argument("--times", type=int, default=30, help="how often each page is asked")
    reader.add_argument("--write", action="store_true", help="put the table into bench/updates.md")
    return reader.parse_args()


def _of_database(kind: str, sizes: Sequence[int], times: int) -> Iterator[Row]:
    with sites.place(kind) as (folder, url):
        origin = sites.grown(sites.base(folder / "base", url), folder / "grown", PROJECTS)
        laid = [_laid_out(sites.copied(origin, folder / str(size)), size) for size in sizes]
        serving.live_on_the_day()
        askings = [Asking(site, app, size) for size, (site, app) in zip(sizes, laid, strict=True)]
        processes.settle()
        for name in askings[0].wanted:
            yield from _measure(name, askings, times)


def _laid_out(site: Site, size: int) -> tuple[Site, Flask]:
    app = create_app(site.settings())
    with app.app_context(), clock.at(days.DEFAULT.moment):
        posts.lay_out(size, clock.now())
        sites.finish()
    return site, app


def _measure(name: str, askings: Sequence["Asking"], times: int) -> Iterator[Row]:
    """The page at every size, by turns: what else the machine does weighs on all of them alike."""
    for asking in askings:
        asking.warm(name)
    for _ in range(max(times // len(askings[0].wanted[name]), 2)):
        for asking in askings:
            asking.ask(name)
    for asking in askings:
        yield asking.row(name)


def _wanted(app: Flask) -> dict[str, list[Page]]:
    """What is asked, by what the table calls it."""
    pages = _pages(app)
    path = f"/programmes/{programmes.slugs()[0]}/search?q="
    searches = {
        f"search, {kind}": [Page(word, path + quote(word), pages[0].cookie) for word in words]
        for kind, words in ASKED.items()
    }
    all_of_these = [search for some in searches.values() for search in some]
    return {page.name: [page] for page in pages} | searches | {"search, all of these": all_of_these}


def _pages(app: Flask) -> list[Page]:
    (writer,) = sites.writers(app, 1)
    programme = programmes.slugs()[0]
    own = select(Update.key).join(Update.project).where(Project.slug == writer.project)
    key = db.session.scalars(own.order_by(Update.id.desc())).first()
    of_all = select(Update.key).where(Update.visibility == Visibility.PROGRAMME)
    key = key or db.session.scalars(of_all.order_by(Update.id.desc())).first()
    paths = {
        "home": "/home",
        "feed of the programme": f"/programmes/{programme}/feed",
        "project": f"/projects/{writer.project}",
        "updates of the project": f"/projects/{writer.project}/updates",
        "update": f"/updates/{key}",
    }
    taking_part = [Page(name, path, writer.cookie) for name, path in paths.items()]
    return [*taking_part, Page("home of who leads", "/home", sites.leader(app))]


class Asking:
    """Asks the pages of one site within this process, and weighs what they take."""

    def __init__(self, site: Site, app: Flask, updates: int) -> None:
        self.site, self.updates = site, updates
        self.client: FlaskClient = app.test_client(use_cookies=False)
        self.database = database_processes(site)
        self.sent = 0
        self.spent = 0.0
        self.taken: list[float] = []
        with app.app_context():
            self.wanted = _wanted(app)
            event.listen(db.engine(), "before_cursor_execute", self._count)
            db.session.remove()

    def warm(self, name: str) -> None:
        """Ask the pages of that name until every statement is planned, and begin to weigh."""
        for page in self.wanted[name] * WARM:
            self._ask(page)
        self.sent, self.spent, self.taken = 0, 0.0, []

    def ask(self, name: str) -> None:
        """Each of them once."""
        before = time.process_time() + machine.cpu_seconds(self.database())
        for page in self.wanted[name]:
            began = time.perf_counter()
            self._ask(page)
            self.taken.append((time.perf_counter() - began) * 1000)
        self.spent += time.process_time() + machine.cpu_seconds(self.database()) - before

    def row(self, name: str) -> Row:
        """What it took since it was warm."""
        asked = len(self.taken)
        p95 = quantiles(self.taken, n=20)[-1]
        cpu = self.spent * 1000 / asked
        return Row(self.site.database, self.updates, name, self.sent // asked, median(self.taken), p95, cpu)

    def _count(self, *statement: Any) -> None:
        self.sent += not statement[2].startswith("BEGIN")

    def _ask(self, page: Page) -> None:
        answer = self.client.get(page.path, headers=page.headers)
        if answer.status_code != 200:
            sys.exit(f"{page.path}: {answer.status}")


def _write(conditions: str, rows: Sequence[Row]) -> None:
    text = PAGE.read_text(encoding="utf-8")
    before, after = text.index(report.BEGIN) + len(report.BEGIN), text.index(report.END)
    table = "\n".join([HEAD, RULE, *map(str, rows)])
    PAGE.write_text(f"{text[:before]}\n\n{conditions}\n\n{table}\n\n{text[after:]}", encoding="utf-8")
    sys.stdout.write(f"\nWritten into {PAGE}\n")


if __name__ == "__main__":
    sys.exit(main())
