"""What an update says, and what it still has to say before others may read it."""

from datetime import date
from enum import StrEnum
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from collab.files.actions import Description
from collab.files.models import Picture
from collab.programmes.models import Goal, Indicator
from collab.project_files.arrived import Arrived
from collab.project_files.models import ProjectFile
from collab.projects.models import Status
from collab.updates.models import Kind, Update, Visibility

MOST_PICTURES = 4
WITHOUT_STATUS = frozenset({Kind.QUESTION, Kind.JOIN})
"""Kinds that speak to the others, not of how the project goes: their text is enough."""
MOST_COUNTED = 1_000_000
"""What one update adds to an indicator."""


class Missing(StrEnum):
    """What an update may lack."""

    STATUS = "status"
    TEXT = "text"
    NEXT_STEP = "next-step"
    DUE_DAY = "due-day"
    COMING_DAY = "coming-day"
    """The next step was due before the update was posted."""
    GOAL = "goal"
    """A number counts for a goal that is not chosen."""
    ALTERNATIVE = "alternative"
    """A picture without words for those who cannot see it."""


class Shown(Struct, frozen=True):
    """A picture and what is said of it."""

    picture: Picture
    description: Description


class Counted(Struct, frozen=True):
    """What an update adds to an indicator, with a word on how it was counted."""

    indicator: Indicator
    value: int
    note: str = ""


class Content(Struct, frozen=True):
    """Everything that an author writes in an update."""

    status: Status | None = None
    text: str = ""
    next_step: str = ""
    next_step_due_on: date | None = None
    kind: Kind = Kind.PROGRESS
    visibility: Visibility = Visibility.PROGRAMME
    goals: tuple[Goal, ...] = ()
    counted: tuple[Counted, ...] = ()
    """By the indicators' ids."""
    pictures: tuple[Shown, ...] = ()
    files: tuple[ProjectFile, ...] = ()
    new_files: tuple[Arrived, ...] = ()
    """What the project does not have yet."""

    @classmethod
    def of(cls, update: Update) -> "Content":
        """What an update says now."""
        return cls(
            status=update.status,
            text=update.text,
            next_step=update.next_step,
            next_step_due_on=update.next_step_due_on,
            kind=update.kind,
            visibility=update.visibility,
            goals=tuple(update.goals),
            counted=tuple(Counted(c.indicator, c.value, c.note) for c in update.contributions),
            pictures=tuple(Shown(p.picture, _description(p.picture)) for p in update.pictures),
            files=tuple(file for file in update.files if file.removed_at is None),
            new_files=tuple(Arrived(f.name, f.kind, f.size, f.sha256) for f in update.new_files),
        )

    def says_the_same(self, other: "Content") -> bool:
        """Whether a reader would see no difference; a picture sent once more is the same picture."""
        return self._without_pictures() == other._without_pictures() and self._seen() == other._seen()

    def _without_pictures(self) -> "Content":
        return replace(self, pictures=())

    def _seen(self) -> list[tuple[object, Description]]:
        return [(shown.picture.variants, shown.description) for shown in self.pictures]

    def missing(self, since: date) -> list[Missing]:
        """What it lacks before it may be posted on the day `since`."""
        due, goals = self.next_step_due_on, {goal.id for goal in self.goals}
        has_step, is_report = bool(self.next_step.strip()), self.kind not in WITHOUT_STATUS
        lacks = {
            Missing.STATUS: self.status is None and is_report,
            Missing.TEXT: not self.text.strip(),
            Missing.NEXT_STEP: not has_step and (is_report or due is not None),
            Missing.DUE_DAY: due is None and (is_report or has_step),
            Missing.COMING_DAY: due is not None and due < since,
            Missing.GOAL: any(one.indicator.goal_id not in goals for one in self.counted),
            Missing.ALTERNATIVE: any(shown.description.is_missing for shown in self.pictures),
        }
        return [what for what, lacking in lacks.items() if lacking]


class SentForm(Struct, frozen=True):
    """What came with the words of a comment: the key of its form, and whom its page said they are for."""

    key: str | None = None
    is_for_team: bool = False
    """The team and those who lead, whoever may read the update by now."""

    def key_for(self, text: str) -> str | None:
        """What tells a comment with these words from every other; None where no form sent it."""
        return None if self.key is None else sha256(f"{self.key} {text}".encode()).hexdigest()[:32]


def _description(picture: Picture) -> Description:
    return Description(picture.alternative, picture.is_decorative, picture.caption)
