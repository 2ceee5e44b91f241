"""Who is told as one of a team, and whether they still are."""

from sqlalchemy import ColumnElement, and_, not_, or_

from collab import db
from collab.accounts.models import Viewer
from collab.activity.models import Activity
from collab.columns import spelled
from collab.notifications.audiences import told_as_member
from collab.notifications.kinds import Kind
from collab.notifications.models import Notice
from collab.programmes import policy as programmes
from collab.projects import policy as projects
from collab.projects.models import Project
from collab.teams import policy as teams


def is_still_one(viewer: Viewer) -> ColumnElement[bool]:
    """SQL, over Notice and its Activity: whether who is told as one of a team is still in it.

    Those who lead the programme are told without being in any team. Who has left it is told nothing more of
    the team, not even of what is said to a report of their own, but where it names them (decision 0047).
    """
    as_member = (
        and_(Notice.kind == kind, Activity.verb.in_(spelled(Activity.verb, verbs)))
        for kind, verbs in told_as_member().items()
    )
    leads = programmes.in_programme(viewer, Activity.programme_id, *programmes.TRUSTED)
    still = or_(
        not_(or_(*as_member)),
        Activity.team_id.in_(teams.part_of(viewer)),
        db.refers(Activity.project_id, Project, projects.belongs_to(viewer)),
        leads,
    )
    is_near = or_(Notice.kind == Kind.MENTION, leads, not_(teams.has_left(viewer, Activity.team_id)))
    return and_(still, is_near, is_still_named(viewer))


def is_still_named(viewer: Viewer) -> ColumnElement[bool]:
    """SQL, over Notice: whether who is mentioned by a team's name, not by the own, is still in the team."""
    return or_(Notice.team_id.is_(None), Notice.team_id.in_(teams.part_of(viewer)))
