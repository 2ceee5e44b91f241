"""What every fetched page must be: valid HTML, one h1, labelled fields, unique ids."""

import re
from collections import Counter
from functools import lru_cache
from xml.etree.ElementTree import Element

import html5lib

LABELLED = {"input", "select", "textarea"}
# html5lib's own list of elements is older than these.
UNKNOWN_TO_PARSER = {"expected-doctype-but-got-chars"}


_SAFE = r"[^<&\"\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
_TEXT = re.compile(rf">((?:{_SAFE}|\")*)<")
_VALUE = re.compile(rf' (?!id=|for=|type=)([a-z-]+)="{_SAFE}+"')
_NAME = re.compile(rf' (id|for)="({_SAFE}+)"')


def faults_of(html: str) -> list[str]:
    """Everything that is wrong with a page, in words."""
    return _parsed(html) if _has_faults(_form_of(html)) else []


def _form_of(html: str) -> str:
    """The page as far as its faults depend on it: pages that differ in their words are parsed once."""
    numbers: dict[str, int] = {}
    html = _TEXT.sub(lambda text: f">{'x' if text[1].strip() else text[1][:1]}<", html)
    html = _VALUE.sub(r' \1="x"', html)
    return _NAME.sub(lambda name: f' {name[1]}="{numbers.setdefault(name[2], len(numbers))}"', html)


@lru_cache(maxsize=4096)
def _has_faults(form: str) -> bool:
    return bool(_parsed(form))


def _parsed(html: str) -> list[str]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document = parser.parse(html)
    faults = [
        f"line {position[0]}: {code} {values}"
        for position, code, values in parser.errors
        if code not in UNKNOWN_TO_PARSER
    ]
    elements = list(document.iter())
    ids = Counter(e.get("id") for e in elements if e.get("id"))
    faults += [f"id {name} occurs {count} times" for name, count in ids.items() if count > 1]
    headings = [e for e in elements if e.tag == "h1"]
    if len(headings) != 1:
        faults.append(f"{len(headings)} h1")
    return faults + _unlabelled(document, elements)


def _unlabelled(document: Element, elements: list[Element]) -> list[str]:
    pointed = {e.get("for") for e in elements if e.tag == "label"}
    inside = {id(child) for e in elements if e.tag == "label" for child in e.iter()}
    return [
        f"{e.tag} {e.get('name')} has no label"
        for e in elements
        if e.tag in LABELLED
        and e.get("type") not in ("hidden", "submit", "button")
        and e.get("id") not in pointed
        and id(e) not in inside
        and not e.get("aria-label")
        and not e.get("aria-labelledby")
    ]
