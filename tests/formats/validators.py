"""The formats' own validators: each answers what is wrong, in words, and nothing when nothing is."""

from pathlib import Path

import feedparser
from lxml import etree

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SITEMAP_SCHEMA = ROOT / "node_modules" / "sitemap" / "schema" / "sitemap.xsd"
"""The protocol's own schema, as it comes with the npm package `sitemap`."""
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def atom_faults(document: bytes) -> list[str]:
    """By the grammar of RFC 4287, by what it says in prose, and by a reader of feeds."""
    feed = etree.fromstring(document)
    grammar = etree.RelaxNG(etree.parse(HERE / "atom.rng"))
    grammar.validate(feed)
    faults = [str(fault) for fault in grammar.error_log]
    ids = [found.text for found in feed.iter(f"{ATOM}id")]
    if len(ids) != len(set(ids)):
        faults.append("an id occurs twice")
    for holder in (feed, *feed.iter(f"{ATOM}entry")):
        alternates = [
            link.get("type") for link in holder.findall(f"{ATOM}link") if link.get("rel") == "alternate"
        ]
        if len(alternates) != len(set(alternates)):
            faults.append("two alternate links of one type (4.1.1, 4.1.2)")
    read = feedparser.parse(
        document, response_headers={"content-type": "application/atom+xml; charset=utf-8"}
    )
    if read.bozo or read.version != "atom10":
        faults.append(f"a feed reader takes it for {read.version!r}: {read.get('bozo_exception')}")
    return faults


def sitemap_faults(document: bytes) -> list[str]:
    """By the protocol's XML schema."""
    schema = etree.XMLSchema(etree.parse(SITEMAP_SCHEMA))
    schema.validate(etree.fromstring(document))
    return [str(fault) for fault in schema.error_log]


def index_faults(document: bytes) -> list[str]:
    """An index of sitemaps by what the protocol says: its elements, their order, absolute addresses, moments.

    The packaged schema knows single files only; a part's entry has the form of a page's.
    """
    root = etree.fromstring(document)
    faults = [] if root.tag == f"{SITEMAP}sitemapindex" and len(root) else ["no sitemapindex with parts"]
    faults += [f"{part.tag} in the index" for part in root if part.tag != f"{SITEMAP}sitemap"]
    root.tag = f"{SITEMAP}urlset"
    for part in root:
        part.tag = f"{SITEMAP}url"
    return faults + sitemap_faults(etree.tostring(root))
