"""Documents that somebody has asked for, and some that are made."""

from collab import db
from collab.accounts.models import Person
from collab.documents import actions
from collab.documents.actions import Wish, turns
from collab.documents.actions.turns import TURNS
from collab.documents.models import DocumentOrder
from collab.documents.paper import Format
from collab.files import serving
from collab.projects.models import NamedPlan, Project

SITE = "http://localhost"


def order(
    project: Project,
    by: Person,
    kind: Format = Format.MARKDOWN,
    language: str = "en",
    named: NamedPlan | None = None,
) -> DocumentOrder:
    """Ask for the plan as a document."""
    return actions.ask(project, Wish(kind, language, named), site=SITE, by=by)


def ready(project: Project, by: Person, data: bytes = b"# The plan\n") -> DocumentOrder:
    """A document that is made, with those bytes."""
    asked = order(project, by)
    session = db.session()
    turn = TURNS.take(session)
    assert turn is not None
    assert turn.work_id == asked.id
    assert turns.finish(session, turn, serving.store().keep(data), len(data))
    session.refresh(asked)
    return asked
