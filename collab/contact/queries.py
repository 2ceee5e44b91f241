"""Reading views: the organisers' list, one view, the visitor's receipt."""

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from collab import db
from collab.accounts.models import Anybody, Person, Viewer
from collab.contact import policy
from collab.contact.models import View
from collab.errors import NotFound
from collab.programmes import policy as programmes
from collab.programmes.models import Programme
from collab.statements import built_once
from collab.together import Reading, askable, asked

EXCERPT = 280
"""Characters of a view that the list shows."""


class ViewRow(Struct, frozen=True):
    """One row of the organisers' list."""

    key: str
    excerpt: str
    is_cut: bool
    language: str
    wants_answer: bool
    received_at: datetime
    answered_at: datetime | None
    waits: bool
    """Whether the viewer can answer it."""


def get_receipt(key: str) -> View:
    """The view whose secret key the visitor has. Raises NotFound."""
    found = db.session.scalars(select(View).where(View.key == key)).first()
    if found is None:
        raise NotFound("no such receipt")
    return found


def get_view(key: str, *, viewer: Person) -> View:
    """A view for one who may read it. Raises NotFound."""
    found = get_receipt(key)
    if not policy.read(viewer, found):
        raise NotFound("not an organiser of the view's programme")
    return found


def list_views(programme: Programme, *, viewer: Person) -> list[ViewRow]:
    """What visitors wrote: those that wait, oldest first, then the others, newest first.

    Raises NotFound for everybody but organisers.
    """
    if not programmes.organise(viewer, programme):
        raise NotFound("not an organiser")
    rows = db.session.execute(
        select(
            View.key,
            func.substr(View.text, 1, EXCERPT).label("excerpt"),
            (func.length(View.text) > EXCERPT).label("is_cut"),
            View.language,
            View.email.is_not(None).label("wants_answer"),
            View.received_at,
            View.answered_at,
            _waits(viewer).label("waits"),
        )
        .where(_of(programme.id), policy.visible_to(viewer))
        .order_by(View.received_at, View.id)
    )
    found = [ViewRow(**row._mapping) for row in rows]
    others = [row for row in found if not row.waits]
    return [row for row in found if row.waits] + others[::-1]


@askable
def count_waiting(programme: Programme, *, viewer: Person) -> Reading[int]:
    """How many of the views in the viewer's list wait for an answer."""
    of = {"viewer_id": viewer.id, "programme_id": programme.id}
    ((count,),) = yield from asked(_counted(viewer.is_site_organiser, **of))
    number: int = count
    return number


@built_once
def _counted(is_site_organiser: bool, *, viewer_id: Any, programme_id: Any) -> Select[int]:
    waits = _waits(Anybody(viewer_id, is_site_organiser))
    return select(func.count(View.id)).where(_of(programme_id), waits)


def _waits(viewer: Viewer) -> ColumnElement[bool]:
    return and_(View.answered_at.is_(None), policy.answerable_by(viewer))


def _of(programme_id: Any) -> ColumnElement[bool]:
    return or_(View.programme_id == programme_id, View.programme_id.is_(None))
