"""The page of a project: where it stands, what is asked of its team, what happened last."""

from flask import render_template

from collab import clock
from collab.accounts.visitor import signed_in
from collab.programmes import queries as programmes
from collab.programmes.surroundings import map_of
from collab.projects import hill, timeline, upright
from collab.projects import queries as projects
from collab.projects.surroundings import show_project
from collab.stages import queries as stages
from collab.updates import queries as updates
from collab.workspace import calendar, gate, stalled
from collab.workspace.blueprint import bp
from collab.workspace.team_page import weave_of

LATEST = 3
"""How many updates the page shows."""


@bp.get("/projects/<slug>")
def project(slug: str) -> str:
    """Stage, what is missing, milestones, the latest updates, the team, anchoring at home."""
    found = projects.get_project(slug, viewer=signed_in())
    room = show_project(found)
    standing, homes = projects.standing(found), projects.homes(found)
    events = calendar.events_of(found, standing.milestones)
    strands = projects.open_strands(found)
    today = clock.today()
    stops = [event.stop(today) for event in events]
    return render_template(
        "workspace/project.html",
        project=found,
        standing=standing,
        stages=programmes.stages(found.programme_id),
        gate=gate.before_review(found, standing.readiness) if room.reads_inside else None,
        here=stages.whereabouts(found, standing=standing, homes=homes) if room.reads_inside else None,
        events=events,
        timeline=timeline.draw(stops, today),
        upright=upright.draw(stops, today),
        weave=weave_of(found.team, list(standing.crew), standing.composition),
        homes=homes,
        latest=updates.latest(found, signed_in(), LATEST),
        strands=strands,
        hill=hill.draw([one.spot(number) for number, one in enumerate(strands, 1)], hill.NARROW),
        places=projects.on_map(homes),
        map=map_of(found.programme),
        **stalled.shown_of(found),
    )
