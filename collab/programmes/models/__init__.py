"""A programme, what it defines, and who is in it."""

from collab.programmes.models.definitions import (
    Branch,
    Goal,
    Indicator,
    PlanSection,
    Sector,
    Stage,
    Strand,
    TeamRule,
)
from collab.programmes.models.organisations import (
    Enrolment,
    Organisation,
    OrganisationKind,
    Part,
    Participation,
    letters_of,
)
from collab.programmes.models.people import Membership, Role
from collab.programmes.models.programme import Programme, ProgrammeState

__all__ = [
    "Branch",
    "Enrolment",
    "Goal",
    "Indicator",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Part",
    "Participation",
    "PlanSection",
    "Programme",
    "ProgrammeState",
    "Role",
    "Sector",
    "Stage",
    "Strand",
    "TeamRule",
    "letters_of",
]
