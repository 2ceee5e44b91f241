"""What pages show of projects that stand still, to those who lead."""

from collections.abc import Sequence
from typing import Any

from collab.accounts.visitor import signed_in
from collab.programmes import policy as programmes
from collab.programmes.models import Programme
from collab.projects.models import Project
from collab.projects.queries import ProjectCard
from collab.stalls import policy, queries, sentences
from collab.stalls.queries import Stall


def shown(programme: Programme, cards: Sequence[ProjectCard]) -> dict[str, Any]:
    """For the home of those who lead: all projects of the programme; none once it is archived."""
    is_open = programmes.write(programme)
    return _values(programme, queries.in_programme(programme, cards) if is_open else [])


def shown_of(project: Project) -> dict[str, Any]:
    """For the project's page: why it stands still, where the viewer leads and the programme runs."""
    asks = policy.snooze(signed_in(), project)
    stall = queries.of_project(project) if asks else None
    return _values(project.programme, [stall] if stall else [])


def _values(programme: Programme, stalls: list[Stall]) -> dict[str, Any]:
    return {
        "stalls": stalls,
        "stall_lines": lambda stall: sentences.lines(stall, programme.id),
        "may_snooze": programmes.write(programme),
    }
