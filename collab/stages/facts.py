"""What a gate looks at in a project, as plain values."""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from collab.projects.readiness import Dated, Written
from collab.teams.composition import Judgement
from collab.text import Localised


class Home(Struct, frozen=True):
    """A municipality of the project: whether anybody there is told, and whether somebody has decided."""

    slug: str
    place: str
    is_informed: bool
    is_decided: bool


class InRound(Struct, frozen=True):
    """How far the project has come in a review round."""

    name: Localised
    is_handed_in: bool = False
    is_released: bool = False
    is_exempt: bool = False
    """It is not reviewed in this round."""
    is_approved: bool = False
    open_points: Mapping[str, int] = field(default_factory=dict)
    """How many of each severity the team has not answered."""
    recommended: Mapping[str, int] = field(default_factory=dict)
    """How many of the reviews that the team has end in each recommendation."""


class Facts(Struct, frozen=True):
    """A project as its gate sees it."""

    promise: Localised
    sections: Sequence[Written]
    milestones: Sequence[Dated]
    rules_missed: Sequence[Judgement]
    homes: Sequence[Home]
    updates: Mapping[str, int]
    """How many are posted, by kind."""
    rounds: Mapping[str, InRound]
    """By code, every round of the programme."""
    is_public: bool = False
    """Whether its showcase is published."""
    has_conference: bool = False
    """Whether the programme's conference is planned."""
    is_on_stage: bool = False
    """Whether it has a session of the conference."""
    has_speaker: bool = False
    """Whether that session says who speaks."""
