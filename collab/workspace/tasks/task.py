"""One thing that waits for a participant."""

from datetime import date, timedelta

from msgspec import Struct

from collab import clock

SOON = timedelta(days=7)
AHEAD = timedelta(days=21)
"""How far ahead milestones wait."""


class Task(Struct, frozen=True):
    """One thing that waits. Without a date it comes last."""

    on: date | None
    title: str
    text: str
    verb: str
    url: str
    is_deadline: bool = True
    """Else `on` is the day since which it waits."""
    about: str = ""
    """The key of the update that it is about."""
    gives_way: bool = False
    """Whether it says nothing more where something else about the same update waits."""

    @property
    def is_late(self) -> bool:
        """Whether its day has passed."""
        return self.is_deadline and self.on is not None and self.on < clock.today()

    @property
    def is_soon(self) -> bool:
        """Within a week, or late."""
        return self.on is not None and self.on <= clock.today() + SOON
