"""Templates with less to do say the same as Jinja's own."""

from functools import lru_cache, partial

import pytest
from flask import Flask
from jinja2 import DictLoader, UndefinedError, pass_context, pass_environment, pass_eval_context
from jinja2.nodes import EvalContext
from jinja2.runtime import Context as JinjasContext
from markupsafe import Markup, escape

from collab.text import Localised
from collab.web.templates import Context, Templates, shown


class Spoken:
    """Something with HTML of its own."""

    def __repr__(self) -> str:
        return "Spoken"

    def __html__(self) -> str:
        return "<b>said</b>"


class Words(str):
    """A string of another kind."""


class Marked:
    """Something that can be called and asks how it is used."""

    @pass_context
    def __call__(self, context: JinjasContext, word: str) -> str:
        return f"{context['name']} {word}"


@pytest.fixture
def pages(site: Flask) -> Templates:
    """An environment of its own."""
    made = Templates(site, autoescape=True)
    made.loader = DictLoader(
        {
            "macros": "{% macro greet(name, mark='!') %}<p>{{ name }}{{ mark }}"
            "{{ caller() if caller }}</p>{% endmacro %}",
            "with_macro": "{% from 'macros' import greet %}{{ greet('<Eva>') }}{{ greet(name, mark='?') }}"
            "{% call greet('x') %}<i>{{ name }}</i>{% endcall %}",
            "loop": "{% for word in words %}{{ say(word) }}{% endfor %}",
            "call": "{{ say('word') }}",
            "known": "{% from 'asks' import asked %}{{ asked() }}",
            "asks": "{% macro asked() %}{{ everywhere }}{{ name }}{% endmacro %}",
        }
    )
    return made


VALUES = [
    "plain", "<script>", "a & b",
    "\"quoted\" 'single'", "åäö → <", "", Words("<w>"), Markup("<em>"), 7, 1.5, None, True,
    Spoken(), Localised("<sv>", "<en>"), ["<a>"],
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_is_shown_as_markupsafe_would_escape_it(value: object) -> None:
    assert shown(value) == str(escape(value))


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_template_shows_it_so(pages: Templates, value: object) -> None:
    assert pages.from_string("<p>{{ value }}</p>").render(value=value) == f"<p>{escape(value)}</p>"


def test_the_sites_templates_are_such(site: Flask) -> None:
    template = site.jinja_env.get_template("errors/error.html")
    assert template.root_render_func.__globals__["escape"] is shown
    assert site.jinja_env.context_class is Context


def test_a_macro_is_given_its_values_and_escapes_them_once(pages: Templates) -> None:
    assert pages.get_template("with_macro").render(name="<Bo>") == (
        "<p>&lt;Eva&gt;!</p><p>&lt;Bo&gt;?</p><p>x!<i>&lt;Bo&gt;</i></p>"
    )


def test_a_macro_that_was_imported_does_not_know_what_the_page_was_given(pages: Templates) -> None:
    pages.globals["everywhere"] = "everywhere"
    assert pages.get_template("known").render(name="only here") == "everywhere"


def test_what_everybody_knows_is_seen_by_templates_that_were_loaded_before(pages: Templates) -> None:
    page = pages.from_string("{{ later }}")
    pages.globals["later"] = "now"
    assert page.render() == "now"


def test_a_template_with_things_of_its_own_does_not_tell_the_others(pages: Templates) -> None:
    own = pages.from_string("{{ own }}", globals={"own": "mine"})
    assert (own.render(), pages.from_string("{{ own }}").render()) == ("mine", "")


def _how(how: EvalContext, word: str) -> str:
    return f"{how.autoescape} {word}"


CALLED = {
    "a function": (lambda word: f"<{word}>", "&lt;word&gt;"),
    "a method": ("{}!".format, "word!"),
    "something remembered": (lru_cache(str.upper), "WORD"),
    "a partial": (partial(str.join, "-"), "w-o-r-d"),
    "what asks for the context": (pass_context(lambda context, word: context["name"] + word), "Evaword"),
    "what asks for the environment": (
        pass_environment(lambda where, word: type(where).__name__ + word),
        "Templatesword",
    ),
    "what asks how to escape": (pass_eval_context(_how), "True word"),
    "an object that asks for the context": (Marked(), "Eva word"),
}


@pytest.mark.parametrize("kind", CALLED)
@pytest.mark.parametrize("name", ["call", "loop"])
def test_everything_that_can_be_called_is_called_as_it_asks(pages: Templates, name: str, kind: str) -> None:
    say, expected = CALLED[kind]
    assert pages.get_template(name).render(say=say, name="Eva", words=["word"]) == expected


def test_what_asks_for_the_context_sees_the_loop_that_it_is_called_in(pages: Templates) -> None:
    say = pass_context(lambda context, word: context["words"][0] + context.resolve("mine") + word)
    page = pages.from_string("{% for number in words %}{% set mine = number %}{{ say('!') }}{% endfor %}")
    assert page.render(say=say, words=["a", "b"]) == "aa!ab!"


def test_what_is_not_there_cannot_be_called(pages: Templates) -> None:
    with pytest.raises(UndefinedError, match="'say' is undefined"):
        pages.get_template("call").render()
