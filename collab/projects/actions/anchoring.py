"""How far a project is anchored at home: who knows, who has decided, what is promised."""

from datetime import date

from msgspec import Struct
from sqlalchemy import func, select

from collab import clock, db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.programmes.models import Organisation
from collab.projects.actions.overtaking import demand_same
from collab.projects.models import Anchoring, Mandate, Project
from collab.text import _

OLDEST = 10
"""Years: a day before is a slip of the keys."""


class Home(Struct, frozen=True):
    """What is said of one municipality."""

    informed: tuple[str, ...]
    """Who at home has been told, by office."""
    mandate: Mandate
    reference: str
    """Of the decision: where one finds it at home."""
    decided_on: date | None
    hours: int
    money_sek: int
    note: str


def anchor(project: Project, place: Organisation, home: Home, *, seen: int, by: Person) -> Anchoring:
    """Say how far the project is anchored there. `seen`: the version started from, 0 for none.

    Raises Overtaken, and RuleViolation for a decision without its reference and day, on a day to come or
    in a year long gone.
    """
    db.hold(project)
    row = db.session.scalars(
        select(Anchoring)
        .where(Anchoring.project_id == project.id, Anchoring.organisation_id == place.id)
        .execution_options(populate_existing=True)
    ).first()
    demand_same(row.version if row else 0, seen)
    _demand_decision(home)
    if row is None:
        last = select(func.max(Anchoring.position)).where(Anchoring.project_id == project.id)
        position = db.session.scalar(last)
        row = Anchoring(
            project=project, organisation=place, position=0 if position is None else position + 1, version=0
        )
        db.session.add(row)
    row.informed, row.mandate, row.note = list(home.informed), home.mandate, home.note
    row.reference, row.decided_on = home.reference, home.decided_on
    row.hours, row.money_sek = home.hours, home.money_sek
    row.version += 1
    activity.record(Verb.ANCHORING_EDITED, project, by=by, place=place.slug)
    return row


def _demand_decision(home: Home) -> None:
    if home.mandate is Mandate.NONE:
        if home.reference or home.decided_on:
            raise RuleViolation(
                _("Nobody has decided yet, so there is no reference and no day. Say who decided.")
            )
        return
    if not home.reference or home.decided_on is None:
        raise RuleViolation(_("A decision has a reference and a day. Write both, so that others find it."))
    if home.decided_on > clock.today():
        raise RuleViolation(_("That day has not come. Write a decision once it is made."))
    if home.decided_on.year < clock.today().year - OLDEST:
        raise RuleViolation(
            _("The decision would be more than %(years)s years old. Look at the year.", years=OLDEST)
        )
