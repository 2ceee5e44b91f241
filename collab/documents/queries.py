"""Reading what somebody has asked for."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from collab import db
from collab.accounts.models import Person
from collab.documents import policy
from collab.documents.models import UNDER_WAY, DocumentOrder, OrderState, PlanDocument
from collab.documents.pictures import are_shown
from collab.errors import NotFound
from collab.projects.models import Project
from collab.statements import at_most

SHOWN = 10
"""So many of somebody's documents of a plan are listed."""


def orders_of(project: Project, *, viewer: Person) -> Sequence[DocumentOrder]:
    """What the viewer has asked for of that plan, the latest first."""
    return db.session.scalars(
        select(DocumentOrder)
        .options(joinedload(DocumentOrder.document))
        .where(DocumentOrder.project_id == project.id, policy.visible_to(viewer))
        .order_by(DocumentOrder.asked_at.desc(), DocumentOrder.id.desc())
        .limit(at_most(SHOWN))
    ).all()


def get_order(slug: str, key: str, *, viewer: Person) -> DocumentOrder:
    """A document of the plan of that project, for who asked for it and reads the plan. Raises NotFound."""
    found = db.session.scalars(
        select(DocumentOrder)
        .join(DocumentOrder.project)
        .options(joinedload(DocumentOrder.project), joinedload(DocumentOrder.document))
        .where(Project.slug == slug, DocumentOrder.key == key)
    ).first()
    if found is None or not policy.read(viewer, found):
        raise NotFound(key)
    return found


def may_be_taken(order: DocumentOrder) -> bool:
    """Whether the document is there, and shows no picture that is withdrawn or another one now."""
    made = order.document
    return made is not None and are_shown(order.project, made.pictures)


def same_order(person: Person, digest: str) -> DocumentOrder | None:
    """What the person has asked for that says the same in the same format and has not failed, or None."""
    wanted = DocumentOrder.asked_by_id == person.id, DocumentOrder.digest == digest
    return db.session.scalars(
        select(DocumentOrder).where(*wanted, DocumentOrder.state != OrderState.FAILED).limit(at_most(1))
    ).first()


def count_under_way(person: Person) -> int:
    """For how many documents the person waits."""
    counted = select(func.count(DocumentOrder.id)).where(
        DocumentOrder.asked_by_id == person.id, DocumentOrder.state.in_(UNDER_WAY)
    )
    return db.session.scalar(counted) or 0


def find_document(digest: str) -> PlanDocument | None:
    """The document of that content, where it was made already."""
    return db.session.scalars(select(PlanDocument).where(PlanDocument.digest == digest)).first()
