"""What a calendar fetches at a person's secret address, and whose address it is."""

from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, select

from collab import db
from collab.accounts.models import Anybody, Person
from collab.accounts.tokens import fingerprint
from collab.projects import policy
from collab.projects.models import Milestone, Project, Subscription
from collab.projects.queries.steps import moved_columns
from collab.projects.subscribing import token_of
from collab.statements import built_once, rows_of
from collab.text import Localised


class DatedStep(Struct, frozen=True):
    """A milestone of one of the person's projects."""

    key: str
    title: str
    due_on: date
    done_on: date | None
    given_up_on: date | None
    version: int
    changed_at: datetime | None
    started_on: date
    """When its project began."""
    project: Localised
    slug: str
    slips: int
    """How often it was moved to another day."""
    first_due_on: date | None
    """The day before it was moved for the first time."""


def person_of(token: str) -> Person | None:
    """Whose address has this secret part; found by its fingerprint, so that no comparing tells anything."""
    wanted = select(Person).join(Subscription, Subscription.person_id == Person.id)
    return db.session.scalars(wanted.where(Subscription.token_hash == fingerprint(token))).first()


def secret_of(person: Person, *, key: str) -> str | None:
    """The secret part of the person's address; None without one, or since the site's secret key changed."""
    row = db.session.get(Subscription, person.id)
    if row is None:
        return None
    token = token_of(row.salt, key=key)
    return token if fingerprint(token) == row.token_hash else None


def dated_steps(person: Person) -> list[DatedStep]:
    """The milestones of the projects that the person belongs to just now, by date, in one statement."""
    return [DatedStep(*row) for row in rows_of(*_dated(person_id=person.id))]


@built_once
def _dated(*, person_id: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Milestone.key,
            Milestone.title,
            Milestone.due_on,
            Milestone.done_on,
            Milestone.given_up_on,
            Milestone.version,
            Milestone.changed_at,
            Project.started_on,
            Project.title,
            Project.slug,
            *moved_columns(),
        )
        .join(Milestone.project)
        .where(policy.belongs_to(Anybody(person_id, is_site_organiser=False)))
        .order_by(Milestone.due_on, Milestone.id)
    )
