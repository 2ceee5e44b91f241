"""What pages show of projects that stand still, to those who lead."""

from typing import Any

from collab.accounts.visitor import signed_in
from collab.messages import queries as messages
from collab.programmes import policy as programmes
from collab.programmes.models import Programme
from collab.projects.models import Project
from collab.stalls import policy, queries, sentences
from collab.together import Reading, askable, side_by_side


@askable
def of_programme(programme: Programme) -> Reading[dict[str, Any]]:
    """For the home of those who lead: all projects of the programme; none once it is archived."""
    if not programmes.write(programme):
        return {"stalls": [], "nudges": []}
    stalls, nudges = yield from side_by_side(
        queries.in_programme.part(programme), messages.nudges_in.part(programme, viewer=signed_in())
    )
    return {"stalls": stalls, "nudges": nudges}


@askable
def of_project(project: Project) -> Reading[dict[str, Any]]:
    """For the project's page: why it stands still, where the viewer leads and the programme runs."""
    if not policy.snooze(signed_in(), project):
        return {"stalls": [], "nudges": []}
    stall, nudges = yield from side_by_side(
        queries.of_project.part(project), messages.nudges_of.part(project, viewer=signed_in())
    )
    return {"stalls": [stall] if stall else [], "nudges": nudges}


def words(programme: Programme) -> dict[str, Any]:
    """How pages say it."""
    return {
        "stall_lines": lambda stall: sentences.lines(stall, programme.id),
        "may_snooze": programmes.write(programme),
    }
