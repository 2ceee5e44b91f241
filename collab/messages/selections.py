"""Whom a message is for: values in, values out."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from collab.programmes.models import Role
from collab.projects.models import Status
from collab.text import _l


class State(StrEnum):
    """What may be asked of a person's team."""

    ANY = ""
    NO_TEAM = "no-team"
    STANDS_STILL = "stands-still"
    AT_RISK = "at-risk"
    STUCK = "stuck"


ROLES = {
    Role.PARTICIPANT: _l("Participants"),
    Role.FACILITATOR: _l("Facilitators"),
    Role.ORGANISER: _l("Organisers"),
    Role.OBSERVER: _l("Observers"),
}
STATES = {
    State.ANY: _l("Any"),
    State.NO_TEAM: _l("Has no team"),
    State.STANDS_STILL: _l("The team's project is one to look at more closely"),
    State.AT_RISK: _l("The team's project is at risk"),
    State.STUCK: _l("The team's project is stuck"),
}
OF_PROJECTS = {State.STANDS_STILL: None, State.AT_RISK: Status.AT_RISK, State.STUCK: Status.STUCK}
"""States of a team's project, each with what the project itself says; None where the record shows it."""


class Selection(Struct, frozen=True):
    """Who fits one of the values of each kind; a kind without values asks nothing."""

    roles: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    """Slugs."""
    teams: tuple[str, ...] = ()
    """Slugs."""
    state: str = State.ANY

    @property
    def kept(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Selection":
        """The selection that was kept."""
        named = dict(kept)
        state = str(named.pop("state"))
        return cls(**{kind: tuple(values) for kind, values in named.items()}, state=state)
