"""The page of a project: where it stands, what is asked of its team, what happened last."""

from dataclasses import dataclass

from flask import render_template

from collab import clock
from collab.accounts.visitor import signed_in
from collab.programmes import queries as programmes
from collab.programmes.surroundings import map_of
from collab.projects import queries as projects
from collab.projects import timeline
from collab.projects.models import Project
from collab.projects.surroundings import show_project
from collab.updates import queries as updates
from collab.workspace import calendar, gate
from collab.workspace.blueprint import bp
from collab.workspace.team_page import weave_of

LATEST = 3
"""How many updates the page shows."""


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality of the project on the map."""

    name: str
    code: str
    x: float
    y: float


@bp.get("/projects/<slug>")
def project(slug: str) -> str:
    """Stage, what is missing, milestones, the latest updates, the team, anchoring at home."""
    found = projects.get_project(slug, viewer=signed_in())
    room = show_project(found)
    standing = projects.standing(found)
    events = calendar.events_of(found, standing.milestones)
    today = clock.today()
    return render_template(
        "workspace/project.html",
        project=found,
        standing=standing,
        stages=programmes.stages(found.programme_id),
        gate=gate.before_review(found, standing.readiness) if room.reads_inside else None,
        events=events,
        timeline=timeline.draw([event.stop(today) for event in events], today),
        weave=weave_of(found.team, list(standing.crew), standing.composition),
        anchoring=projects.anchoring(found),
        latest=updates.latest(found, signed_in(), LATEST),
        places=places_of(found),
        map=map_of(found.programme),
    )


def places_of(project: Project) -> list[Place]:
    """The project's municipalities from west to east, as the line on the map visits them."""
    found = [
        Place(m.short_name, m.code or "", m.label_x, m.label_y)
        for m in project.municipalities
        if m.label_x is not None and m.label_y is not None
    ]
    return sorted(found, key=lambda place: place.x)
