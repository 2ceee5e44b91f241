"""What machines ask a site first: what they may read, where everything is, whom to tell of a flaw."""

from collections.abc import Iterator
from datetime import UTC, timedelta
from itertools import islice

from flask import current_app, stream_with_context, url_for
from werkzeug.wrappers import Response

from collab import clock
from collab.config import Settings
from collab.errors import NotFound
from collab.front import listing, sitemap
from collab.front.sitemap import Limits, Page
from collab.front.views.blueprint import bp
from collab.web.addresses import absolute, site

LIMITS = Limits()
EXPIRES_AFTER = timedelta(days=300)
"""RFC 9116 asks for less than a year."""
AN_HOUR = "public, max-age=3600"
XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"


@bp.get("/robots.txt")
def robots() -> Response:
    """Everything public may be read. What is not public is guarded, not listed here."""
    return _for_an_hour(
        f"User-agent: *\nAllow: /\n\nSitemap: {absolute('front.whole_sitemap')}\n", content_type=TEXT
    )


@bp.get("/sitemap.xml")
def whole_sitemap() -> Response:
    """Every public page, or where they are more than one file may hold, the index of the files."""
    parts = list(sitemap.parts(_pages(), LIMITS))
    if len(parts) == 1:
        return _streamed(_pages())
    files = (
        Page(absolute("front.sitemap_part", number=number), part.modified)
        for number, part in enumerate(parts, 1)
    )
    return _for_an_hour(sitemap.index_of(files), content_type=XML)


@bp.get(f"/sitemap-<int(min=1, max={sitemap.MOST_FILES}):number>.xml")
def sitemap_part(number: int) -> Response:
    """One file of many. Raises NotFound beyond the last."""
    part = next(islice(sitemap.parts(_pages(), LIMITS), number - 1, None), None)
    if part is None:
        raise NotFound(f"sitemap {number}")
    return _streamed(islice(_pages(), part.first, part.first + part.count))


@bp.get("/.well-known/security.txt")
def security_txt() -> Response:
    """Whom to tell of a security flaw (RFC 9116). Expires by the real time, on a day that moves with it."""
    settings: Settings = current_app.extensions["collab-settings"]
    midnight = clock.real().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    expires = midnight + EXPIRES_AFTER
    lines = [
        f"Contact: {settings.security_contact or absolute('contact.new')}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: sv, en",
        f"Canonical: {absolute('front.security_txt')}",
        f"Policy: {absolute('front.security')}",
    ]
    return _for_an_hour("\n".join(lines) + "\n", content_type=TEXT)


def _pages() -> Iterator[Page]:
    for page in listing.public_pages():
        path = url_for(page.endpoint, **page.values)  # not `absolute`: nobody remembers a path of each page
        yield Page(site() + path, page.modified)


def _streamed(pages: Iterator[Page]) -> Response:
    return _for_an_hour(stream_with_context(sitemap.file_of(pages)), content_type=XML)


def _for_an_hour(body: str | Iterator[str], content_type: str) -> Response:
    response = Response(body, content_type=content_type)
    response.headers["Cache-Control"] = AN_HOUR
    return response
