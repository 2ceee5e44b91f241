"""The gallery and the public pages, kept as finished bytes for visitors."""

from typing import Any

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from collab.accounts.visitor import visitor
from collab.errors import NotFound
from collab.files import serving
from collab.files.queries import get_picture
from collab.programmes import queries as programmes
from collab.programmes.models import Programme
from collab.programmes.surroundings import map_of, show_programme
from collab.showcases import gallery, policy, queries
from collab.showcases.content import Content
from collab.showcases.views import bp
from collab.web.cache import kept


def _filters() -> tuple[tuple[str, str], ...] | None:
    """The known filters, normalised; None for a search or anything unknown, which is not kept."""
    if not set(request.args) <= set(queries.FACETS):
        return None
    filters = _chosen()
    if filters and not queries.are_known(_programme_of_address(), filters):
        return None
    return tuple(sorted(filters.items()))


def _programme_of_address() -> Programme | None:
    slug = (request.view_args or {}).get("slug")
    return programmes.get_programme(slug) if slug else programmes.current_programme()


def _chosen() -> dict[str, str]:
    return {kind: code for kind, code in request.args.items() if kind in queries.FACETS and code}


@bp.get("/showcases")
@kept(_filters)
def index() -> str:
    """The current programme's gallery."""
    programme = programmes.current_programme()
    if programme is None:
        return render_template("showcases/none.html")
    return _gallery(programme, "showcases.index", {})


@bp.get("/programmes/<slug>/showcases")
@kept(_filters)
def of_programme(slug: str) -> str:
    """The gallery of any programme, always valid; the current one's canonical address is the short one."""
    return _gallery(programmes.get_programme(slug), "showcases.of_programme", {"slug": slug})


def _gallery(programme: Programme, endpoint: str, values: dict[str, Any]) -> str:
    show_programme(programme)
    query = request.args.get("q", "").strip()
    filters = _chosen()
    is_current = programme == programmes.current_programme()
    return render_template(
        "showcases/index.html",
        cards=queries.cards(programme, filters, query),
        rows=gallery.rows(programme, filters, query, lambda **chosen: url_for(endpoint, **values, **chosen)),
        query=query,
        filters=filters,
        here=url_for(endpoint, **values),
        canonical=url_for("showcases.index")
        if is_current
        else url_for("showcases.of_programme", slug=programme.slug),
        map=map_of(programme),
    )


@bp.get("/showcases/<slug>")
@kept()
def show(slug: str) -> str:
    """A project's public page: its current edition."""
    edition = queries.get_public(slug)
    programme = edition.showcase.project.programme
    show_programme(programme)
    following = queries.next_after(edition)
    page = Content.thawed(edition.content)
    return render_template(
        "showcases/show.html",
        page=page,
        edition=edition,
        evidence=queries.public_among([effect.evidence for effect in page.effects], edition.showcase.project),
        map=map_of(programme),
        following=queries.card_of(following) if following else None,
        may_unpublish=policy.unpublish(visitor(), edition.showcase),
        picture_url=lambda key, width: url_for("showcases.picture", slug=slug, key=key, width=width),
    )


@bp.get("/showcases/<slug>/pictures/<key>/<int:width>.webp")
def picture(slug: str, key: str, width: int) -> Response:
    """A picture of the public edition."""
    if Content.thawed(queries.get_public(slug).content).image(key) is None:
        raise NotFound(key)
    return serving.picture_response(get_picture(key), width, is_public=True)
