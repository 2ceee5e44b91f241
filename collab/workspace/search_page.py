"""Searching a programme for everything that one may see in it."""

from collections.abc import Callable
from math import ceil
from typing import Any, NamedTuple

from flask import render_template, request, url_for
from flask_babel.speaklater import LazyString
from msgspec import Struct

from collab.accounts.visitor import signed_in, visitor
from collab.errors import NotFound
from collab.programmes import policy
from collab.programmes import queries as programmes
from collab.programmes.surroundings import show_programme
from collab.search import answering, asking, excerpts, findable, stems
from collab.search.answering import Answer
from collab.search.asking import PER_PAGE, Found, Hit, Scope
from collab.search.distance import mistakes, most_mistakes
from collab.search.excerpts import Piece
from collab.text import _, _l
from collab.updates.forms import KINDS
from collab.web.forms import plain
from collab.web.numbers import whole
from collab.workspace.blueprint import bp

MOST_PAGES = 50


class Names(NamedTuple):
    """What a kind is called."""

    one: LazyString
    many: LazyString


NAMES = {
    "project": Names(_l("Project"), _l("Projects")),
    "plan_text": Names(_l("Plan"), _l("Plans")),
    "project_update": Names(_l("Update"), _l("Updates")),
    "comment": Names(_l("Comment"), _l("Comments")),
    "project_file": Names(_l("File"), _l("Files")),
    "team": Names(_l("Team"), _l("Teams")),
    "membership": Names(_l("Person"), _l("People")),
    "idea": Names(_l("Idea"), _l("Ideas")),
}
"""By kind, in the order of the filters."""


def _names() -> dict[str, Names]:
    """The names of what the reader can find."""
    kinds = {kind.kind for kind in findable.kinds_for(visitor())}
    return {kind: names for kind, names in NAMES.items() if kind in kinds}


class Line(Struct, frozen=True):
    """A hit as the page shows it."""

    hit: Hit
    url: str
    title: list[Piece]
    excerpt: list[Piece]


class Choice(Struct, frozen=True):
    """A filter: one kind, or all."""

    label: str
    url: str
    count: str
    is_current: bool


@bp.get("/programmes/<slug>/search")
def search(slug: str) -> str:
    """What holds the words that were asked, as far as the reader may see it, with an account or without."""
    programme = programmes.get_programme(slug)
    show_programme(programme)
    query, scope = plain(request.args.get("q", "")).strip()[: stems.LONGEST_QUERY], _scope(programme.id)
    exactly = request.args.get("exactly") == "1"
    answer = answering.answer(query, scope, viewer=visitor(), exactly=exactly)
    lines = [_line(hit, answer) for hit in asking.shown(answer.found.things)]
    texts = (pieces for line in lines for pieces in (line.title, line.excerpt))
    around = {
        "instead": excerpts.as_written(answer.instead, texts),
        "is_member": visitor() is not None and policy.read(signed_in(), programme),
        **_around(slug, query, answer.found, scope),
    }
    return render_template("workspace/search.html", query=query, answer=answer, lines=lines, **around)


def _scope(programme_id: int) -> Scope:
    """What the address says of kind and page. Raises NotFound for a kind or a page that there is not."""
    kind, page = request.args.get("kind", ""), whole(request.args.get("page", "1"))
    if kind not in ("", *_names()) or not 0 < page <= MOST_PAGES:
        raise NotFound(f"page {page} of {kind}")
    return Scope(programme_id, kind, page)


def _around(slug: str, query: str, found: Found, scope: Scope) -> dict[str, Any]:
    """Filters and pages. Raises NotFound for a page after the last one."""

    def address(**more: Any) -> str:
        return url_for(".search", slug=slug, q=query, **more)

    chosen = {"kind": scope.kind} if scope.kind else {}
    number = found.of(scope.kind)
    pages = min(ceil(number / PER_PAGE), MOST_PAGES)
    if scope.page > max(pages, 1):
        raise NotFound(f"page {scope.page} of {pages}")
    return {
        "here": url_for(".search", slug=slug),
        "everything": address(),
        "exactly": address(exactly=1),
        "kind": scope.kind,
        "whole_kinds": [] if scope.kind else _whole_kinds(slug, query),
        "number": number,
        "is_more": found.is_more(scope.kind),
        "filters": _filters(found, scope, address),
        "names": {kind: str(names.one) for kind, names in NAMES.items()},
        "sorts": KINDS,
        "page": scope.page,
        "pages": pages,
        "page_url": lambda page: address(**chosen, page=page),
    }


def _whole_kinds(slug: str, query: str) -> list[tuple[str, str]]:
    """Where all things of a kind stand whose name was looked for, as (what they are called, address)."""
    return [
        (str(names.many).lower(), url_for(".search", slug=slug, kind=kind))
        for kind, names in _names().items()
        if any(_is_called(query, str(name)) for name in names)
    ]


def _is_called(query: str, name: str) -> bool:
    """Whether the query is the name, a form of it or a slip of it."""
    word, name = query.casefold(), name.casefold()
    is_slip = mistakes(word, name) <= most_mistakes(word) if word else False
    return is_slip or stems.stems_of(word)[0] == stems.stems_of(name)[0]


def _filters(found: Found, scope: Scope, address: Callable[..., str]) -> list[Choice]:
    kinds = [kind for kind in NAMES if found.counts.get(kind) or kind == scope.kind]
    everything = Choice(_("Everything"), address(), _count(found, ""), is_current=not scope.kind)
    return [
        everything,
        *(
            Choice(str(NAMES[kind].many), address(kind=kind), _count(found, kind), kind == scope.kind)
            for kind in kinds
        ),
    ]


def _count(found: Found, kind: str) -> str:
    return f"{found.of(kind)}+" if found.is_more(kind) else str(found.of(kind))


def _line(hit: Hit, answer: Answer) -> Line:
    return Line(
        hit=hit,
        url=url_for(hit.endpoint, **hit.values),
        title=excerpts.marked(str(hit.label), answer.words),
        excerpt=excerpts.excerpt(hit.text, answer.words, answer.own),
    )
