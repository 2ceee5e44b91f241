"""All that waits for those who lead: reports that nobody of them has seen, questions without an answer."""

from flask import render_template, request, url_for

from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.programmes.models import Programme
from collab.programmes.surroundings import show_programme
from collab.projects.models import Status
from collab.updates import queries
from collab.updates.queries import Pile
from collab.updates.views.blueprint import bp
from collab.web.numbers import whole


@bp.get("/programmes/<slug>/reports")
def unacknowledged(slug: str) -> str:
    """The reports that nobody who leads has seen, or by `?status=` those of them that say so."""
    programme, status = _led(slug), _status()
    pile = queries.all_unseen_reports(programme, status, _page(), viewer=signed_in())
    return _shown(programme, pile, status)


@bp.get("/programmes/<slug>/questions")
def unanswered(slug: str) -> str:
    """The questions that have no marked answer."""
    programme = _led(slug)
    return _shown(programme, queries.all_open_questions(programme, _page()))


def _led(slug: str) -> Programme:
    """The programme, for those who lead it. Raises NotFound for everybody else."""
    programme = programmes.get_programme(slug)
    if not programmes_policy.facilitate(signed_in(), programme):
        raise NotFound(slug)
    return programme


def _status() -> Status | None:
    said = request.args.get("status", "")
    if said not in ("", *Status):
        raise NotFound(said)
    return Status(said) if said else None


def _page() -> int:
    return whole(request.args.get("page", "1"))


def _shown(programme: Programme, pile: Pile, status: Status | None = None) -> str:
    show_programme(programme)
    return render_template(
        "updates/waiting.html",
        pile=pile,
        status=status,
        statuses=queries.WORST_FIRST,
        waits=programmes_policy.write(programme),
        address=lambda **chosen: url_for(request.endpoint or "", slug=programme.slug, **chosen),
    )
