"""All projects of a programme."""

from flask import render_template

from collab.accounts.visitor import signed_in
from collab.programmes import policy as programmes
from collab.programmes.queries import get_programme
from collab.programmes.surroundings import show_programme
from collab.projects import policy, queries
from collab.projects.views.blueprint import bp


@bp.get("/programmes/<slug>/projects")
def index(slug: str) -> str:
    """Every project: how it goes, how far it has come, when it was last heard of."""
    programme = get_programme(slug)
    projects = queries.list_projects(programme, viewer=signed_in())
    show_programme(programme)
    return render_template(
        "projects/index.html",
        projects=projects,
        may_define=policy.define(signed_in(), programme),
        may_see_homes=programmes.facilitate(signed_in(), programme),
    )
