"""The ideas of a programme with the teams that work on them, and what everybody wishes for."""

from flask import render_template

from collab.accounts.models import Person
from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.forming import policy as forming
from collab.ideas import policy, queries
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.programmes.models import Programme
from collab.programmes.surroundings import show_programme
from collab.teams import queries as teams
from collab.workspace import wishers
from collab.workspace.blueprint import bp


@bp.get("/programmes/<slug>/ideas")
def ideas(slug: str) -> str:
    """Every theme and idea: what it is about, who works on it, whether another team can."""
    viewer, programme = signed_in(), programmes.get_programme(slug)
    if not programmes_policy.read(viewer, programme):
        raise NotFound(slug)
    found = queries.of_programme(programme.id)
    show_programme(programme)
    return render_template(
        "workspace/ideas.html",
        ideas=found,
        working=teams.working_on_ideas(programme.id),
        editable={idea.id for idea in found if policy.edit(viewer, idea)},
        may_propose=policy.propose(viewer, programme),
        may_wish=policy.wish(viewer, programme),
        may_read_wishes=policy.read_wishes(viewer, programme),
        may_start=forming.start(viewer, programme) and _is_free(viewer, programme),
        ranks=_own_ranks(viewer, programme),
    )


@bp.get("/programmes/<slug>/ideas/wishes/everybody")
def wishes(slug: str) -> str:
    """What everybody wishes for, for those who lead the programme."""
    viewer, programme = signed_in(), programmes.get_programme(slug)
    people = wishers.wishers(programme, viewer=viewer)
    show_programme(programme)
    return render_template(
        "workspace/wishes.html",
        people=people,
        longings=wishers.longings(programme, people),
        reads_apart=policy.read_apart(viewer, programme),
    )


def _is_free(viewer: Person, programme: Programme) -> bool:
    """Whether the viewer can be in another team than any they are in."""
    return not programme.one_team_each or teams.team_of(viewer, programme.id) is None


def _own_ranks(viewer: Person, programme: Programme) -> dict[int, int]:
    """Where each idea stands among the viewer's own wishes, from 1."""
    place = programmes.membership_of(viewer, programme.id)
    own = queries.own_wishes(place).ideas if place is not None else []
    return {idea.id: rank for rank, idea in enumerate(own, 1)}
