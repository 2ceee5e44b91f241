"""A form of several fields that two people may have open at once: what each changed is brought together."""

import json
from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import Struct
from werkzeug.datastructures import MultiDict
from wtforms import (  # type: ignore[attr-defined] # SelectChoice is newer than the stubs
    BooleanField,
    Field,
    HiddenField,
    IntegerField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.widgets import HiddenInput

from collab.projects.fields import Said, merged
from collab.text import _
from collab.web.forms import Form

TICKED = "yes"
"""What a tick says."""


class Differing(Struct, frozen=True):
    """A field that both changed: its label, and what the other one saved."""

    label: str
    theirs: str


class Versioned(Form):
    """A form that remembers which version of the text it began with."""

    version = IntegerField(widget=HiddenInput(), default=0)

    is_overtaken = False
    """Whether somebody else saved while the person wrote; both texts are to be shown then."""

    @property
    def seen(self) -> int:
        """The version that the page showed; -1 when it did not say, so that nothing is overwritten."""
        return int(self.version.data) if self.version.raw_data and self.version.data is not None else -1

    def meet(self, version: int) -> int:
        """Meet the version that is saved now: the next save knows of it. Answers the status of the page."""
        self.is_overtaken = bool(self.is_submitted()) and self.is_behind(version)
        status = 409 if self.is_overtaken else 422 if self.is_submitted() else 200
        self.version.data, self.version.raw_data = version, None
        return status

    def is_behind(self, version: int) -> bool:
        """Whether something else is saved than the page showed."""
        return self.seen != version


class Shared(Versioned):
    """A form that carries what it began with: a save from an old page changes only what was changed there."""

    began = HiddenField()
    SHARED: ClassVar[tuple[str, ...]]
    """The fields that are brought together, each by its name."""

    differing: tuple[Differing, ...] = ()

    def bring_together(self, saved: Mapping[str, Any], version: int = 0) -> int:
        """Show what is saved now; into what somebody sent goes what others have saved since they began.

        `saved`: what each field would say. Answers the status that the page has when it is shown again.
        """
        theirs = self._said_by(type(self)(formdata=None, data=saved))
        if not self.is_submitted():
            self._show(theirs, saved)
        elif self._is_older(theirs, version):
            self._take(theirs)
        status = 409 if self.differing else 422 if self.is_submitted() else 200
        self._know(theirs, version)
        return status

    def validate(self, extra_validators: Any = None) -> bool:
        """Nothing is valid while two people's changes to one field stand against each other."""
        is_valid = super().validate(extra_validators)
        if self.differing:
            said = _("Somebody else saved while you wrote. Look at both texts, then save again.")
            self.form_errors.append(said)
        return bool(is_valid) and not self.differing

    def _is_older(self, theirs: dict[str, Said], version: int) -> bool:
        began = self._began()
        return self.seen != version if began is None else began != theirs

    def _take(self, theirs: dict[str, Said]) -> None:
        mine = self._said_by(self)
        prose = [name for name in self.SHARED if isinstance(self[name], TextAreaField)]
        many = [name for name in self.SHARED if isinstance(self[name], SelectMultipleField)]
        both = merged(self._began(), mine, theirs, prose=prose, many=many)
        for name, said in both.said.items():
            if said != mine[name]:
                self[name].process(MultiDict([(self[name].name, one) for one in said]))
        self.differing = tuple(
            Differing(self[name].label.text, _shown(self[name], theirs[name])) for name in both.clashing
        )
        self.is_overtaken = bool(self.differing)

    def _show(self, theirs: dict[str, Said], saved: Mapping[str, Any]) -> None:
        for name in theirs:
            self[name].data = saved[name]

    def _know(self, theirs: dict[str, Said], version: int) -> None:
        self.version.data, self.version.raw_data = version, [str(version)]
        self.began.data = json.dumps(theirs)

    def _began(self) -> dict[str, Said] | None:
        try:
            began = {name: tuple(map(str, said)) for name, said in json.loads(self.began.data or "").items()}
        except (ValueError, TypeError, AttributeError):
            return None
        is_ours = set(began) == set(self.SHARED) and all(map(self._is_of, began, began.values()))
        return began if is_ours else None

    def _is_of(self, name: str, said: Said) -> bool:
        return isinstance(self[name], SelectMultipleField) or len(said) == 1

    @classmethod
    def _said_by(cls, form: "Shared") -> dict[str, Said]:
        return {name: _said(form[name]) for name in cls.SHARED}


def _said(field: Field) -> Said:
    if isinstance(field, SelectMultipleField):
        return tuple(sorted(str(one) for one in field.data or []))
    if isinstance(field, SelectField):
        return ("" if field.data is None else str(field.data),)
    if isinstance(field, BooleanField):
        return (TICKED if field.data else "",)
    shown: Any = field  # the stubs know of no field what it shows
    return ((shown._value() or "").strip(),)


def _shown(field: Field, said: Said) -> str:
    """What a field says, in words: what is chosen by its names."""
    if isinstance(field, BooleanField):
        return _("Yes") if said[0] else _("No")
    if not isinstance(field, SelectField | SelectMultipleField):
        return said[0]
    names = {str(value): str(label) for value, label in map(_named, field.choices or [])}
    return ", ".join(names.get(one, one) for one in said)


def _named(choice: Any) -> tuple[Any, Any]:
    return (choice.value, choice.label) if isinstance(choice, SelectChoice) else (choice[0], choice[1])
