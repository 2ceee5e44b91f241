"""The finder: who takes part, who has no team, who would complete one's own, and which teams have room."""

from typing import Any

from flask import render_template, request, url_for

from collab.accounts.visitor import signed_in
from collab.forming import finder, policy, queries
from collab.forming.finder import CLOSER, COMPLETES, FACETS, WITHOUT, Seeker
from collab.forming.views.blueprint import bp
from collab.programmes import queries as programmes
from collab.programmes.models import Branch, Programme
from collab.programmes.surroundings import show_programme
from collab.teams import policy as teams_policy
from collab.teams import queries as teams
from collab.text import _, alphabetical

LONGEST_QUERY = 200
"""Characters."""


@bp.get("/programmes/<slug>/people")
def find(slug: str) -> str:
    """Everybody who takes part, to be chosen among."""
    viewer, programme = signed_in(), programmes.get_programme(slug)
    people = queries.seekers(programme, viewer=viewer)
    query = request.args.get("q", "")[:LONGEST_QUERY].strip()
    chosen = {facet: request.args[facet] for facet in FACETS if request.args.get(facet)}
    own = teams.team_of(viewer, programme.id)
    show_programme(programme)
    return render_template(
        "forming/find.html",
        people=finder.choose(people, chosen, query),
        rows=_rows(programme, people, chosen, query),
        chosen=chosen,
        query=query,
        here=url_for(".find", slug=slug),
        rooms=finder.choose_teams(queries.teams_with_room(programme, viewer=viewer), people, chosen, query),
        own=own,
        correctable=queries.correctable(programme, viewer=viewer),
        may_tell=policy.tell(viewer, programme),
        may_invite=own is not None and teams_policy.lead(viewer, own),
        invited=teams.invited_to(own) if own is not None else set(),
        sectors=programmes.sectors(programme.id),
    )


def _rows(
    programme: Programme, people: list[Seeker], chosen: dict[str, str], query: str
) -> list[dict[str, Any]]:
    """Each facet with its values, how many people each would leave, and where it leads."""
    rows = []
    for facet, (name, labels) in _facets(programme, people, chosen).items():
        counts = finder.counts(people, chosen, query, facet)
        items = [
            {
                "label": label,
                "url": _address(programme, chosen, query, facet, value),
                "count": counts[value],
                "is_current": chosen.get(facet) == value,
            }
            for value, label in labels.items()
            if counts[value] or chosen.get(facet) == value
        ]
        everybody = {
            "label": _("All"),
            "url": _address(programme, chosen, query, facet, ""),
            "is_current": facet not in chosen,
        }
        if len(items) > 1 or facet in chosen or facet == "team" or (facet == "ours" and items):
            rows.append({"kind": facet, "name": name, "items": [everybody, *items]})
    return rows


def _facets(
    programme: Programme, people: list[Seeker], chosen: dict[str, str]
) -> dict[str, tuple[str, dict[str, str]]]:
    """Facet → its name and value → label, as far as anybody is of it."""
    places = {person.member.place_slug: person.member.place for person in people}
    branches = programmes.defined(Branch, programme.id)
    counties = {str(c["code"]): str(c["name"]["sv"]) for c in programme.counties}
    found: dict[str, tuple[str, dict[str, str]]] = {
        "team": (_("Team"), {WITHOUT: _("Without a team")}),
        "ours": (_("Our team"), _help() if "ours" in chosen or any(person.ours for person in people) else {}),
        "sector": (_("Sector"), {s.code: str(s.name) for s in programmes.sectors(programme.id)}),
        "county": (_("County"), counties),
        "place": (_("Municipality"), dict(alphabetical(places.items(), key=lambda item: item[1]))),
        "branch": (_("Branch"), {branch.code: str(branch.name) for branch in branches}),
    }
    return {facet: row for facet, row in found.items() if row[1]}


def _help() -> dict[str, str]:
    return {COMPLETES: _("Would complete us"), CLOSER: _("Would bring us closer")}


def _address(programme: Programme, chosen: dict[str, str], query: str, facet: str, value: str) -> str:
    wanted: dict[str, Any] = {**chosen, facet: value, "q": query}
    said = {name: word for name, word in wanted.items() if word}
    return url_for(".find", slug=programme.slug, **said)
