"""What the shared parts say to people and to assistive technology."""

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import DateField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from collab.web.forms import Form

Component = Callable[..., Element]


class Specimen(Form):
    status = RadioField(
        "How does it go?", choices=[SelectChoice("on_track", "On track"), SelectChoice("stuck", "Stuck")]
    )
    happened = TextAreaField(
        "What has happened?", [InputRequired("Write what has happened."), Length(max=600)]
    )
    next_step = StringField("What is next?", [InputRequired("Write what is next.")])
    reason = StringField("Why?", [Length(max=3)])
    due_on = DateField("By when?", [Optional()])


@pytest.fixture
def component(site: Flask) -> Iterator[Component]:
    """Render one macro in English: `component("tag", "Food")`."""

    def render(name: str, *args: Any, macro: str = "", **values: Any) -> Element:
        module: ModuleType = site.jinja_env.get_template(f"components/{name}.html").module
        html = str(getattr(module, macro or name)(*args, **values))
        fragment = html5lib.parseFragment(html, namespaceHTMLElements=False)
        assert isinstance(fragment, Element)
        return fragment

    with site.test_request_context("/", headers={"Accept-Language": "en"}):
        yield render


@pytest.fixture
def rejected(component: Component) -> Specimen:
    form = Specimen(meta={"csrf": False})
    form.validate()
    return form


def said(element: Element) -> str:
    """The text of an element, spaces folded."""
    return " ".join("".join(element.itertext()).split())


def only(element: Element, path: str) -> Element:
    found = element.findall(path)
    assert len(found) == 1
    return found[0]


def test_the_summary_counts_the_errors_and_links_each_to_its_field(
    component: Component, rejected: Specimen
) -> None:
    summary = component("error_summary", rejected)

    assert said(only(summary, ".//h2")) == "Three things need to be put right"
    assert [(link.get("href"), said(link)) for link in summary.findall(".//a")] == [
        ("#status", "Not a valid choice."),
        ("#happened", "Write what has happened."),
        ("#next_step", "Write what is next."),
    ]


def test_a_form_without_errors_has_no_summary(component: Component) -> None:
    assert said(component("error_summary", Specimen(meta={"csrf": False}))) == ""


def test_a_wrong_field_says_the_same_words_and_points_to_them(
    component: Component, rejected: Specimen
) -> None:
    field = component("field", rejected.next_step, hint="One line is enough.")

    box = only(field, ".//input")
    assert box.get("aria-invalid") == "true"
    assert box.get("aria-describedby") == "next_step-hint next_step-error"
    assert said(only(field, ".//*[@id='next_step-error']")) == "Error: Write what is next."
    assert said(only(field, ".//*[@id='next_step-hint']")) == "One line is enough."


def test_only_what_may_be_left_empty_says_so(component: Component) -> None:
    form = Specimen(meta={"csrf": False})

    assert said(only(component("field", form.due_on), ".//label")) == "By when? (optional)"
    assert said(only(component("field", form.next_step), ".//label")) == "What is next?"


def test_a_counted_field_says_its_limit_and_cuts_nothing_off(component: Component) -> None:
    field = component("field", Specimen(meta={"csrf": False}).happened, count=True)

    box = only(field, ".//textarea")
    assert said(only(field, ".//p")) == "At most 600 characters"
    assert (box.get("data-limit"), box.get("maxlength")) == ("600", None)


def test_any_field_with_a_limit_tells_it_near_the_limit_and_cuts_nothing_off(component: Component) -> None:
    field = component("field", Specimen(meta={"csrf": False}).reason)

    box, told = only(field, ".//input"), only(field, ".//p")
    assert (box.get("data-limit"), box.get("data-behaviour"), box.get("maxlength")) == ("3", "count", None)
    assert (box.get("aria-describedby"), told.get("id")) == ("reason-count", "reason-count")
    assert ("hidden" in told.attrib, "data-near" in told.attrib) == (True, True)


def test_what_is_too_long_stays_and_is_told_how_much_of_it_is_too_many(component: Component) -> None:
    form = Specimen(MultiDict({"reason": "a\r\nbcd"}), meta={"csrf": False})
    form.validate()

    assert (form.reason.data, form.reason.errors) == (
        "a\nbcd",
        ["2 characters too many: at most 3 can be saved. Nothing is cut off."],
    )


def test_the_first_choice_carries_the_id_that_the_summary_links_to(
    component: Component, rejected: Specimen
) -> None:
    choices = component("choices", rejected.status)

    assert [(box.get("type"), box.get("id")) for box in choices.findall(".//input")] == [
        ("radio", "status"),
        ("radio", "status-2"),
    ]


def test_a_status_is_an_icon_and_a_word(component: Component) -> None:
    status = component("status", "at_risk")

    assert said(status) == "At risk"
    assert [use.get("href", "").partition("#")[2] for use in status.iter() if use.tag.endswith("use")] == [
        "risk"
    ]


@pytest.mark.parametrize(
    ("current", "last", "words"),
    [
        (1, 1, ""),
        (1, 3, "1 2 3 Next"),
        (4, 9, "Previous 1 … 3 4 5 … 9 Next"),
        (9, 9, "Previous 1 … 8 9"),
    ],
)
def test_the_pager_shows_the_ends_and_the_neighbours(
    component: Component, current: int, last: int, words: str
) -> None:
    assert said(component("pager", current, last, "?page={}".format)) == words


def test_a_map_with_links_is_a_group_of_named_links(component: Component) -> None:
    drawing = {"url": "/map.svg", "codes": ["1290", "1272"]}
    linked = component(
        "map_svg", drawing, ["1290"], links={"1290": ("/k", "Kristianstad, 2 projects")}, title="Map"
    )

    svg = linked[0]
    link = next(e for e in svg.iter() if e.tag.endswith("a") and e.get("href") == "/k")
    assert svg.get("role") == "group"
    assert link.get("aria-label") == "Kristianstad, 2 projects"


def test_a_map_without_links_is_one_picture(component: Component) -> None:
    svg = component("map_svg", {"url": "/map.svg", "codes": ["1290"]}, title="Map", description="Nobody yet")[
        0
    ]

    assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", "map-title map-description")


def test_the_weave_says_who_is_missing_in_words(component: Component) -> None:
    sectors = [{"code": "culture", "name": "Culture"}]
    places = [{"name": "Ystad"}, {"name": "Osby"}]
    weave = component("weave", "The team", sectors, places, {("culture", "Ystad"): "Ys"})

    assert [said(cell) for cell in weave.findall(".//tbody//td")] == ["Ysis here", "– nobody"]


def test_what_people_say_of_a_picture_is_spoken_in_swedish(component: Component) -> None:
    said = only(component("picture", "/a.webp", "Två dörrar"), ".//img")
    silent = only(component("picture", "/a.webp"), ".//img")
    assert (said.get("lang"), silent.get("lang")) == ("sv", None)
