"""The form in which organisers edit the rules for teams: a row for each kind of rule."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from wtforms import (  # type: ignore[attr-defined] # SelectChoice is newer than the stubs
    IntegerField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
)
from wtforms.validators import NumberRange, Optional

from collab.teams.composition import HEAVIEST, SETTINGS, Rule, RuleKind
from collab.text import _, _l
from collab.web.forms import Form

MOST = 1_000_000_000
"""The greatest number that a rule takes, in a file as well: people, municipalities, kilometres."""


class Strength(StrEnum):
    """Whether a rule is in use, and how it binds."""

    NONE = "none"
    ADVISORY = "advisory"
    HARD = "hard"


def _number(label: Any) -> IntegerField:
    asked = _l("Write a whole number from 0 to %(max)s.")
    return IntegerField(label, [Optional(), NumberRange(0, MOST, asked)])


class RuleRow(Form):
    """One kind of rule. Which numbers it takes, its kind says."""

    strength = SelectField(
        _l("Binds"),
        choices=[
            SelectChoice(Strength.NONE, _l("Not in use")),
            SelectChoice(Strength.ADVISORY, _l("A wish")),
            SelectChoice(Strength.HARD, _l("Must be kept")),
        ],
    )
    least = _number(_l("At least"))
    most = _number(_l("At most"))
    sectors = SelectMultipleField(_l("Sectors"), validate_choice=True)
    weight = IntegerField(
        _l("Weight of the wish"),
        [Optional(), NumberRange(1, HEAVIEST, _l("Write a whole number from 1 to %(max)s."))],
    )

    def __init__(
        self, kind: RuleKind, sectors: Iterable[tuple[str, str]], rule: Rule | None, nth: int = 0
    ) -> None:
        super().__init__(prefix=f"{kind.value}-{nth}" if nth else kind.value, data=_filled(rule))
        self.kind = kind
        for number in (self.least, self.most, self.weight):
            number.flags.optional = False  # a rule in use needs them, and the weight has its one
        self.sectors.choices = list(sectors)
        takes = SETTINGS[kind]
        self.shown = [
            field
            for field, is_taken in (
                (self.least, "min" in takes),
                (self.most, not takes.isdisjoint({"max", "max_km"})),
                (self.sectors, "sectors" in takes),
            )
            if is_taken
        ]

    def validate(self, *args: Any, **values: Any) -> bool:
        """A rule in use needs its numbers, the greatest not below the least."""
        valid = bool(super().validate(*args, **values))
        if self.strength.data == Strength.NONE:
            return valid
        self._demand_numbers()
        least, most = self.least.data, self.most.data
        sectors = list(self.sectors.choices or ())
        if self.kind is RuleKind.SECTORS and least is not None and least > len(sectors):
            self.least.errors = [_("The programme does not have so many sectors.")]
        if len(self.shown) == 2 and least is not None and most is not None and most < least:
            self.most.errors = [_("At most cannot be below at least.")]
        return valid and not any(field.errors for field in self.shown)

    def _demand_numbers(self) -> None:
        """A size may have only a least or only a most, as in a file; anything else needs what it takes."""
        numbers = [field for field in (self.least, self.most) if field in self.shown]
        if self.kind is RuleKind.SIZE and any(field.data is not None for field in numbers):
            return
        for field in numbers:
            if field.data is None and not field.errors:
                field.errors = [_("Write a number, or choose that the rule is not in use.")]

    @property
    def rule(self) -> Rule | None:
        """The rule as filled in; None when it is not in use. For a valid row."""
        if self.strength.data == Strength.NONE:
            return None
        is_hard = self.strength.data == Strength.HARD
        return Rule(
            self.kind,
            is_hard,
            self.least.data if self.least in self.shown else None,
            self.most.data if self.most in self.shown else None,
            tuple(dict.fromkeys(self.sectors.data or ())) if self.sectors in self.shown else (),
            1 if is_hard else self.weight.data or 1,  # a file with a weight of a hard rule is refused
        )


def rows(rules: Iterable[Rule], sectors: Mapping[str, str]) -> list[RuleRow]:
    """A row for each kind of rule, filled with what the programme has now.

    A programme that was imported long ago may have several of one kind: each has its row.
    """
    known: dict[RuleKind, list[Rule | None]] = {kind: [] for kind in RuleKind}
    for rule in rules:
        known[rule.kind].append(rule)
    return [
        RuleRow(kind, sectors.items(), rule, nth)
        for kind, found in known.items()
        for nth, rule in enumerate(found or [None])
    ]


def _filled(rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"strength": Strength.NONE.value, "weight": 1}
    strength = Strength.HARD if rule.is_hard else Strength.ADVISORY
    return {
        "strength": strength.value,
        "least": rule.least,
        "most": rule.most,
        "sectors": list(rule.sectors),
        "weight": rule.weight,
    }
