"""Feeds as Atom documents (RFC 4287)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from xml.etree import ElementTree as xml  # noqa: N813 - "xml" reads better than its class-like name

from msgspec import Struct

from collab.text import legible

MIMETYPE = "application/atom+xml"
ATOM = "http://www.w3.org/2005/Atom"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
BASE = "{http://www.w3.org/XML/1998/namespace}base"

xml.register_namespace("", ATOM)


class Entry(Struct, frozen=True):
    """One piece of news. Moments are the site's, UTC-aware; `html` is what its page shows, in `language`."""

    id: str
    address: str
    title: str
    summary: str
    html: str
    author: str
    language: str
    published: datetime
    updated: datetime
    is_demonstration: bool = False
    """Whether its content is invented: it is filed under that."""


class Feed(Struct, frozen=True):
    """What is new in one place; `address` is its page, `own_address` the feed itself."""

    id: str
    address: str
    own_address: str
    title: str
    subtitle: str
    authors: Sequence[str]
    language: str
    begun_on: date
    """When nothing has been published yet, it was last changed on that day."""
    entries: Sequence[Entry]

    @property
    def updated(self) -> datetime:
        """When the newest change was made."""
        beginning = datetime(self.begun_on.year, self.begun_on.month, self.begun_on.day, tzinfo=UTC)
        return max((entry.updated for entry in self.entries), default=beginning)


def tag(host: str, year: int, *parts: str) -> str:
    """A lasting identifier that is no address (RFC 4151): `host` in `year`, then what is meant."""
    return f"tag:{host},{year}:{'/'.join(parts)}"


def document(feed: Feed) -> bytes:
    """The feed as UTF-8 XML."""
    root = xml.Element(f"{{{ATOM}}}feed", {LANGUAGE: feed.language})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", _moment(feed.updated))
    _link(root, "self", MIMETYPE, feed.own_address)
    _link(root, "alternate", "text/html", feed.address)
    for author in feed.authors:
        _author(root, author)
    for entry in feed.entries:
        root.append(_entry(entry))
    return bytes(xml.tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(entry: Entry) -> xml.Element:
    element = xml.Element(f"{{{ATOM}}}entry", {LANGUAGE: entry.language})
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _link(element, "alternate", "text/html", entry.address)
    _text(element, "published", _moment(entry.published))
    _text(element, "updated", _moment(entry.updated))
    _author(element, entry.author)
    if entry.is_demonstration:
        xml.SubElement(element, f"{{{ATOM}}}category", {"term": "demonstration"})
    if entry.summary:
        _text(element, "summary", entry.summary)
    _text(element, "content", entry.html).attrib.update({"type": "html", BASE: entry.address})
    return element


def _text(parent: xml.Element, name: str, words: str) -> xml.Element:
    element = xml.SubElement(parent, f"{{{ATOM}}}{name}")
    element.text = legible(words)
    return element


def _link(parent: xml.Element, relation: str, kind: str, address: str) -> None:
    xml.SubElement(parent, f"{{{ATOM}}}link", {"rel": relation, "type": kind, "href": address})


def _author(parent: xml.Element, name: str) -> None:
    _text(xml.SubElement(parent, f"{{{ATOM}}}author"), "name", name)


def _moment(moment: datetime) -> str:
    """RFC 3339 in UTC to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
