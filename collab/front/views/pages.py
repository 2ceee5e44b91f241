"""The landing page, municipality pages, the map's drawing, accessibility and privacy."""

from datetime import date

from flask import render_template
from markupsafe import Markup
from werkzeug.wrappers import Response

from collab import clock
from collab.conference import queries as conferences
from collab.front import linked_data, queries
from collab.front.queries import Municipality
from collab.front.views.blueprint import bp
from collab.programmes import queries as programmes
from collab.programmes.models import Programme
from collab.programmes.surroundings import map_of, overview, show_programme
from collab.showcases import queries as showcases
from collab.text import listed
from collab.web.addresses import path_to, site
from collab.web.cache import holds_until, kept
from collab.web.linked_data import breadcrumbs, document
from collab.web.parts import kept_part

ASSESSED_ON = date(2026, 11, 25)
"""When the site was last assessed, as the accessibility statement says; to be renewed every twelve months."""


@bp.get("/")
@kept()
def index() -> str:
    """The current programme's landing page."""
    programme = programmes.current_programme()
    if programme is None:
        return render_template("front/empty.html")
    return _archived(programme) if programme.is_archived else _landing(programme)


@bp.get("/programmes/<slug>/")
@kept()
def programme(slug: str) -> str:
    """Any programme's landing page; the current one's canonical address is the root."""
    found = programmes.get_programme(slug)
    return _archived(found) if found.is_archived else _landing(found)


def _landing(programme: Programme) -> str:
    show_programme(programme)
    conference = conferences.conference_of(programme)
    published = showcases.find(programme, {})
    places = queries.municipalities(programme.id)
    stations = queries.year(programme, conference)
    today = clock.today()
    backers = queries.backers(programme.id)
    holds_until(queries.next_midnight())
    return render_template(
        "front/index.html",
        canonical=overview("landing"),
        map=map_of(programme),
        cards=published.cards(),
        places=places,
        links=_links,
        grid=_grid,
        stations=stations,
        upcoming=next((station for station in stations if station.when >= today), None),
        conference=conference,
        backers=backers,
        linked=_linked(programme, backers),
        goals=queries.aims(programme.id),
        earlier=queries.earlier_than(programme.id),
    )


def _links(places: list[Municipality]) -> dict[str, tuple[str, str]]:
    """Where the map leads: by code each municipality's page, and its name."""
    return {place.code: (_page_of(place), place.name) for place in places}


def _grid(programme: Programme) -> list[list[dict[str, str] | None]]:
    """The municipalities as the `tiles` macro shows them."""
    return [[_tile(place) if place else None for place in row] for row in queries.tiles(programme.id)]


def _tile(place: Municipality) -> dict[str, str]:
    return {"short": place.short, "name": place.name, "url": _page_of(place) if place.takes_part else ""}


def _page_of(place: Municipality) -> str:
    return path_to("front.municipality", slug=place.slug)


def _archived(programme: Programme) -> str:
    """A programme that is over: what is known of it, and what came after."""
    show_programme(programme)
    current = programmes.current_programme() or programme
    published = showcases.find(programme, {})
    places = queries.municipalities(programme.id)
    backers = queries.backers(programme.id)
    return render_template(
        "front/archived.html",
        linked=_linked(programme, backers),
        canonical=overview("landing"),
        map=map_of(current),
        cards=published.cards(),
        places=[place for place in places if place.takes_part],
        conference=conferences.conference_of(programme),
        backers=backers,
        goals=queries.aims(programme.id),
        sectors=programmes.sectors(programme.id),
        successor=current if current != programme else None,
        earlier=queries.earlier_than(programme.id),
    )


def _linked(programme: Programme, backers: queries.Backers) -> Markup:
    """What the landing page says of itself to machines."""

    def write() -> Markup:
        return document(*linked_data.landing(programme, backers, site() + overview("landing")))

    return kept_part(programme.id, "landing", caller=write)


@bp.get("/municipalities/<slug>")
@kept()
def municipality(slug: str) -> str:
    """A municipality: its part in the current programme and the projects that it is in."""
    place = queries.get_municipality(slug)
    programme = programmes.current_programme()
    if programme is None:
        return render_template("front/empty.html")
    show_programme(programme)
    enrolment = queries.enrolment_of(programme, place)
    published = showcases.find(programme, {"municipality": slug})
    return render_template(
        "front/municipality.html",
        place=place,
        enrolment=enrolment,
        sectors=queries.enrolled_sectors(enrolment),
        cards=published.cards(),
        total=published.total,
        map=map_of(programme),
        linked=document(
            breadcrumbs(
                (str(programme.name), overview("landing")),
                (place.short_name, path_to("front.municipality", slug=slug)),
            )
        ),
    )


@bp.get("/programmes/<slug>/map.svg")
@kept()
def map_drawing(slug: str) -> Response:
    """The programme's area as shapes to refer to: k<code> for each municipality, `land` for all."""
    found = programmes.get_programme(slug)
    drawing = render_template(
        "front/map.svg", boundaries=programmes.boundaries(found.id), view_box=found.map_view_box
    )
    return Response(drawing, content_type="image/svg+xml; charset=utf-8")


@bp.get("/accessibility")
@kept()
def accessibility() -> str:
    """The accessibility statement (DOS-lagen 2018:1937, WCAG 2.1 AA by EN 301 549)."""
    return render_template("front/accessibility.html", assessed_on=ASSESSED_ON, organisers=_organisers())


@bp.get("/security")
@kept()
def security() -> str:
    """How to report a security flaw, what happens then, and what is asked of whoever looks for one."""
    return render_template("front/security.html")


@bp.get("/privacy")
@kept()
def privacy() -> str:
    """What is kept of people, why, for how long, and how to ask (GDPR article 13)."""
    return render_template("front/privacy.html", organisers=_organisers())


def _organisers() -> str:
    programme = programmes.current_programme()
    return listed(str(name) for name in queries.backers(programme.id).organisers) if programme else ""
