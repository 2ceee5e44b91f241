"""What every template can use: filters for dates and numbers, versioned assets, the page's surroundings."""

from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import Any

from flask import Flask, current_app
from jinja2 import FileSystemBytecodeCache, pass_eval_context
from jinja2.bccache import Bucket
from jinja2.nodes import EvalContext
from markupsafe import Markup

from collab import clock, markdown, text
from collab.config import Settings
from collab.web import addresses, languages, once
from collab.web.parts import drawn, kept_part
from collab.web.static import StaticFiles

FILTERS = {
    "day": text.day,
    "short_day": text.short_day,
    "list_day": text.list_day,
    "weekday": text.weekday,
    "full_day": text.full_day,
    "month": text.month,
    "clock": text.time,
    "moment": text.moment,
    "number": text.number,
    "in_words": text.in_words,
    "ago": text.ago,
    "alphabetical": text.alphabetical,
    "listed": text.listed,
    "local": clock.local,
    "framed": lambda html: markdown.frame_tables(html, text._("Table")),
    "spoken": text.spoken,
    "begun": text.begun,
    "shortened": text.shortened,
    "ended": text.ended,
    "breadth": text.breadth,
    "unbroken": text.unbroken,
    "split_paragraphs": text.split_paragraphs,
}


COMPILED = "compiled"
"""The folder of an instance where compiled templates lie: a new process need not compile them again."""


class Compiled(FileSystemBytecodeCache):
    """Compiled templates on disk, for as long as there is room for them."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template; a full disk is no reason not to show the page."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def install(app: Flask) -> None:
    """Add the filters and what is the same on every page."""
    settings: Settings = app.extensions["collab-settings"]
    folder = settings.instance / COMPILED
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        app.jinja_env.bytecode_cache = Compiled(str(folder))
    app.jinja_env.filters.update(FILTERS, srcset=srcset)
    _speak(app.jinja_env)
    app.jinja_env.add_extension("jinja2.ext.do")
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    addresses.install(app)
    app.jinja_env.globals.update(
        url_for=addresses.paths(app), asset=asset, fresh_key=once.fresh_key, kept_part=kept_part, drawn=drawn
    )
    app.context_processor(_surroundings)


def _speak(environment: Any) -> None:
    """Let templates say `_("…")`, `ngettext(…)` and `{% trans %}`; a `%` in a message is written `%%`."""
    environment.add_extension("jinja2.ext.i18n")
    environment.newstyle_gettext = True
    environment.globals.update({"_": _said, "gettext": _said, "ngettext": _counted})


@pass_eval_context
def _said(where: EvalContext, message: str, **variables: Any) -> str:
    if variables:
        return _written(text._(message), where.autoescape) % variables
    return _whole(message, text.language(), where.autoescape)


@pass_eval_context
def _counted(where: EvalContext, singular: str, plural: str, num: int, **variables: Any) -> str:
    return _written(text.form_of(singular, plural, num), where.autoescape) % {"num": num, **variables}


@lru_cache(maxsize=4096)
def _whole(message: str, _language: str, is_html: bool) -> str:
    """A message without variables; a page says a hundred of them."""
    return _written(text._(message), is_html) % ()


def _written(said: str, is_html: bool) -> str:
    return Markup(said) if is_html else said  # noqa: S704 - messages are ours, and variables are escaped


def asset(path: str) -> str:
    """The address of a static file with a mark of its content, so that browsers may keep it."""
    files: StaticFiles = current_app.extensions["collab-static"]
    return files.address(path)


def srcset(image: Any, address: Callable[[str, int], str]) -> str:
    """The `srcset` of a picture that has a key and widths; `address(key, width)` gives each one's address."""
    return ", ".join(f"{address(image.key, width)} {width}w" for width in image.widths)


def _surroundings() -> dict[str, Any]:
    return {
        "language": languages.chosen(),
        "other_language": languages.other(),
        "language_switch_url": languages.switch_address(),
        "site_now": clock.now(),
        "today": clock.today(),
        "site_address": current_app.config["ADDRESS"],
    }
