"""What somebody is offered to choose for: the kinds that can reach them, and projects."""

from msgspec import Struct
from sqlalchemy import ColumnElement, and_, exists, or_, select

from collab import db
from collab.accounts.models import Person
from collab.notifications.audiences import kinds_for
from collab.notifications.kinds import Kind
from collab.notifications.models import Notice, ProjectPace
from collab.programmes import policy as programmes
from collab.programmes.models import Membership, Role
from collab.projects import policy as projects
from collab.projects.models import Project
from collab.statements import at_most
from collab.teams.models import TeamMember
from collab.text import Localised, alphabetical

MOST_OFFERED = 200
"""Projects."""


class Choosable(Struct, frozen=True):
    """A project for which somebody can choose how soon to hear of it."""

    id: int
    title: Localised


def kinds_to_choose(person: Person) -> frozenset[Kind]:
    """The kinds of what the person can be told. Whoever is in a team takes part, and may lead, too."""
    seated = exists().where(TeamMember.membership_id == Membership.id)
    rows = db.session.execute(select(Membership.role, seated).where(Membership.person_id == person.id)).all()
    return kinds_for({role for role, _ in rows} | {Role.PARTICIPANT for _, is_seated in rows if is_seated})


def projects_to_choose(person: Person, wanted: str = "") -> list[Choosable]:
    """The projects for which the person may choose how soon to hear of them.

    Those that they work in, lead, were told of, have chosen for, and the one that is `wanted` (its slug), as
    far as they may be read: the own first, the others in Swedish order.
    """
    own = select(TeamMember.team_id).join(TeamMember.membership).where(Membership.person_id == person.id)
    told = select(Notice.project_id).where(Notice.person_id == person.id)
    chosen = select(ProjectPace.project_id).where(ProjectPace.person_id == person.id)
    concerns = or_(Project.team_id.in_(own), Project.id.in_(chosen), Project.slug == wanted)
    rows = db.session.execute(
        select(Project.id, Project.title, Project.team_id.in_(own).label("is_own"))
        .where(or_(concerns, Project.id.in_(told), _led_by(person)), projects.visible_to(person))
        .order_by(concerns.desc(), Project.id.in_(told).desc(), Project.id)
        .limit(at_most(MOST_OFFERED))
    )
    in_order = alphabetical(rows, key=lambda row: str(row.title))
    return [Choosable(row.id, row.title) for row in sorted(in_order, key=lambda row: not row.is_own)]


def _led_by(person: Person) -> ColumnElement[bool]:
    leading = programmes.in_programme(person, Project.programme_id, Role.FACILITATOR, Role.ORGANISER)
    return and_(leading, programmes.writable(Project.programme_id))
