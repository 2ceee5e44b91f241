"""Two people at one text: who saves second learns what the first one saved."""

from collab.errors import RuleViolation
from collab.text import _


class Overtaken(RuleViolation):
    """Somebody else saved while this person wrote: nothing is overwritten until they have seen it."""


def demand_same(now: object, seen: object) -> None:
    """Raises Overtaken unless what is saved now is what the person has seen: a version, or the values."""
    if now != seen:
        raise Overtaken(_("Somebody else saved while you wrote. Look at both texts, then save again."))
