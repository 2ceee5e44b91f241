"""Updates that tests speak of."""

from datetime import date, datetime

from msgspec.structs import replace

from collab import clock, db
from collab.accounts.models import Person
from collab.files.actions import Description, store_picture
from collab.files.models import Picture
from collab.files.store import KeptPicture
from collab.projects.models import Project, Status
from collab.updates import actions
from collab.updates.content import Content
from collab.updates.models import Kind, Update, Visibility

WHOLE = Content(
    status=Status.AT_RISK,
    text="The jury is **done**.",
    next_step="Write to the five",
    next_step_due_on=date(2017, 5, 24),
)
"""Nothing is missing."""


def on(month: int, day: int, hour: int = 9) -> datetime:
    return clock.in_stockholm(datetime(2017, month, day, hour))


def a_draft(project: Project, by: Person, content: Content = WHOLE) -> Update:
    draft = actions.begin(project, f"form-{by.id}", by=by)
    actions.save_draft(draft, content)
    db.session.flush()
    return draft


def a_post(
    project: Project,
    by: Person,
    content: Content = WHOLE,
    visibility: Visibility = Visibility.PROGRAMME,
    at: datetime | None = None,
) -> Update:
    update = Update(project=project, author=by)
    db.session.add(update)
    actions.publish(update, with_visibility(content, visibility), by=by, at=at)
    db.session.flush()
    return update


def a_question(
    project: Project, by: Person, text: str = "Who has done it?", at: datetime | None = None
) -> Update:
    """Posted for the programme."""
    return a_post(project, by, replace(WHOLE, kind=Kind.QUESTION, text=text), at=at)


def with_visibility(content: Content, visibility: Visibility) -> Content:
    return replace(content, visibility=visibility)


def a_picture(by: Person, key: str, alternative: str = "A wall") -> Picture:
    kept = KeptPicture(480, 320, {480: key.ljust(64, "0")})
    picture = store_picture(kept, Description(alternative), by=by, key=key)
    db.session.flush()
    return picture
