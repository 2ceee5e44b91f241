"""One proposal: how good it is, who is in which team, and what each got."""

from flask import render_template

from collab.accounts.visitor import signed_in
from collab.divisions import policy, queries
from collab.divisions.queries.applying import tried
from collab.divisions.table import table
from collab.divisions.views.blueprint import bp
from collab.programmes.surroundings import show_programme


@bp.get("/divisions/<key>")
def show(key: str) -> str:
    """The proposal, with everything that speaks for and against it."""
    viewer = signed_in()
    division = queries.get_division(key, viewer=viewer)
    search, instance = division.search, queries.instance_for(division.search, viewer=viewer)
    last = tried(division)
    applied = last if last is not None and last.undone_at is None else None
    show_programme(search.programme)
    return render_template(
        "divisions/show.html",
        division=division,
        search=search,
        others=[one for one in queries.divisions_of(search) if one.id != division.id],
        table=table(instance, queries.judged(division, instance), division.teams, bounds=division.bounds),
        sectors=queries.names_of(search).sector_list,
        changes=queries.said_since(search, viewer=viewer) if applied is None else [],
        applied=applied,
        undone=last if applied is None else None,
        may_change=policy.change(viewer, division),
    )
