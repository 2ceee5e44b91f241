"""Who may what with documents: whoever reads a plan may have it as one; each reads what they asked for."""

from sqlalchemy import ColumnElement, and_

from collab import db
from collab.accounts.models import Person, Viewer
from collab.documents.models import DocumentOrder
from collab.projects import policy as projects
from collab.projects.models import Project


def read(person: Person, order: DocumentOrder) -> bool:
    """See how far a document has come, and take it away: who asked for it, while they read the plan."""
    return order.asked_by_id == person.id and projects.read(person, order.project)


def visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read`."""
    plan = db.refers(DocumentOrder.project_id, Project, projects.visible_to(person))
    return and_(DocumentOrder.asked_by_id == person.id, plan)
