"""The addresses of public pages for search engines (sitemaps.org, protocol 0.9), in parts when many."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from msgspec import Struct

SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_FILES = 50_000
"""How many files an index may name, by the protocol."""
PAGES = (f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{SCHEMA}">\n', "</urlset>\n")
PARTS = (f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="{SCHEMA}">\n', "</sitemapindex>\n")


class Limits(Struct, frozen=True):
    """What one file may hold; these are the protocol's limits. `size` in bytes."""

    addresses: int = 50_000
    size: int = 50 * 1024 * 1024


class Page(Struct, frozen=True):
    """A public page: its full address, and when what it shows changed where that is known."""

    address: str
    modified: datetime | None = None


class Part(Struct, frozen=True):
    """A run of pages that fits into one file: where it begins among all, how many, the newest change."""

    first: int
    count: int
    modified: datetime | None


def parts(pages: Iterable[Page], limits: Limits) -> Iterator[Part]:
    """Where to cut, reading each page once and keeping none. Without pages there is one empty part."""
    frame = len("".join(PAGES).encode())
    first, count, size, modified = 0, 0, frame, None
    for page in pages:
        own = len(_page(page).encode())
        if count and (count == limits.addresses or size + own > limits.size):
            yield Part(first, count, modified)
            first, count, size, modified = first + count, 0, frame, None
        count, size, modified = count + 1, size + own, _later(modified, page.modified)
    yield Part(first, count, modified)


def file_of(pages: Iterable[Page]) -> Iterator[str]:
    """One file, piece by piece."""
    yield PAGES[0]
    for page in pages:
        yield _page(page)
    yield PAGES[1]


def index_of(files: Iterable[Page]) -> str:
    """The file that names the others; a `Page` here is a part's address and its newest change."""
    return PARTS[0] + "".join(_item("sitemap", file) for file in files) + PARTS[1]


def _page(page: Page) -> str:
    return _item("url", page)


def _item(element: str, page: Page) -> str:
    changed = f"<lastmod>{_moment(page.modified)}</lastmod>" if page.modified else ""
    return f"<{element}><loc>{escape(page.address)}</loc>{changed}</{element}>\n"


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((moment for moment in (one, other) if moment is not None), default=None)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
