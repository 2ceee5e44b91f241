"""Two proposals of one search side by side."""

from flask import render_template, request

from collab.accounts.visitor import signed_in
from collab.divisions import comparing, naming, queries
from collab.divisions.models import Division
from collab.divisions.views.blueprint import bp
from collab.errors import NotFound
from collab.programmes.surroundings import show_programme
from collab.teams import sentences


@bp.get("/divisions/<key>/compare")
def compare(key: str) -> str:
    """What differs from another proposal of the search (`with`: its key; else the next best)."""
    viewer = signed_in()
    division = queries.get_division(key, viewer=viewer)
    others = [one for one in queries.divisions_of(division.search) if one.id != division.id]
    other = _other(others, request.args.get("with", ""))
    instance = queries.instance_for(division.search, viewer=viewer)
    show_programme(division.search.programme)
    return render_template(
        "divisions/compare.html",
        division=division,
        others=others,
        other=other,
        instance=instance,
        demand=sentences.demand,
        called=[naming.called(one.teams, instance) for one in (division, other)],
        found=comparing.compare(
            instance, queries.judged(division, instance), queries.judged(other, instance)
        ),
    )


def _other(others: list[Division], key: str) -> Division:
    """The one that was asked for. Raises NotFound for none of the search, and where there is no other."""
    wanted = [one for one in others if key in ("", one.key)]
    if not wanted:
        raise NotFound(key)
    return wanted[0]
