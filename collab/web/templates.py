"""Jinja with less to do for each value, call and import of a page: the same templates, the same pages.

A page says some hundred values, calls some hundred functions and imports some ten macros. What Jinja does
for every conceivable program around each of these takes as long as the page's own work.
"""

from collections.abc import Callable, MutableMapping
from functools import lru_cache
from types import BuiltinMethodType, CodeType, FunctionType, MethodType
from typing import Any

import markupsafe
from flask import templating
from jinja2 import Environment, Template, pass_eval_context, runtime
from markupsafe import Markup

_SAFE: Callable[[str], str] = vars(markupsafe)["_escape_inner"]
"""What `escape` says of a string, as a string and not yet as Markup."""
_PLAIN = frozenset({FunctionType, MethodType, BuiltinMethodType, type(lru_cache(lambda: None))})
"""Kinds of what is called as it is, unless it is marked."""
_MARK = "jinja_pass_arg"
_ASKS_HOW = getattr(pass_eval_context(lambda _how: None), _MARK)
"""The mark of a function that asks first how its words are to be escaped."""


def shown(value: Any) -> str:
    """A value as it stands in HTML, escaped unless it is Markup.

    The same characters as `markupsafe.escape`, which makes each of them Markup: here they are joined at once.
    """
    kind = type(value)
    if kind is str:
        return _SAFE(value)
    return value if kind is Markup else markupsafe.escape(value)


class Context(runtime.Context):
    """What a template knows; it calls functions and macros straight on."""

    def call(self, called: Any, /, *values: Any, **named: Any) -> Any:
        """What `called` answers. Those that Jinja has special ways to call it calls itself."""
        kind = type(called)
        if kind is runtime.Macro:
            values = (self.eval_ctx, *values)
        elif kind not in _PLAIN:
            return super().call(called, *values, **named)
        else:
            asks = getattr(called, _MARK, None)
            if asks is _ASKS_HOW:
                values = (self.eval_ctx, *values)
            elif asks is not None:
                return super().call(called, *values, **named)
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        return called(*values, **named)


class CheaperTemplate(Template):
    """A template that shows its values by `shown`."""

    @classmethod
    def from_code(
        cls, environment: Environment, code: CodeType, globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:  # fmt: skip
        """The template of this code, whose module calls `escape` for each value."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = shown
        return template


class Templates(templating.Environment):
    """Flask's environment, whose templates all know the same before they are given values."""

    context_class = Context
    template_class = CheaperTemplate

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What every template knows, itself and not a map before it.

        Looking through that map is what importing a macro took longest for.
        """
        return super().make_globals(d) if d else self.globals
