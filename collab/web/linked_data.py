"""What a page says of itself in schema.org's words (JSON-LD 1.1), for search engines."""

from collections.abc import Mapping
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from collab.text import _
from collab.web.addresses import site

Node = dict[str, Any]
"""A thing: its @type and what is known about it. What is not known is left out."""


def document(*things: Node) -> Markup:
    """What stands in a page: one document of all its things, written so that nothing ends its element."""
    whole = {"@context": "https://schema.org", "@graph": list(things)}
    return htmlsafe_json_dumps(whole, sort_keys=True)


def thing(kind: str, known: Mapping[str, Any]) -> Node:
    """A thing of that kind, without what is empty."""
    return {
        "@type": kind,
        **{name: value for name, value in known.items() if value not in (None, "", [], {})},
    }


def invented() -> str:
    """What readers and machines away from the site are told of demonstration content."""
    return _("Demonstration: the content is invented.")


def demonstration(is_demonstration: bool) -> Node:
    """What a thing says of itself where its content is invented."""
    return {"disambiguatingDescription": invented()} if is_demonstration else {}


def organisation(name: str, kind: str = "Organization", **known: Any) -> Node:
    """Who is behind something."""
    return thing(kind, {"name": name, **known})


def breadcrumbs(*steps: tuple[str, str]) -> Node:
    """The way to the page, (name, path) each, from the first page to the page itself."""
    items = [
        {
            "@type": "ListItem",
            "position": number,
            "name": name,
            "item": {"@type": "WebPage", "@id": site() + path, "name": name},
        }
        for number, (name, path) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
