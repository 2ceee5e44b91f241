"""What pages show of projects that stand still, to those who lead."""

from typing import Any

from collab.accounts.visitor import signed_in
from collab.programmes import policy as programmes
from collab.programmes.models import Programme
from collab.projects.models import Project
from collab.stalls import policy, queries, sentences
from collab.stalls.queries import Stall
from collab.together import Reading, askable


@askable
def of_programme(programme: Programme) -> Reading[list[Stall]]:
    """For the home of those who lead: all projects of the programme; none once it is archived."""
    if not programmes.write(programme):
        return []
    stalls = yield from queries.in_programme.part(programme)
    return stalls


@askable
def of_project(project: Project) -> Reading[list[Stall]]:
    """For the project's page: why it stands still, where the viewer leads and the programme runs."""
    if not policy.snooze(signed_in(), project):
        return []
    stall = yield from queries.of_project.part(project)
    return [stall] if stall else []


def words(programme: Programme) -> dict[str, Any]:
    """How pages say it."""
    return {
        "stall_lines": lambda stall: sentences.lines(stall, programme.id),
        "may_snooze": programmes.write(programme),
    }
