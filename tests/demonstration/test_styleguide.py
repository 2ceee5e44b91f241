"""The style guide shows every component, in every state that its macro and its stylesheet know."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask
from jinja2 import nodes

from tests.support.browser import Browser

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
COMPONENTS = sorted(path.stem for path in (TEMPLATES / "components").glob("*.html"))
STYLES = sorted((ROOT / "static" / "css" / "components").glob("*.css"))
UNSEEN = {
    "csrf": "a token",
    "linked_data": "what a page says to machines",
    "warning": "a drawing that a script puts before its words",
}
FOUND_BY_NAME = [name for name in COMPONENTS if name not in UNSEEN]
ONLY_ELSEWHERE = {
    "masthead": "the head of each page, this one too",
    "prose": "a long text, as the accessibility statement",
    "wrong": "the page of an error",
}
"""Stylesheets of what stands around components."""
NOT_STATES = {"is-over", "flashes"}
"""What a script sets, and what stands at the head of every page."""
ONE_WAY = {
    ("error_summary", "in_focus"): "it would take the focus from whoever opens the style guide",
    ("error_summary", "lead"): "one on a page, and it shows its sentence, too",
    ("card", "level"): "it stands under the component's name",
    ("empty", "level"): "it stands under the component's name",
    ("map_svg", "hero"): "the landing page's, as large as its sea",
    ("map_svg", "highlighted"): "a map of nobody",
    ("map_svg", "title"): "a map has always a name",
    ("comment", "caller"): "a voice says something",
    ("confirm", "caller"): "it says what will happen",
    ("notice", "caller"): "it says something",
}
"""Parameters that the style guide always gives, or never."""


@pytest.fixture(scope="module")
def calls(demonstration_app: Flask) -> dict[str, list[set[str]]]:
    """By component: of each call in the style guide, which parameters it gives (`caller` is one)."""
    found: dict[str, list[set[str]]] = {name: [] for name in COMPONENTS}
    for path in (TEMPLATES / "styleguide").glob("*.html"):
        tree = demonstration_app.jinja_env.parse(path.read_text(encoding="utf-8"))
        with_caller = {id(block.call) for block in tree.find_all(nodes.CallBlock)}
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in found:
                names = [name for name, _ in parameters(demonstration_app, call.node.name)]
                given = {*names[: len(call.args)], *(word.key for word in call.kwargs)}
                found[call.node.name].append(given | ({"caller"} if id(call) in with_caller else set()))
    return found


def parameters(app: Flask, component: str) -> list[tuple[str, bool]]:
    """A macro's parameters, and whether each may be left out; `caller` is the last where it is asked for."""
    source = (TEMPLATES / "components" / f"{component}.html").read_text(encoding="utf-8")
    macro = next(app.jinja_env.parse(source).find_all(nodes.Macro))
    needed = len(macro.args) - len(macro.defaults)
    own = [(arg.name, place >= needed) for place, arg in enumerate(macro.args)]
    asks = any(name.name == "caller" for name in macro.find_all(nodes.Name))
    return [*own, ("caller", True)] if asks else own


@pytest.mark.parametrize("component", FOUND_BY_NAME)
def test_each_parameter_is_given_somewhere_and_left_out_somewhere(
    component: str, calls: dict[str, list[set[str]]], demonstration_app: Flask
) -> None:
    own = calls[component]
    assert own, f"the style guide does not show {component}"
    free = [name for name, is_free in parameters(demonstration_app, component) if is_free]
    one_way = [name for name in free if len({name in given for given in own}) == 1]
    assert [name for name in one_way if (component, name) not in ONE_WAY] == []


def test_each_exception_is_one() -> None:
    assert {component for component, _ in ONE_WAY} <= set(FOUND_BY_NAME)
    assert set(UNSEEN) <= set(COMPONENTS)
    assert set(ONLY_ELSEWHERE) <= {path.stem for path in STYLES}


@pytest.mark.parametrize(
    "style", [path for path in STYLES if path.stem not in ONLY_ELSEWHERE], ids=lambda p: p.stem
)
def test_each_class_of_a_components_stylesheet_is_seen(style: Path, visitor: Browser) -> None:
    bare = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", style.read_text(encoding="utf-8"), flags=re.DOTALL)
    known = set(re.findall(r"\.(-?[a-z_][\w-]*)", bare))
    seen = {word for element in page_of(visitor).iter() for word in (element.get("class") or "").split()}
    assert known - seen - NOT_STATES == set()


def page_of(visitor: Browser) -> Element:
    """The style guide as elements."""
    html = visitor.get("/styleguide").get_data(as_text=True)
    page = html5lib.parse(html, namespaceHTMLElements=False)
    assert isinstance(page, Element)
    return page


def test_every_component_is_found_by_its_name(visitor: Browser) -> None:
    page = page_of(visitor)
    nav = next(element for element in page.iter("nav") if element.get("class") == "guide__nav")
    linked = [(link.get("href") or "").removeprefix("#part-") for link in nav.iter("a")]
    shown = {element.get("id") for element in page.iter("div")}
    assert sorted(name for name in linked if name in COMPONENTS) == FOUND_BY_NAME
    assert [name for name in FOUND_BY_NAME if f"part-{name}" not in shown] == []


def test_every_icon_is_shown_with_its_name(visitor: Browser) -> None:
    drawn = re.findall(r'id="([\w-]+)"', (ROOT / "static" / "img" / "icons.svg").read_text(encoding="utf-8"))
    named = ["".join(code.itertext()) for code in page_of(visitor).iter("code")]
    assert sorted(named) == sorted(drawn)
