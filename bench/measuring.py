"""What is measured of each server: answers, latencies, processor time, statements, memory, start."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from flask import Flask
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import event

from bench import machine, posting, servers, sites
from bench.load import Load, post, read, warm
from bench.report import Row
from bench.servers import Server
from bench.sites import Site, Writer
from collab import db
from collab.app import create_app
from collab.showcases.models import Edition

BROWSER = {"Accept-Encoding": "br", "Accept-Language": "sv"}
POSTS = {False: 12, True: 2}
"""How many posts each connection sends, without and with a picture; one connection sends as many as four."""
Processes = Callable[[], list[int]]
"""Lists the processes of a database as they are when it is asked: each connection has its own."""
WARM = 24
"""How often a page is asked first: every process has then met its templates. After that as many connections
as ever ask, for as long as one measurement: PostgreSQL plans a statement anew the first times on each of
them. What counts is a site that runs, not one that begins."""


class Plan(Struct, frozen=True):
    """At how many connections, and for how many seconds each."""

    connections: list[int]
    seconds: float


class Page(Struct, frozen=True):
    """A page to read: what the table calls it, where it is, whose session asks."""

    name: str
    path: str
    cookie: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """What a browser sends."""
        return BROWSER | ({"Cookie": self.cookie} if self.cookie else {})


def measure_empty(plan: Plan) -> Iterator[Row]:
    """The empty Flask application: behind our door, and by granian's own WSGI interface."""
    page = Page("Flask “hello”, the same door", "/")
    port = servers.free_port()
    settings = Site(Path("/"), "sqlite:///:memory:", 0).environment(port)
    with servers.running(servers.of_collab("hello"), settings, port) as server:
        yield from _read(server, list, page, plan)
    port = servers.free_port()
    with servers.running(servers.of_granian(port), {}, port) as server:
        yield from _read(server, list, replace(page, name="Flask “hello”, granian’s WSGI"), plan)


def measure_site(site: Site, plan: Plan) -> Iterator[Row]:
    """Every page of a site, kept and made anew, and posting."""
    app = create_app(site.settings())
    with app.app_context():
        writers = sites.writers(app, 400)
        slug = db.session.query(Edition.slug).order_by(Edition.id).limit(1).scalar()
        db.session.remove()
    public = [
        Page("landing", "/"), Page("gallery", "/showcases"), Page("showcase", f"/showcases/{slug}"),
        Page("timetable", "/conference"),
    ]  # fmt: skip
    own = [
        Page("search with filters", "/showcases?q=kultur&sector=tourism"),
        Page("signed-in home", "/home", writers[0].cookie),
        Page("signed-in project", f"/projects/{writers[0].project}", writers[0].cookie),
    ]
    statements = _statements(app, [*public, *own])
    for rows in (_measure_kept(site, [*public, *own], writers, plan), _measure_uncached(site, public, plan)):
        for row in rows:
            asked = None if row.page in {page.name for page in public} else statements.get(row.plain_name)
            yield replace(row, database=site.database, projects=site.projects, statements=asked)


def _measure_kept(site: Site, pages: list[Page], writers: list[Writer], plan: Plan) -> Iterator[Row]:
    port = servers.free_port()
    with servers.running(servers.of_collab("site"), site.environment(port), port, "/conference") as server:
        database = database_processes(site)
        for page in pages:
            yield from _read(server, database, page, plan)
        yield from _post(site, server, database, writers, plan)
        yield Row("memory of all processes", memory=machine.memory(server.pids))
        yield Row("start to the first answer", seconds=server.start_seconds)


def _measure_uncached(site: Site, pages: list[Page], plan: Plan) -> Iterator[Row]:
    port = servers.free_port()
    environment = site.environment(port)
    with servers.running(servers.of_collab("uncached"), environment, port, "/conference") as server:
        database = database_processes(site)
        for page in pages:
            made_anew = replace(page, name=f"{page.name}, made anew")
            yield from _read(server, database, made_anew, plan)


def _read(server: Server, database: Processes, page: Page, plan: Plan) -> Iterator[Row]:
    url = f"http://127.0.0.1:{server.port}{page.path}"
    warm(server.port, page.path, page.headers, WARM)
    read(url, max(plan.connections), plan.seconds, page.headers)
    for connections in plan.connections:
        load, cpu = _weighed(server, database, partial(read, url, connections, plan.seconds, page.headers))
        yield _row(page.name, connections, load, cpu)


def _post(
    site: Site, server: Server, database: Processes, writers: list[Writer], plan: Plan
) -> Iterator[Row]:
    app = create_app(site.settings())
    sent = 0
    for name, has_picture in (("posting an update", False), ("posting an update with a picture", True)):
        make = posting.maker(app, writers, has_picture=has_picture)
        for connections in plan.connections:
            number, first = POSTS[has_picture] * max(4, connections), sent
            sent += number
            requests = [make(first + index) for index in range(number)]
            load, cpu = _weighed(
                server,
                database,
                partial(post, server.port, connections, requests),
            )
            yield _row(name, connections, load, cpu)


def _weighed(server: Server, database: Processes, act: Callable[[], Load]) -> tuple[Load, float]:
    """The load, and the processor's milliseconds per answer in server and database."""
    pids = server.pids
    before = machine.cpu_seconds([*pids, *database()])
    load = act()
    spent = machine.cpu_seconds([*pids, *database()]) - before
    return load, spent * 1000 / load.answers


def _row(name: str, connections: int, load: Load, cpu: float) -> Row:
    return Row(name, connections, load.answers / load.seconds, load.p50, load.p99, cpu)


def database_processes(site: Site) -> Processes:
    """Lists PostgreSQL's processes as they are then; its server's own count holds those that have ended."""
    if site.database == "SQLite":
        return list
    engine = create_app(site.settings())
    with engine.app_context(), db.engine().connect() as connection:
        folder = connection.exec_driver_sql("SHOW data_directory").scalar()
    db_pid = int((Path(str(folder)) / "postmaster.pid").read_text().splitlines()[0])
    return partial(machine.descendants, db_pid)


def _statements(app: Flask, pages: list[Page]) -> dict[str, int]:
    """How many statements each page sends when it is made anew, whoever asks for it the second time."""
    sent: list[str] = []
    counted = {}
    with app.app_context():
        event.listen(db.engine(), "before_cursor_execute", lambda *a: sent.append(a[2]))
    client = app.test_client(use_cookies=False)
    for page in pages:
        for _ in range(2):
            sent.clear()
            app.extensions["collab-pages"].forget()
            client.get(page.path, headers=page.headers)
        counted[page.name] = sum(not statement.startswith("BEGIN") for statement in sent)
    return counted
