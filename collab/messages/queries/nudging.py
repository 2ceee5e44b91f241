"""Reading nudges: which wait for a project's team, and which went out last."""

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from collab import clock, db
from collab.accounts.models import Person
from collab.messages import policy
from collab.messages.models import Message
from collab.programmes.models import Programme
from collab.projects.models import Project
from collab.statements import at_most, built_once, site_time
from collab.text import Localised
from collab.together import Reading, askable, asked


class Nudge(Struct, frozen=True):
    """A nudge to the team of a project (`slug`)."""

    slug: str
    key: str
    by: Localised | None
    """Who began it, or who sent it."""
    made_at: datetime
    due_at: datetime | None
    """When it went out or goes out; None for a draft."""
    held_at: datetime | None
    """When it was held back, of a draft that was to go out."""

    @property
    def is_draft(self) -> bool:
        """Whether nobody has sent it yet."""
        return self.due_at is None

    @property
    def is_sent(self) -> bool:
        """Whether its time has come."""
        return self.due_at is not None and self.due_at <= clock.now()


@askable
def nudges_in(programme: Programme, *, viewer: Person) -> Reading[list[Nudge]]:
    """Of each project in the programme the nudges that wait and the last that went out, in that order.

    None for who may not read messages.
    """
    nudges = yield from _nudges(programme, viewer, programme_id=programme.id)
    return nudges


@askable
def nudges_of(project: Project, *, viewer: Person) -> Reading[list[Nudge]]:
    """The same of one project."""
    nudges = yield from _nudges(project.programme, viewer, project_id=project.id)
    return nudges


def nudges_beside(message: Message, *, viewer: Person) -> list[Nudge]:
    """Of a nudge that is not sent, the other nudges of its project; none of any other message."""
    if message.project is None or (message.due_at is not None and message.due_at <= clock.now()):
        return []
    return [nudge for nudge in nudges_of(message.project, viewer=viewer) if nudge.key != message.key]


def draft_for(project: Project) -> Message | None:
    """The draft of a nudge that waits for the project's team, the newest where there are several."""
    waits = select(Message).where(Message.project_id == project.id, Message.due_at.is_(None))
    return db.session.scalars(waits.order_by(Message.id.desc()).limit(at_most(1))).first()


def _nudges(programme: Programme, viewer: Person, **of: int) -> Reading[list[Nudge]]:
    if not policy.read(viewer, programme):
        return []
    found = [Nudge(*row) for row in (yield from asked(_kept(**of)))]
    return sorted(found, key=lambda nudge: nudge.is_sent)


@built_once
def _kept(**of: Any) -> Select[*tuple[Any, ...]]:
    """The nudges to those teams but for the sent ones that another has followed."""
    columns = {"project_id": Project.id, "programme_id": Project.programme_id}
    (those,) = (columns[name] == value for name, value in of.items())
    sent = aliased(Message)
    last = select(func.max(sent.due_at)).where(sent.project_id == Project.id, sent.due_at <= site_time())
    waits = or_(Message.due_at.is_(None), Message.due_at > site_time())
    return (
        select(Project.slug, Message.key, Person.name, Message.made_at, Message.due_at, Message.held_at)
        .join(Message, Message.project_id == Project.id)
        .outerjoin(Person, Person.id == Message.by_id)
        .where(those, or_(waits, Message.due_at == last.correlate(Project).scalar_subquery()))
        .order_by(Message.made_at, Message.id)
    )
