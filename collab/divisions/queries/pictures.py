"""What teams are like at a moment, for JSON: enough to make them so again, and to see what changed."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from collab import db
from collab.activity.models import Activity
from collab.programmes.models import Membership
from collab.projects.models import Milestone, Project
from collab.teams.models import Invitation, JoinRequest, JoinState, Team, TeamMember

Picture = dict[str, Any]
KINDS: dict[str, Any] = {"request": JoinRequest, "invitation": Invitation}


def picture_of(teams: Collection[Team], people: Collection[Membership]) -> Picture:
    """These teams by slug, what waits at them and between these people and any team, and the last event."""
    ids = [team.id for team in teams]
    return {
        "teams": {team.slug: _team(team) for team in sorted(teams, key=lambda team: team.slug)},
        "seats": _seats(ids),
        "projects": _projects(ids),
        "milestones": _milestones(ids),
        "waiting": _waiting(ids, [place.id for place in people]),
        "last_event": db.session.scalar(select(func.max(Activity.id))) or 0,
    }


def seated(picture: Picture) -> set[tuple[str, str]]:
    """Each place of these teams: the team's slug and the code of who has it."""
    return {(slug, seat["who"]) for slug, seats in picture["seats"].items() for seat in seats}


def _team(team: Team) -> dict[str, Any]:
    return {
        "name": team.name,
        "presentation": team.presentation,
        "is_open": team.is_open,
        "complete_by": team.complete_by.isoformat() if team.complete_by else None,
        "idea": team.idea_id,
        "is_dissolved": team.is_dissolved,
    }


def _seats(teams: Iterable[int]) -> dict[str, list[dict[str, Any]]]:
    """Slug → its places, who came first first."""
    rows = db.session.scalars(
        select(TeamMember)
        .options(joinedload(TeamMember.membership), joinedload(TeamMember.team))
        .where(TeamMember.team_id.in_(teams))
        .order_by(TeamMember.id)
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        seat = {
            "who": row.membership.code,
            "joined_on": row.joined_on.isoformat(),
            "task": row.task,
            "leads": row.is_coordinator,
        }
        found.setdefault(row.team.slug, []).append(seat)
    return found


def _projects(teams: Iterable[int]) -> dict[str, str]:
    """Slug of a project → slug of the team that runs it."""
    rows = db.session.execute(
        select(Project.slug, Team.slug)
        .join(Project.team)
        .where(Project.team_id.in_(teams))
        .order_by(Project.slug)
    )
    return dict(rows.all())


def _milestones(teams: Iterable[int]) -> dict[str, str | None]:
    """Key of an open milestone of these teams' projects → the code of who owns it."""
    rows = db.session.execute(
        select(Milestone.key, Membership.code)
        .join(Milestone.project)
        .outerjoin(Milestone.owner)
        .where(Project.team_id.in_(teams), Milestone.done_on.is_(None))
        .order_by(Milestone.key)
    )
    return dict(rows.all())


def _waiting(teams: Iterable[int], people: Iterable[int]) -> dict[str, list[str]]:
    """Keys of what waits for an answer, by kind."""
    return {
        name: sorted(
            db.session.scalars(
                select(kind.key).where(
                    kind.state == JoinState.PENDING,
                    kind.team_id.in_(teams) | kind.membership_id.in_(people),
                )
            )
        )
        for name, kind in KINDS.items()
    }
