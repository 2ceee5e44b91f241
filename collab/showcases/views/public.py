"""The gallery and the public pages, kept as finished bytes for visitors."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from collab.accounts.visitor import visitor
from collab.errors import NotFound
from collab.files import serving
from collab.files.queries import get_picture
from collab.programmes import queries as programmes
from collab.programmes.models import Programme
from collab.programmes.surroundings import map_of, overview, show_programme
from collab.showcases import gallery, linked_data, policy, queries
from collab.showcases.catalogue import FACETS
from collab.showcases.content import Content
from collab.showcases.views import bp
from collab.text import LANGUAGES, _, language, listed
from collab.web.addresses import absolute, path_to, site
from collab.web.cache import kept
from collab.web.linked_data import breadcrumbs, document, invented

PAGE = "page"


QUERY = "q"
KNOWN = {**dict.fromkeys(FACETS, ""), QUERY: "", PAGE: "1"}
"""What a page of the gallery depends on."""


def _may_keep(said: dict[str, str]) -> bool:
    """Not a search, nor a code that no showcase has, nor a page's number written in another way."""
    if QUERY in said or said.get(PAGE, "1") != str(_page()):
        return False
    filters = _chosen()
    if not filters:
        return True
    programme = _programme_of_address()
    return programme is not None and queries.catalogue_of(programme.id).are_known(filters)


def _programme_of_address() -> Programme | None:
    slug = (request.view_args or {}).get("slug")
    return programmes.get_programme(slug) if slug else programmes.current_programme()


def _chosen() -> dict[str, str]:
    return {kind: code for kind, code in request.args.items() if kind in FACETS and code}


def _page() -> int:
    """The page of the gallery that the address names, from 1 on. Raises NotFound for what is none."""
    number = request.args.get(PAGE, "") or "1"
    if not (number.isascii() and number.isdecimal() and int(number[:9]) > 0):
        raise NotFound(f"page {number}")
    return int(number[:9])


@bp.get("/showcases")
@kept(KNOWN, _may_keep)
def index() -> str:
    """The current programme's gallery."""
    programme = programmes.current_programme()
    if programme is None:
        return render_template("showcases/none.html")
    return _gallery(programme, "showcases.index", {})


@bp.get("/programmes/<slug>/showcases")
@kept(KNOWN, _may_keep)
def of_programme(slug: str) -> str:
    """The gallery of any programme, always valid; the current one's canonical address is the short one."""
    return _gallery(programmes.get_programme(slug), "showcases.of_programme", {"slug": slug})


def _numbered(page: int) -> dict[str, Any]:
    """How an address names a page; the first needs no name."""
    return {PAGE: str(page)} if page > 1 else {}


def _gallery(programme: Programme, endpoint: str, values: dict[str, Any]) -> str:
    show_programme(programme)
    query = request.args.get(QUERY, "").strip()
    filters, page = _chosen(), _page()
    found = queries.find(programme, filters, query)
    if page > found.pages:
        raise NotFound(f"page {page}")
    address = url_for if query else path_to  # what somebody searches for need not be remembered
    here: Callable[..., str] = partial(address, endpoint, **values)
    chosen: dict[str, Any] = {**({QUERY: query} if query else {}), **filters}
    return render_template(
        "showcases/index.html",
        cards=found.cards(page),
        total=found.total,
        page=page,
        pages=found.pages,
        on_a_page=queries.ON_A_PAGE,
        page_url=lambda number: here(**chosen, **_numbered(number)),
        rows=gallery.rows(programme, found, query, here),
        query=query,
        filters=filters,
        here=here(),
        canonical=overview("gallery", programme, **({} if chosen else _numbered(page))),
        map=map_of(programme),
    )


@bp.get("/showcases/<slug>")
@kept()
def show(slug: str) -> str:
    """A project's public page: its current edition."""
    address = absolute("showcases.show", slug=slug)
    shown = queries.get_page(slug, language(), address)
    edition, project = shown.edition, shown.edition.showcase.project
    show_programme(project.programme)
    page = Content.thawed(edition.content)
    poster = _poster(page, shown)
    return render_template(
        "showcases/show.html",
        page=page,
        edition=edition,
        evidence=queries.public_among([effect.evidence for effect in page.effects], project),
        map=map_of(project.programme),
        following=queries.next_after(edition),
        poster=poster,
        linked=_linked(page, shown, poster),
        code=shown.code,
        may_unpublish=policy.unpublish(visitor(), edition.showcase),
        picture_url=lambda key, width: path_to("showcases.picture", slug=slug, key=key, width=width),
    )


def _linked(page: Content, shown: queries.Shown, poster: dict[str, str] | None) -> Markup:
    """What the page says of itself to machines."""
    edition, programme = shown.edition, shown.edition.showcase.project.programme
    landing, gallery_path = overview("landing", programme), overview("gallery", programme)
    published = linked_data.Published(
        edition=edition,
        first_at=shown.first_at,
        programme=programme,
        programme_address=site() + landing,
        picture=site() + poster["url"] if poster else "",
    )
    way = breadcrumbs(
        (str(programme.name), landing),
        (_("The projects"), gallery_path),
        (str(edition.title), path_to("showcases.show", slug=edition.slug)),
    )
    return document(linked_data.work(page, published, language()), way)


def _poster(page: Content, shown: queries.Shown) -> dict[str, str] | None:
    """The picture by which the page is shared, in the language in use; None until it is drawn."""
    if not shown.poster:
        return None
    edition, places = shown.edition, listed(place.name for place in page.places)
    line = _("%(title)s: a line on the map through %(places)s.", title=edition.title, places=places)
    return {
        "url": path_to("showcases.poster", slug=edition.slug, name=shown.poster),
        "alternative": f"{line} {invented()}" if page.is_demonstration else line,
    }


@bp.get("/showcases/<slug>/posters/<name>.png")
def poster(slug: str, name: str) -> Response:
    """The picture by which the public edition is shared, under its hash."""
    edition = queries.get_public(slug)
    if name not in [queries.poster_of(edition, code) for code in LANGUAGES]:
        raise NotFound(name)
    return serving.drawn_response(name, "image/png")


@bp.get("/showcases/<slug>/code/<name>.<any(svg, png):kind>")
def code(slug: str, name: str, kind: str) -> Response:
    """The QR code of the page's address, under its hash: SVG for pages, PNG for print."""
    found = queries.code_of(queries.get_public(slug), absolute("showcases.show", slug=slug))
    if found is None or found.files[kind] != name:
        raise NotFound(name)
    return serving.drawn_response(name, {"svg": "image/svg+xml", "png": "image/png"}[kind])


@bp.get("/showcases/<slug>/pictures/<key>/<int:width>.webp")
def picture(slug: str, key: str, width: int) -> Response:
    """A picture of the public edition."""
    if Content.thawed(queries.get_public(slug).content).image(key) is None:
        raise NotFound(key)
    return serving.picture_response(get_picture(key), width)
