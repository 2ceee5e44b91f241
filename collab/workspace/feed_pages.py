"""The feeds of a programme, a team and a project, and the organiser's audit: four readings of one record."""

from datetime import UTC, datetime

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab import clock
from collab.accounts.visitor import signed_in
from collab.activity import queries as activity
from collab.activity.models import Verb
from collab.activity.queries import Scope
from collab.errors import NotFound
from collab.programmes import policy
from collab.programmes import queries as programmes
from collab.programmes.models import Programme
from collab.programmes.surroundings import show_programme
from collab.projects import queries as projects
from collab.projects.surroundings import show_project
from collab.teams import queries as teams
from collab.text import Localised, _, _n
from collab.workspace.blueprint import bp


@bp.get("/programmes/<slug>/feed")
def programme_feed(slug: str) -> str:
    """What happens in the programme, as far as the reader may know."""
    programme = _programme(slug)
    show_programme(programme)
    return _feed("programme", slug, Scope(programme_id=programme.id), (programme.name, url_for(".home")))


@bp.get("/teams/<slug>/feed")
def team_feed(slug: str) -> str:
    """What a team does."""
    team = teams.get_team(slug, viewer=signed_in())
    show_programme(team.programme)
    return _feed("team", slug, Scope(team_id=team.id), (team.name, url_for(".team", slug=slug)))


@bp.get("/projects/<slug>/feed")
def project_feed(slug: str) -> str:
    """What happens in a project."""
    project = projects.get_project(slug, viewer=signed_in())
    show_project(project)
    up = (project.title, url_for(".project", slug=slug))
    return _feed("project", slug, Scope(project_id=project.id), up)


def _feed(kind: str, slug: str, scope: Scope, up: tuple[str | Localised, str]) -> str:
    """The page of a feed; `up`: what it is of, and the page of that."""
    now = clock.now()  # before the record is read: what comes meanwhile is newer than the page
    page = activity.feed(scope, viewer=signed_in(), before=_before())
    return render_template(
        "workspace/feed.html",
        page=page,
        since=page.events[0].at if page.events else now,
        up=up,
        here=url_for(f".{kind}_feed", slug=slug),
        asks=url_for(f".{kind}_newer", slug=slug),
    )


@bp.get("/programmes/<slug>/feed/newer")
def programme_newer(slug: str) -> ResponseReturnValue:
    """Whether the programme's feed has something newer than `?since=`."""
    return _newer(Scope(programme_id=_programme(slug).id))


def _programme(slug: str) -> Programme:
    programme = programmes.get_programme(slug)
    if not policy.read(signed_in(), programme):
        raise NotFound(slug)
    return programme


@bp.get("/teams/<slug>/feed/newer")
def team_newer(slug: str) -> ResponseReturnValue:
    """Whether the team's feed has."""
    return _newer(Scope(team_id=teams.get_team(slug, viewer=signed_in()).id))


@bp.get("/projects/<slug>/feed/newer")
def project_newer(slug: str) -> ResponseReturnValue:
    """Whether the project's feed has, or with `?kind=updates` its list of updates."""
    scope = Scope(project_id=projects.get_project(slug, viewer=signed_in()).id)
    return _newer(scope, Verb.UPDATE_POSTED if request.args.get("kind") == "updates" else None)


def _newer(scope: Scope, verb: Verb | None = None) -> ResponseReturnValue:
    """In words how much is newer; 204 where nothing is."""
    since = moment(request.args.get("since", ""))
    found = activity.newer(scope, since, viewer=signed_in(), verb=verb) if since else 0
    if not found:
        return "", 204
    if found > activity.PER_PAGE:
        return jsonify(words=_("More than %(num)d new: show them", num=activity.PER_PAGE))
    return jsonify(words=_n("One new: show it", "%(num)d new: show them", found))


def moment(said: str) -> datetime | None:
    """The moment that a page was made at, as it says; None where it says none."""
    try:
        found = datetime.fromisoformat(said)
        return found.astimezone(UTC) if found.tzinfo is not None else None
    except (ValueError, OverflowError):  # the first and the last day of all have no time of their own in UTC
        return None


@bp.get("/programmes/<slug>/audit")
def audit(slug: str) -> str:
    """Everything that was recorded, for the organisers who answer for it."""
    programme = programmes.get_programme(slug)
    if not policy.organise(signed_in(), programme):
        raise NotFound(slug)
    show_programme(programme)
    verb = _verb()
    page = activity.audit(Scope(programme_id=programme.id), before=_before(), verb=verb)
    return render_template(
        "workspace/audit.html", page=page, verb=verb, verbs=list(Verb), here=url_for(".audit", slug=slug)
    )


def _before() -> int | None:
    value = request.args.get("before", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 12 else None


def _verb() -> Verb | None:
    value = request.args.get("verb", "")
    return Verb(value) if value in set(Verb) else None
