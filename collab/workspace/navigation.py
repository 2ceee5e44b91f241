"""What surrounds every page: the programme in view and the menu of who is looking."""

from typing import Any

from flask import Flask, g, request, url_for
from msgspec import Struct

from collab.accounts import sessions
from collab.accounts.models import Person
from collab.accounts.visitor import visitor
from collab.front import queries as front
from collab.notifications import queries as notices
from collab.programmes import policy, queries
from collab.programmes.models import Programme
from collab.programmes.surroundings import overview
from collab.projects import queries as projects
from collab.text import _, _n, listed


class Item(Struct, frozen=True):
    """One entry of the menu."""

    label: str
    url: str
    is_current: bool
    count: int = 0


def install(app: Flask) -> None:
    """Give every template its programme and menu."""
    app.context_processor(_surroundings)


def _surroundings() -> dict[str, Any]:
    if "programme" not in g:
        g.programme = queries.current_programme()
    programme, person = g.programme, visitor()
    return {
        "unread_notices": min(sessions.asked_along(), notices.MOST_COUNTED),
        "programme": programme,
        "programme_credits": _credits(programme) if programme else "",
        "my_place": queries.membership_of(person, programme.id) if person and programme else None,
        "search_address": _search(person, programme) if person and programme else "",
        "navigation": _public(programme) if person is None or programme is None else _own(person, programme),
    }


def _search(person: Person, programme: Programme) -> str:
    """Where one looks for things in the programme; empty for those who have no place in it."""
    return url_for("workspace.search", slug=programme.slug) if policy.read(person, programme) else ""


def _item(label: str, endpoint: str, **values: Any) -> Item:
    return _at(label, url_for(endpoint, **values))


def _at(label: str, url: str) -> Item:
    return Item(label, url, request.path == url or request.path.startswith(url.rstrip("/") + "/"))


def _public(programme: Programme | None) -> list[Item]:
    if programme is not None and queries.is_past(programme):
        return [Item(_("The programme now"), url_for("front.index"), is_current=False)]
    return [
        _at(_("The projects"), overview("gallery")),
        _at(_("The final conference"), overview("conference")),
        Item(_("The year"), overview("landing", _anchor="year"), is_current=False),
        Item(_("The municipalities"), overview("landing", _anchor="municipalities"), is_current=False),
    ]


def _own(person: Person, programme: Programme) -> list[Item]:
    items = [_item(_("Home"), "workspace.home")]
    if not policy.read(person, programme):
        return [*items, *_public(programme)[:2]]
    if policy.facilitate(person, programme):
        items.append(_item(_("Reviews"), "reviews.index"))
    if policy.organise(person, programme):
        items.append(_item(_("Views"), "contact.index", slug=programme.slug))
        items.append(_item(_("Audit"), "workspace.audit", slug=programme.slug))
    own = projects.slug_of(person, programme)
    if own:
        items.append(_item(_("Our project"), "workspace.project", slug=own))
    return [
        *items,
        _item(_("All projects"), "projects.index", slug=programme.slug),
        _item(_("Teams"), "workspace.teams", slug=programme.slug),
        _item(_("Ideas"), "workspace.ideas", slug=programme.slug),
        _at(_("The conference"), overview("conference")),
    ]


def _credits(programme: Programme) -> str:
    """Arranged by Region Skåne, … Funded by …"""
    backers = front.backers(programme.id)
    organisers = [str(name) for name in backers.organisers]
    funders = listed(str(name) for name in backers.funders)
    said = _n("Arranged by %(who)s.", "Arranged by %(who)s.", len(organisers), who=listed(organisers))
    funded = _("Funded by %(who)s.", who=funders)
    return f"{said} {funded}" if funders else str(said)
