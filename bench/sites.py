"""The sites that are measured: the shipped programme, and the same with many more teams and projects."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from flask import Flask
from msgspec import Struct
from sqlalchemy import func, select, text

from bench.multiply import multiply
from collab import clock, config, db
from collab.accounts.models import Person, SignIn
from collab.accounts.sessions import TOKEN
from collab.accounts.tokens import fingerprint
from collab.app import create_app
from collab.config import Settings
from collab.demonstration import loading
from collab.migrations import steps
from collab.programmes.models import Membership, Role
from collab.projects.models import Project
from collab.teams.models import TeamMember
from tools import postgresql

SECRET = "only for the bench, and long enough for any site"  # noqa: S105 - guards nothing


class Writer(Struct, frozen=True):
    """Somebody with a session, and a project of her own."""

    cookie: str
    project: str


class Site(Struct, frozen=True):
    """A site on disk: what a server is told, and how many projects it has."""

    folder: Path
    database_url: str
    projects: int

    @property
    def database(self) -> str:
        """Which database it is."""
        return "SQLite" if self.database_url.startswith("sqlite") else "PostgreSQL"

    def environment(self, port: int) -> dict[str, str]:
        """The variables of a server on that port."""
        return {
            "COLLAB_SECRET_KEY": SECRET,
            "COLLAB_DATABASE_URL": self.database_url,
            "COLLAB_ADDRESS": f"http://127.0.0.1:{port}",
            "COLLAB_LISTEN": f"127.0.0.1:{port}",
            "COLLAB_INSTANCE": str(self.folder),
            "COLLAB_SMTP_URL": "smtp://127.0.0.1:9",
            "COLLAB_MAIL_FROM": "Collab <noreply@example.org>",
        }

    def settings(self) -> Settings:
        """The same, read."""
        return config.from_environment(self.environment(8000))


@contextmanager
def place(kind: str) -> Iterator[tuple[Path, str]]:
    """A folder for sites, and the address of the database of the first one; both are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="collab-bench-") as name:
        folder = Path(name)
        if kind == "sqlite":
            yield folder, f"sqlite:///{folder / 'base' / 'collab.sqlite3'}"
            return
        with postgresql.cluster(is_durable=True) as url:
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("CREATE DATABASE base")
            yield folder, urlsplit(url)._replace(path="/base").geturl()


def base(folder: Path, database_url: str) -> Site:
    """A site with the shipped programme and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    site = Site(folder, config.sqlalchemy_url(database_url), 0)
    steps.upgrade(site.database_url)
    app = create_app(site.settings())
    with app.app_context():
        loading.load_shipped(lambda _: None)
        count = finish()
    return Site(site.folder, site.database_url, count)


def copied(origin: Site, folder: Path) -> Site:
    """A copy of a site, in a folder that there is not yet."""
    shutil.copytree(origin.folder, folder)
    return Site(folder, _copy_database(origin, folder), origin.projects)


def grown(origin: Site, folder: Path, projects: int) -> Site:
    """A copy of a site with at least so many projects."""
    site = copied(origin, folder)
    with create_app(site.settings()).app_context():
        copies = -(-(projects - origin.projects) // origin.projects)
        if copies > 0:
            with db.transaction():
                multiply(db.session.connection(), copies)
        count = finish()
    return Site(site.folder, site.database_url, count)


def _copy_database(origin: Site, folder: Path) -> str:
    if origin.database == "SQLite":
        return origin.database_url.replace(str(origin.folder), str(folder))
    name = f"copy_{folder.name}"
    plain = origin.database_url.replace("+psycopg", "")
    template = urlsplit(plain).path.strip("/")
    administration = urlsplit(plain)._replace(path="/template1").geturl()
    with psycopg.connect(administration, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
    return urlsplit(origin.database_url)._replace(path=f"/{name}").geturl()


def finish() -> int:
    """Let PostgreSQL know what it holds, as it would by itself; answers how many projects there are."""
    if db.engine().dialect.name == "postgresql":
        with db.engine().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    count = db.session.scalar(select(func.count()).select_from(Project)) or 0
    db.session.remove()
    db.engine().dispose()
    return count


def writers(app: Flask, number: int) -> list[Writer]:
    """Sessions for at most `number` participants who have a project; the first is the same in every site."""
    rows = db.session.execute(
        select(Person, Project.slug)
        .join(Membership, Membership.person_id == Person.id)
        .join(TeamMember, TeamMember.membership_id == Membership.id)
        .join(Project, Project.team_id == TeamMember.team_id)
        .where(Membership.role == Role.PARTICIPANT)
        .order_by(Person.id)
        .limit(number)
    ).all()
    return [Writer(_signed_in(app, person), slug) for person, slug in rows]


def leader(app: Flask) -> str:
    """The cookie of a session for somebody who leads the programme."""
    leads = select(Person).join(Membership).where(Membership.role == Role.FACILITATOR)
    return _signed_in(app, db.session.scalars(leads.order_by(Person.id).limit(1)).one())


def _signed_in(app: Flask, person: Person) -> str:
    with db.transaction():
        session = {"token_hash": fingerprint(_token(person.id)), "person_id": person.id}
        db.session.merge(SignIn(**session, expires_at=clock.real() + SignIn.LONGEST))
    return _cookie(app, person.id)


def _token(person_id: int) -> str:
    return f"bench-{person_id}"


def _cookie(app: Flask, person_id: int) -> str:
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    value = serializer.dumps({TOKEN: _token(person_id), "csrf_token": CSRF})
    return f"{app.config['SESSION_COOKIE_NAME']}={value}"


CSRF = "0" * 40
"""What every session of the bench holds; forms carry it signed."""
