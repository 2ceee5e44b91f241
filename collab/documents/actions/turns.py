"""Whose turn a document is, and what everybody who waits for it gets when it is made."""

from sqlalchemy import null, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from collab.documents.models import Cause, DocumentOrder, OrderState, PlanDocument, until
from collab.work import Turn, Turns

TURNS = Turns(
    DocumentOrder,
    waiting=OrderState.WAITING,
    doing=OrderState.MAKING,
    failed=OrderState.FAILED,
    deaths=3,
    at_failure=lambda: {"cause": Cause.DIED.value},
)


def finish(session: Session, turn: Turn, file: str, size: int) -> bool:
    """The file is in the store; everybody who waits for the same has it. Says whether anybody did.

    It counts whoever has the turn by now: what was asked for stands fixed, so that a whole file is the right
    one, also of a worker that was busy with something else for so long that it was thought dead.
    """
    lacks_it = DocumentOrder.id == turn.work_id, DocumentOrder.state != OrderState.READY
    asked = session.execute(select(DocumentOrder.digest, DocumentOrder.content).where(*lacks_it)).first()
    if asked is None:
        return False
    pictures = asked.content["pictures"] if asked.content else {}
    made = _document(session, PlanDocument(digest=asked.digest, file=file, size=size, pictures=pictures))
    same = DocumentOrder.digest == asked.digest, DocumentOrder.state == OrderState.WAITING
    for which in (lacks_it, same):
        TURNS.change(
            session, which, state=OrderState.READY, document_id=made, content=null(), told=null(), cause=None
        )
    return True


def _document(session: Session, made: PlanDocument) -> int:
    """The id of the document; another worker may have made the same meanwhile."""
    try:
        with session.begin_nested():
            session.add(made)
            session.flush()
            return made.id
    except IntegrityError:
        known = update(PlanDocument).where(PlanDocument.digest == made.digest)
        session.execute(known.values(file=made.file, size=made.size, kept_until=until()))
        return session.scalars(select(PlanDocument.id).where(PlanDocument.digest == made.digest)).one()
