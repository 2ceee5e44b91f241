"""The site that is killed: a programme with teams, people who are signed in, and its real processes."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path

from flask import Flask
from flask_wtf.csrf import generate_csrf
from msgspec import Struct

from collab import clock, db
from collab.accounts import sessions
from collab.accounts.models import Person
from collab.app import create_app
from collab.config import Settings
from collab.migrations import steps
from collab.notifications.kinds import Kind, Pace
from collab.notifications.models import NoticeChoices
from collab.programmes.models import Membership, Organisation, OrganisationKind, Programme, Role, Stage
from collab.projects.models import Project
from collab.teams.models import Team, TeamMember
from collab.text import Localised

TEAM = 4
"""People in a team."""
FORMED = date(2016, 10, 1)
PATIENCE = 60.0
"""Seconds that a start or an end may take."""


class Author(Struct, frozen=True):
    """Somebody who is signed in: cookie, token of the session's forms, the team's project, handle."""

    cookie: str
    token: str
    project: str
    handle: str


def build(settings: Settings, people: int) -> list[Author]:
    """Make the database with so many people in teams, and sign them in as the sign-in page does."""
    steps.upgrade(settings.database_url)
    app = create_app(settings)
    with app.app_context(), db.transaction():
        members = [(person.id, project) for person, project in _programme(people)]
        db.session.add_all(_choices(person_id) for person_id, _ in members)
    authors = [_signed_in(app, person_id, project) for person_id, project in members]
    with app.app_context():
        db.engine().dispose()
    return authors


def _choices(person_id: int) -> NoticeChoices:
    """To hear by mail, at any hour, of what happens in the project and of nothing else."""
    paces = dict.fromkeys(Kind, Pace.NEVER) | {Kind.PROJECT: Pace.AT_ONCE}
    said = {kind.value: pace.value for kind, pace in paces.items()}
    return NoticeChoices(person_id=person_id, paces=said, quiet_since=0, quiet_until=0)


def _programme(people: int) -> list[tuple[Person, str]]:
    words = Localised("Prov", "Trial")
    texts = (
        "name", "tagline", "kind", "summary", "how_content_is_made", "academic_home", "admission_rule",
        "offered_to", "demonstration_note",
    )  # fmt: skip
    programme = Programme(
        slug="trial", first_year=2016, last_year=2017, seats=people, **dict.fromkeys(texts, words)
    )
    place = Organisation(slug="place", kind=OrganisationKind.REGION, name=words, short_name="Place")
    db.session.add_all([programme, place])
    db.session.flush()
    stage = Stage(
        programme_id=programme.id, code="work", position=0, name=words, description=words, due_on=FORMED,
        checks=[], statements=[],
    )  # fmt: skip
    db.session.add(stage)
    made = [
        member
        for number in range(0, people, TEAM)
        for member in _team(programme, place, stage, number)
    ]  # fmt: skip
    db.session.flush()
    return made


def _team(programme: Programme, place: Organisation, stage: Stage, first: int) -> list[tuple[Person, str]]:
    words, slug = Localised("Prov", "Trial"), f"trial-{first}"
    members = [
        Membership(
            programme_id=programme.id, role=Role.PARTICIPANT, organisation=place, title=words,
            person=Person(email=f"office{n}@example.org", handle=f"office{n}", name=words),
        )
        for n in range(first, first + TEAM)
    ]  # fmt: skip
    team = Team(programme_id=programme.id, name=slug, slug=slug, formed_on=FORMED)
    db.session.add(team)
    db.session.add_all(
        TeamMember(team=team, membership=m, joined_on=FORMED, is_coordinator=m is members[0]) for m in members
    )
    db.session.add(
        Project(
            programme_id=programme.id, team=team, slug=slug, title=words, promise=words, stage=stage,
            started_on=FORMED, municipalities=[place],
        )
    )  # fmt: skip
    return [(m.person, slug) for m in members]


def _signed_in(app: Flask, person_id: int, project: str) -> Author:
    with app.test_request_context() as context:
        with db.transaction():
            person = db.session.get_one(Person, person_id)
            handle = person.handle
            sessions.begin(person)
        token = str(generate_csrf())
        answer = app.response_class()
        app.session_interface.save_session(app, context.session, answer)
    return Author(answer.headers["Set-Cookie"].split(";")[0], token, project, handle)


def settings_for(folder: Path, database_url: str) -> Settings:
    """A site in that folder, on a port of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return Settings(
        secret_key=secrets.token_urlsafe(48), database_url=database_url, instance=folder / "instance",
        address=f"http://localhost:{port}", listen=f"127.0.0.1:{port}",
    )  # fmt: skip


class Processes:
    """`collab serve` and `collab worker`, and the supervisor that starts them again."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.port = int(settings.listen.rpartition(":")[2])
        self._log = folder / "log"
        self._running: list[subprocess.Popen[bytes]] = []
        self._environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("COLLAB_")},
            "COLLAB_SECRET_KEY": settings.secret_key,
            "COLLAB_DATABASE_URL": settings.database_url,
            "COLLAB_ADDRESS": settings.address,
            "COLLAB_LISTEN": settings.listen,
            "COLLAB_INSTANCE": str(settings.instance),
            "COLLAB_SMTP_URL": "smtp://127.0.0.1:9",
            "COLLAB_MAIL_FROM": "Collab <noreply@example.org>",
        }

    def start(self) -> None:
        """Start both and wait until the site answers."""
        with self._log.open("ab") as log:
            self._running = [
                subprocess.Popen(
                    [sys.executable, "-m", "collab", command], env=self._environment, stdout=log, stderr=log,
                    start_new_session=True,
                )
                for command in ("serve", "worker")
            ]  # fmt: skip
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > deadline:
                raise TimeoutError("the site did not start")
            time.sleep(0.05)

    @property
    def members(self) -> list[int]:
        """Every process of both that still runs."""
        return [pid for first in self._running for pid in members_of(first.pid)]

    def kill(self) -> int:
        """End every process of both with SIGKILL, none with a chance to tidy up. Answers how many."""
        killed = len(self.members)
        for first in self._running:
            os.killpg(first.pid, signal.SIGKILL)
            first.wait(PATIENCE)
        deadline = time.monotonic() + PATIENCE
        while self.members:
            if time.monotonic() > deadline:
                raise TimeoutError("a process outlived SIGKILL")
            time.sleep(0.01)
        self._running.clear()
        return killed

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", "/health/ready")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


def members_of(session: int) -> list[int]:
    """Every process of a session that still runs."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                state, _, _, its = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
            except (FileNotFoundError, ProcessLookupError):
                continue
            if state != "Z" and int(its) == session:
                found.append(int(entry.name))
    return found


def tomorrow() -> str:
    """A day on which a next step can be done."""
    return (clock.real() + timedelta(days=2)).date().isoformat()
