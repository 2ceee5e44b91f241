"""Who may what with a showcase."""

from sqlalchemy import ColumnElement, exists, or_, select

from collab import db
from collab.accounts.models import Person, Viewer
from collab.programmes import policy as programmes
from collab.projects import policy as projects
from collab.projects.models import Project
from collab.showcases.models import Edition, Showcase


def compose(person: Person, showcase: Showcase) -> bool:
    """Write the working copy and publish it: the project's own team."""
    return projects.edit(person, showcase.project)


def preview(person: Person, showcase: Showcase) -> bool:
    """See the working copy: the team, the facilitators and the organisers."""
    return projects.read_inside(person, showcase.project)


def unpublish(person: Person | None, showcase: Showcase) -> bool:
    """Take the public page down: the team, or an organiser."""
    if person is None:
        return False
    programme = showcase.project.programme
    may_organise = programmes.organise(person, programme) and programmes.write(programme)
    return may_organise or compose(person, showcase)


def is_public(showcase: Showcase) -> bool:
    """Whether anybody can read an edition of it now."""
    current = select(Edition.id).where(Edition.showcase_id == showcase.id, Edition.is_current)
    return db.session.scalar(current) is not None


def read(person: Person | None, showcase: Showcase) -> bool:
    """Know of the showcase: anybody while an edition is public, else whoever may preview it."""
    return is_public(showcase) or (person is not None and preview(person, showcase))


def visible_to(person: Viewer | None) -> ColumnElement[bool]:
    """SQL twin of `read`."""
    if person is None:
        return _public()
    inside = db.refers(Showcase.project_id, Project, projects.inside_visible_to(person))
    return or_(_public(), inside)


def _public() -> ColumnElement[bool]:
    return exists().where(Edition.showcase_id == Showcase.id, Edition.is_current).correlate(Showcase)
