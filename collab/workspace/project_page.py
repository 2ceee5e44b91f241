"""The page of a project: where it stands, what is asked of its team, what happened last."""

from typing import Any

from flask import render_template

from collab import clock, subjects
from collab.accounts.visitor import signed_in
from collab.programmes import queries as programmes
from collab.programmes.surroundings import map_of
from collab.projects import hill, timeline, upright
from collab.projects import queries as projects
from collab.projects.models import Project
from collab.projects.surroundings import Room, show_project
from collab.stages import queries as stages
from collab.together import ready, together
from collab.updates import queries as updates
from collab.workspace import calendar, gate, stalled
from collab.workspace.blueprint import bp
from collab.workspace.team_page import weave_of

LATEST = 3
"""How many updates the page shows."""
SHOWN = ("project", "milestone", "showcase")
"""The kinds of things that the page shows all of, as notices speak of them."""


@bp.get("/projects/<slug>")
def project(slug: str) -> str:
    """Stage, what is missing, milestones, the latest updates, the team, anchoring at home."""
    found = projects.get_project(slug, viewer=signed_in())
    subjects.opened(found, by=signed_in(), showing=SHOWN)
    read = _read(found, show_project(found))
    standing, strands, today = read["standing"], read["strands"], clock.today()
    events = calendar.events_of(found, standing.milestones)
    stops = [event.stop(today) for event in events]
    return render_template(
        "workspace/project.html",
        project=found,
        stages=programmes.stages(found.programme_id),
        events=events,
        timeline=timeline.draw(stops, today),
        upright=upright.draw(stops, today),
        weave=weave_of(found.team, list(standing.crew), standing.composition),
        hill=hill.draw([one.spot(number) for number, one in enumerate(strands, 1)], hill.NARROW),
        places=projects.on_map(read["homes"]),
        map=map_of(found.programme),
        **read,
        **stalled.words(found.programme),
    )


def _read(found: Project, room: Room) -> dict[str, Any]:
    """What the page's parts show; where the project stands inwardly only to who reads inside."""
    inside = room.reads_inside
    read = together(
        standing=projects.standing.part(found),
        homes=projects.homes.part(found),
        strands=projects.open_strands.part(found),
        gate=gate.before_review.part(found) if inside else ready(None),
        here=stages.whereabouts.part(found) if inside else ready(None),
        latest=updates.latest.part(found, signed_in(), LATEST),
        standing_still=stalled.of_project.part(found),
    )
    return {**read, **read["standing_still"]}
