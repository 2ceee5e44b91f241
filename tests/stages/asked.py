"""Stages that ask for something, for the cast's programme."""

from typing import Any

from sqlalchemy import select

from collab import db, versions
from collab.programmes.models import Stage
from collab.projects.models import Project
from collab.stages import queries
from tests.support.cast import Cast

NEED = {
    "code": "need-written", "kind": "section_words", "section": "need", "min": 3,
    "label": {"sv": "Behovet är beskrivet", "en": "The need is described"},
}  # fmt: skip
OWNER = {
    "code": "owner", "kind": "owner_named",
    "label": {"sv": "En kommun har tagit på sig ansvaret", "en": "A municipality has taken it on"},
}  # fmt: skip
HOURS = {"code": "hours", "label": {"sv": "Timmarna finns", "en": "The hours are there"}}
ALL = ["owner", "hours"]
"""The codes that the team answers for."""


def stage(code: str) -> Stage:
    return db.session.scalars(select(Stage).where(Stage.code == code)).one()


def ask(checks: list[dict[str, Any]], statements: list[dict[str, Any]], code: str = "plan") -> None:
    """Let the gate out of that stage ask for this, and everybody know."""
    found = stage(code)
    found.checks, found.statements = checks, statements
    versions.bump()
    db.session.commit()


def ask_usual() -> None:
    """A section of the plan, a kind that the site knows nothing of, and a statement."""
    ask([NEED, OWNER], [HOURS])


def seen(project: Project) -> str:
    """What the page that shows the project's stage sends along."""
    return queries.whereabouts(project).now.fingerprint


def stage_of(cast: Cast) -> str:
    db.session.flush()
    db.session.expire_all()
    return cast.project.stage.code
