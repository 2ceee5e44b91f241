"""What is being done while proposals are searched for: a step with its numbers, and a sentence."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from msgspec import Struct, field

from collab.text import _, number


class Step(StrEnum):
    """What a search does, in about this order."""

    BEGINNING = "beginning"
    COUNTING = "counting"
    CHOOSING = "choosing"
    BOUNDING = "bounding"
    MIXING = "mixing"
    ANOTHER = "another"
    CLASHING = "clashing"


class Progress(Struct, frozen=True):
    """A step, and the numbers that its sentence says."""

    step: Step
    numbers: Mapping[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        """In the language in use."""
        said = {name: number(value) for name, value in self.numbers.items()}
        return _sentences()[self.step] % said


Tell = Callable[[Progress], None]


def of_values(step: str, numbers: Mapping[str, int]) -> Progress:
    """What was kept of a progress. Raises ValueError for a step that nobody knows."""
    return Progress(Step(step), numbers)


def _sentences() -> dict[Step, str]:
    return {
        Step.BEGINNING: _("Searching for a division of %(people)s people to begin with"),
        Step.COUNTING: _("Looking at every team that %(people)s people could form"),
        Step.CHOOSING: _("Proposal %(number)s: choosing among %(teams)s teams"),
        Step.BOUNDING: _("Counting what no division can beat"),
        Step.MIXING: _("Mixing a few teams at a time"),
        Step.ANOTHER: _("Searching for proposal %(number)s"),
        Step.CLASHING: _("There is no division: looking for what clashes"),
    }
