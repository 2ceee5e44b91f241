"""Searches for proposals: all of a programme, one while it goes on and afterwards, ending one."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.models import Person
from collab.accounts.visitor import signed_in
from collab.divisions import actions, policy, queries, summing
from collab.divisions.models import Search
from collab.divisions.queries.applying import applied_in, is_spare, teams_by_slug
from collab.divisions.table import Table, table
from collab.divisions.views.blueprint import bp
from collab.programmes import queries as programmes
from collab.programmes.models import Programme
from collab.programmes.surroundings import show_programme
from collab.proposals import progress
from collab.teams import queries as teams
from collab.text import _
from collab.web.access import authorize


@bp.get("/programmes/<slug>/team-proposals")
def index(slug: str) -> str:
    """Every search of the programme: who asked, when, what became of it."""
    programme, viewer = programmes.get_programme(slug), signed_in()
    searches = queries.list_searches(programme, viewer=viewer)
    show_programme(programme)
    return render_template(
        "divisions/index.html",
        searches=searches,
        found=queries.found_by(programme),
        asked=_asked(programme, searches),
        may_ask=policy.ask(viewer, programme),
    )


def _asked(programme: Programme, searches: list[Search]) -> dict[int, str]:
    """What each search asks for in one line, by its id."""
    rules, named = teams.rules_of(programme.id), teams_by_slug(programme)
    names = {slug: team.name for slug, team in named.items()}
    sectors = {sector.code: sector.name for sector in programmes.sectors(programme.id)}
    return {one.id: summing.line(queries.asked_of(one), rules, names, sectors) for one in searches}


@bp.get("/team-proposals/<key>")
def search(key: str) -> str:
    """How far the search has come, then what it found or why there is nothing to find."""
    viewer = signed_in()
    found = queries.get_search(key, viewer=viewer)
    applied = applied_in(found)
    show_programme(found.programme)
    return render_template(
        "divisions/search.html",
        applied=applied,
        search=found,
        asked=queries.asked_of(found),
        explained=queries.explained_to(found, viewer),
        reads_apart=policy.read_apart(viewer, found),
        told=progress.of_values(**found.told) if found.told else None,
        proposals=_proposals(found, viewer),
        names=queries.names_of(found),
        changes=queries.said_since(found, viewer=viewer)
        if not found.is_under_way and applied is None
        else [],
        may_ask=policy.ask(viewer, found.programme),
        may_be_thrown_away=policy.throw_away(viewer, found) and is_spare(found),
    )


def _proposals(found: Search, viewer: Person) -> list[tuple[str, bool, Table]]:
    """Of each proposal its key, whether it was changed by hand, and its table."""
    divisions = queries.divisions_of(found)
    if not divisions:
        return []
    instance = queries.instance_for(found, viewer=viewer)
    return [
        (d.key, d.is_changed, table(instance, queries.judged(d, instance), d.teams, bounds=d.bounds))
        for d in divisions
    ]


@bp.post("/team-proposals/<key>/stop")
def stop(key: str) -> ResponseReturnValue:
    """Let the search end with what it has."""
    found = queries.get_search(key, viewer=signed_in())
    authorize(policy.stop, found)
    actions.stop(found)
    flash(_("The search stops, and keeps what it has found."), "success")
    return redirect(url_for(".search", key=key), code=303)


@bp.post("/team-proposals/<key>/delete")
def throw_away(key: str) -> ResponseReturnValue:
    """Delete the search with what it found."""
    found = queries.get_search(key, viewer=signed_in())
    authorize(policy.throw_away, found)
    slug = found.programme.slug
    actions.throw_away(found)
    flash(_("The search is thrown away."), "success")
    return redirect(url_for(".index", slug=slug), code=303)


@bp.post("/team-proposals/<key>/less")
def ask_with_less(key: str) -> ResponseReturnValue:
    """Ask anew with the change that the answer proposes as number `at`, from 0."""
    viewer = signed_in()
    found = queries.get_search(key, viewer=viewer)
    authorize(policy.stop, found)
    again = actions.ask_with_less(found, request.form.get("at", -1, type=int), by=viewer)
    flash(_("The search has begun anew, with that change."), "success")
    return redirect(url_for(".search", key=again.key), code=303)
