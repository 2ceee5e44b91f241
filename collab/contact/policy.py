"""Who may read and answer views: the organisers of their programme."""

from sqlalchemy import ColumnElement, and_, literal, or_

from collab.accounts.models import Person, Viewer
from collab.contact.models import View
from collab.programmes import policy as programmes
from collab.programmes.models import Role


def read(person: Person, view: View) -> bool:
    """Read a view. One that came before there was a programme is the site organisers'."""
    if view.programme_id is None:
        return person.is_site_organiser
    return programmes.has_role(person, view.programme_id, Role.ORGANISER)


def answer(person: Person, view: View) -> bool:
    """Answer a view: whoever reads it, until its programme is archived."""
    return read(person, view) and (view.programme is None or programmes.write(view.programme))


def answerable_by(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `answer`."""
    is_open = or_(View.programme_id.is_(None), programmes.writable(View.programme_id))
    return and_(visible_to(person), is_open)


def visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read`."""
    return or_(
        and_(View.programme_id.is_(None), literal(person.is_site_organiser)),
        and_(
            View.programme_id.is_not(None),
            programmes.in_programme(person, View.programme_id, Role.ORGANISER),
        ),
    )
