"""`make bench-updates`: pages and search among few and many updates, each asked as a browser asks it.

python -m bench.updates [--sizes 10,1000,100000] [--databases sqlite,postgresql] [--times 30] [--write]
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from bench import machine, posts, report, serving, sites
from bench.measuring import Page, Processes, database_processes
from bench.sites import Site
from collab import clock, db
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
WARM = 7
"""PostgreSQL plans a statement anew the first six times that a connection asks it."""
HEAD = "| database | updates | page | statements | p50 ms | p95 ms | processor ms | against the fewest |"
RULE = "|---|--:|---|--:|--:|--:|--:|--:|"


@dataclass(frozen=True, slots=True)
class Row:
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
        for size in sizes:
            site = sites.copied(origin, folder / str(size))
            app = create_app(site.settings())
            with app.app_context(), clock.at(days.DEFAULT.moment):
                posts.lay_out(size, clock.now())
                sites.finish()
            yield from _measure(site, app, size, times)


def _measure(site: Site, app: Flask, size: int, times: int) -> Iterator[Row]:
    serving.live_on_the_day()
    with app.app_context():
        pages = _pages(app)
        searches = _searches(programmes.slugs()[0], pages[0].cookie)
        db.session.remove()
    asking = Asking(app, database_processes(site))
    wanted = {page.name: [page] for page in pages} | searches
    wanted["search, all of these"] = [search for some in searches.values() for search in some]
    for name, some in wanted.items():
        row = asking.row(name, some, max(times // len(some), 2))
        yield replace(row, database=site.database, updates=size)


def _searches(programme: str, cookie: str) -> dict[str, list[Page]]:
    path = f"/programmes/{programme}/search?q="
    return {
        f"search, {kind}": [Page(word, path + quote(word), cookie) for word in words]
        for kind, words in ASKED.items()
    }


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
    """Asks pages of a site within this process, and weighs what they took."""

    def __init__(self, app: Flask, database: Processes) -> None:
        self.client: FlaskClient = app.test_client(use_cookies=False)
        self.database = database
        self.sent: list[str] = []
        with app.app_context():
            event.listen(db.engine(), "before_cursor_execute", lambda *a: self.sent.append(a[2]))

    def row(self, name: str, pages: Sequence[Page], times: int) -> Row:
        """What it takes to ask each of the pages so often, once they have been asked before."""
        for page in list(pages) * (WARM + 1):
            self._ask(page)
        self.sent.clear()
        before, own = machine.cpu_seconds(self.database()), time.process_time()
        taken = [self._taken(page) for _ in range(times) for page in pages]
        spent = time.process_time() - own + machine.cpu_seconds(self.database()) - before
        asked = sum(not statement.startswith("BEGIN") for statement in self.sent)
        return Row(
            "",
            0,
            name,
            asked // len(taken),
            median(taken),
            quantiles(taken, n=20)[-1],
            spent * 1000 / len(taken),
        )

    def _taken(self, page: Page) -> float:
        began = time.perf_counter()
        self._ask(page)
        return (time.perf_counter() - began) * 1000

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
