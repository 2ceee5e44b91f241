"""Asking for a document: what it says is written down at once, the worker makes the file."""

from datetime import timedelta

from msgspec import Struct
from sqlalchemy import delete

from collab import clock, db
from collab.accounts.models import Person
from collab.documents import composing, paper, queries
from collab.documents.models import DocumentOrder, OrderState, PlanDocument, until
from collab.documents.paper import Format
from collab.errors import RuleViolation
from collab.projects.models import NamedPlan, Project
from collab.text import _

MOST_AT_ONCE = 5
"""Documents that one person waits for."""


class Wish(Struct, frozen=True):
    """What kind of document somebody wants. `named`: the version with a name, None for the plan as it is."""

    format: Format
    language: str
    named: NamedPlan | None = None


def ask(project: Project, wish: Wish, *, site: str, by: Person) -> DocumentOrder:
    """Ask for the plan as a document; `site`: the site's own address, for links.

    What the same person has asked for already is answered again, and what was made already is ready at once.
    Raises RuleViolation for who waits for five others.
    """
    said = composing.compose(project, wish.named, language=wish.language, site=site).as_values()
    digest = paper.digest(said, wish.format)
    earlier = queries.same_order(by, digest)
    if earlier is not None:
        return _wanted_again(earlier)
    if queries.count_under_way(by) >= MOST_AT_ONCE:
        raise RuleViolation(_("You wait for five documents already. Ask again when one of them is ready."))
    order = DocumentOrder(
        project=project,
        asked_by=by,
        format=wish.format,
        language=wish.language,
        name=wish.named.name if wish.named else "",
        file_name=composing.file_name(said, wish.format, wish.named),
        digest=digest,
        content=said,
    )
    db.session.add(order)
    _take_made(order)
    db.session.flush()
    return order


def try_again(order: DocumentOrder) -> None:
    """Let one that failed wait anew; whatever has not failed stays as it is."""
    db.hold(order)
    if order.state is OrderState.FAILED:
        order.state, order.cause, order.deaths, order.kept_until = OrderState.WAITING, None, 0, until()
        _take_made(order)


def throw_away_old() -> int:
    """Delete orders and documents that nobody has asked for in thirty days. Answers how many orders.

    The files go with the next sweep of those that no row names.
    """
    now = clock.real()
    orders = delete(DocumentOrder).where(DocumentOrder.kept_until < now)
    gone = db.session.execute(orders.returning(DocumentOrder.id)).all()
    db.session.execute(delete(PlanDocument).where(PlanDocument.kept_until < now - timedelta(minutes=1)))
    return len(gone)


def _wanted_again(order: DocumentOrder) -> DocumentOrder:
    order.kept_until, order.asked_at = until(), clock.now()
    if order.document is not None:
        order.document.kept_until = order.kept_until
    return order


def _take_made(order: DocumentOrder) -> None:
    made = queries.find_document(order.digest)
    if made is not None:
        made.kept_until = until()
        order.document, order.state, order.content, order.cause = made, OrderState.READY, None, None
