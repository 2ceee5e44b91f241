"""What somebody sent and the site did not take: shown to them again, to send or to copy, and kept nowhere."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from flask import current_app, request
from wtforms import FieldList, FormField, HiddenField, PasswordField, StringField
from wtforms.fields.core import UnboundField

from collab.web.csrf import is_ours
from collab.web.forms import Form

LONG = 60
"""Characters. What is shorter, one line, and of no field that is known may be a choice or a button."""
MOST_TELLING = 100
"""Fields by which a form is guessed: far fewer than may be sent, each is looked for in every form."""
_OF_THE_PAGE = ("csrf_token", "idempotency_key", "began")
"""Fields that are the page's, not what somebody wrote."""


def fields() -> list[tuple[str, str]]:
    """The fields of the form that was sent, as they are; none where they hold a password."""
    form = request.__dict__.get("form")  # only when it has been read: it may be what could not be taken
    if request.method != "POST" or not form or any("password" in name for name in form):
        return []
    return list(form.items(multi=True))


def texts() -> list[tuple[str, str]]:
    """Each text that was typed, behind what its field is called, when it was sent from a page of ours.

    What a field is called, the form knows that has most of the first that came: no view has been asked yet.
    A text of a field that no form knows comes without a name, where it is long.
    """
    sent = [(name, text) for name, text in fields() if text.strip() and name not in _OF_THE_PAGE]
    if not sent or not is_ours():
        return []
    form = _form_with(islice(dict.fromkeys(name for name, _text in sent), MOST_TELLING))
    found = ((_named(UnboundField(FormField, form), name), text) for name, text in sent)
    return [(_label_of(field), text) for field, text in found if _is_text(field, text)]


def _form_with(fields: Iterable[str]) -> type[Form]:
    """The form with most of these fields; of several the answering feature's, then the least."""
    names = list(fields)
    view = current_app.view_functions.get(request.endpoint or "")
    feature = ".".join(view.__module__.split(".")[:2]) if view is not None else ""

    def fitness(form: type[Form]) -> tuple[int, bool, int]:
        has = sum(_named(UnboundField(FormField, form), name) is not None for name in names)
        size = sum(isinstance(getattr(form, name), UnboundField) for name in dir(form))
        return has, form.__module__.startswith(f"{feature}."), -size

    return max(_forms(Form), key=fitness)


def _forms(base: type[Form]) -> Iterator[type[Form]]:
    yield base
    for form in base.__subclasses__():
        yield from _forms(form)


def _named(field: Any, name: str) -> Any:
    """The field of that name within a part or a list of parts (`0-alternative`); None where there is none."""
    if not name or not isinstance(field, UnboundField):
        return field if isinstance(field, UnboundField) else None
    first, _dash, rest = name.partition("-")
    if issubclass(field.field_class, FieldList):
        return _named(field.args[0], rest)
    if issubclass(field.field_class, FormField):
        return _named(getattr(field.args[0], first, None), rest)
    return None


def _is_text(field: Any, text: str) -> bool:
    if field is None:
        return len(text) > LONG or "\n" in text.strip()
    kind = field.field_class
    return issubclass(kind, StringField) and not issubclass(kind, HiddenField | PasswordField)


def _label_of(field: Any) -> str:
    return str(field.args[0] if field.args else field.kwargs.get("label", "")) if field is not None else ""
