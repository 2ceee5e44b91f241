"""The part of an update's form that counts: at each goal a number for what the programme counts."""

from collections.abc import Collection, Sequence

from msgspec import Struct
from wtforms import Label

from collab.programmes.models import Goal, Indicator
from collab.text import _, _l
from collab.updates.content import MOST_COUNTED, Counted
from collab.updates.files_form import FilesForm
from collab.web.forms import Parts
from collab.web.numbers import WholeNumber


class Counting(Struct, frozen=True):
    """A goal with the fields of what it is counted by."""

    goal: Goal
    fields: list[WholeNumber]


class _Named(Parts):
    """Fields that keep the numbers which they came with: each names what its field is about."""

    def _compact_indices(self) -> None:
        """Number nothing anew."""


class NumbersForm(FilesForm):
    """What the update adds to indicators, each field named after one: `numbers-7`. None has to be given."""

    numbers = _Named(WholeNumber(_l("Number"), least=1, most=MOST_COUNTED))

    def offer_numbers(self, indicators: Sequence[Indicator], counted: Sequence[Counted]) -> None:
        """What the goals are counted by; `counted`: what the update says of it now."""
        said = {} if self.is_submitted() else {one.indicator.id: one.value for one in counted}
        sent = {field.name: field for field in self.numbers.entries}
        self.notes = {one.indicator.id: one.note for one in counted}
        self.indicators = {one.id: one for one in indicators}
        self.numbers.entries = []
        for number in self.indicators:
            self.numbers.last_index = number - 1
            field = self.numbers.append_entry(said.get(number))
            self.numbers.entries[-1] = field = sent.get(field.name, field)
            field.label = Label(field.id, self._asks(number))

    def counting(self, goals: Collection[Goal]) -> list[Counting]:
        """The goals, each with its fields."""
        fields = dict(zip(self.indicators.values(), self.numbers.entries, strict=True))
        return [Counting(goal, [f for one, f in fields.items() if one.goal_id == goal.id]) for goal in goals]

    def counted(self) -> tuple[Counted, ...]:
        """The numbers that were given."""
        given = zip(self.indicators.values(), self.numbers.entries, strict=True)
        found = [Counted(one, f.data, self.notes.get(one.id, "")) for one, f in given if f.data is not None]
        return tuple(sorted(found, key=lambda one: one.indicator.id))

    def ask_for_goals(self, chosen: Collection[Goal]) -> None:
        """Say at each number that its goal is not among those that are chosen."""
        goals = {goal.id for goal in chosen}
        for one, field in zip(self.indicators.values(), self.numbers.entries, strict=True):
            if field.data is not None and one.goal_id not in goals:
                sentence = _("Choose the goal that the number counts for, or take it away.")
                field.errors = [*field.errors, sentence]

    def _asks(self, number: int) -> str:
        one = self.indicators[number]
        return _("%(name)s (%(unit)s)", name=one.name, unit=one.unit)
