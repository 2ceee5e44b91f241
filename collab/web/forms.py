"""The base of every form: CSRF, errors for the summary, and rules said where the person is."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import wtforms
from flask_wtf import FlaskForm
from msgspec import Struct
from wtforms import Field, FieldList, FormField, StringField
from wtforms.meta import DefaultMeta
from wtforms.validators import Length, ValidationError

from collab import clock, db
from collab.errors import RuleViolation
from collab.text import _, _n, number
from collab.web.numbers import whole


class FieldError(Struct, frozen=True):
    """One line of the error summary: the field's id to jump to and the sentence said at it."""

    field_id: str
    message: str


def plain(text: Any) -> Any:
    """A text without the character NUL, which PostgreSQL does not keep, and with lines that end as anywhere
    but in a form that a browser sends."""
    return text.replace("\0", "").replace("\r\n", "\n") if isinstance(text, str) else text


class Fits(Length):
    """At most so many characters. What is longer is refused with how many are too many, and stays."""

    def __init__(self, most: int) -> None:
        super().__init__(max=most)

    def __call__(self, form: Any, field: Any) -> None:
        """Raises ValidationError."""
        over = len(field.data or "") - self.max
        if over > 0:
            raise ValidationError(
                _n(
                    "%(over)s character too many: at most %(most)s can be saved. Nothing is cut off.",
                    "%(over)s characters too many: at most %(most)s can be saved. Nothing is cut off.",
                    over,
                    over=number(over),
                    most=number(self.max),
                )
            )


A_YEAR, TEN_YEARS = timedelta(days=366), timedelta(days=3653)


class Near:
    """A day, or a moment, at most so far from the site's day. What is farther off is a slip of the hand."""

    def __init__(self, most: timedelta = TEN_YEARS) -> None:
        self.most = most

    def __call__(self, _form: Any, field: Any) -> None:
        """Raises ValidationError."""
        day: date | None = field.data.date() if isinstance(field.data, datetime) else field.data
        first, last = clock.today() - self.most, clock.today() + self.most
        if day is not None and not first <= day <= last:
            raise ValidationError(
                _("Choose a day from %(first)s to %(last)s.", first=first.isoformat(), last=last.isoformat())
            )


def _bound(form: Any, unbound_field: Any, options: Any) -> Any:
    """The field of a form. Every text goes through `plain` before the field's own filters.

    No browser cuts off what is pasted into it: its greatest length is its flag `limit`, for the page to say,
    and a `Length` without a sentence of its own refuses what is longer as `Fits` does.
    """
    if not issubclass(unbound_field.field_class, StringField):
        return unbound_field.bind(form=form, **options)
    options["filters"] = [plain, *unbound_field.kwargs.get("filters", ())]
    field = unbound_field.bind(form=form, **options)
    field.validators = [_said(one) for one in field.validators]
    if "maxlength" in field.flags:
        field.flags.limit = field.flags.maxlength
        del field.flags.maxlength
    return field


def _said(validator: Any) -> Any:
    """The validator; in the place of one that would say less, `Fits`."""
    is_bare = type(validator) is Length and not validator.message and validator.min < 0 < validator.max
    return Fits(validator.max) if is_bare else validator


class Part(wtforms.Form):
    """A part of a form that comes several times in it: `Parts(FormField(…))`."""

    class Meta(DefaultMeta):
        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            """The field, whose text is plain."""
            return _bound(form, unbound_field, options)


class Parts(FieldList):  # type: ignore[type-arg] # generic in the stubs alone
    """As many parts as were sent, each with its number in the names of its fields: `teams-0-name`.

    What no page of ours has sent for a number is overlooked: Python reads neither thousands of digits nor ²,
    which it calls one.
    """

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        start = f"{prefix}-"
        sent = (name.removeprefix(start) for name in formdata if name.startswith(start))
        numbers = (whole(rest.partition("-")[0]) for rest in sent)
        return (at for at in numbers if at >= 0)


class Form(FlaskForm):  # type: ignore[misc]
    """A form of Collab. After a failed `validate_on_submit` or `carry_out`, answer with 422."""

    refusal: RuleViolation | None = None
    """Why `carry_out` refused the last time."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            """The field, whose text is plain."""
            return _bound(form, unbound_field, options)

    def carry_out(self, action: Callable[..., Any], *args: Any, **values: Any) -> bool:
        """Run the action in a savepoint; a RuleViolation becomes its error; what was typed stays.

        What the action answered is the form's `result`.
        """
        try:
            with db.session.begin_nested():
                self.result = action(*args, **values)
        except RuleViolation as refusal:
            self.refusal = refusal
            self.form_errors.append(str(refusal))
            return False
        return True

    @property
    def summary(self) -> list[FieldError]:
        """Every error in the order of the fields; the form's own first."""
        own = [FieldError("", message) for message in self.form_errors]
        return own + [FieldError(field.id, str(m)) for field in leaves(self) for m in field.errors]


def leaves(fields: Iterable[Field]) -> Iterator[Field]:
    """The fields that a person fills in, those of forms inside a form included."""
    for field in fields:
        if isinstance(field, FormField | FieldList):
            yield from leaves(field)
        else:
            yield field
