"""Letters about a team: one that waits does not go out when its reader has left the team.

Nor does what somebody is asked in it, when that has been answered or taken back meanwhile.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from collab import db
from collab.accounts.models import Anybody, Person
from collab.statements import at_most
from collab.teams import policy
from collab.teams.models import Invitation, JoinRequest, JoinState, Team

_ASKING: Mapping[str, type[JoinRequest | Invitation]] = {"asked": JoinRequest, "invited": Invitation}
"""What waits for an answer, by what the letter tells."""


def to_member(person: Person, team: int) -> dict[str, Any]:
    """What a letter's values hold so that it reaches its reader only while in the team of that id."""
    return {"reader": person.id, "while_in": [team]}


def has_left(values: Mapping[str, Any]) -> bool:
    """Whether a letter with these values is for somebody who is in none of its teams any more.

    Nor in one that took such a team over.
    """
    if "while_in" not in values:
        return False
    reader = Anybody(values["reader"], is_site_organiser=False)
    still = select(Team.id).where(Team.id.in_(values["while_in"]), Team.id.in_(policy.part_of(reader)))
    return db.session.scalar(still.limit(at_most(1))) is None


def is_answered(values: Mapping[str, Any]) -> bool:
    """Whether a letter with these values asks what waits for no answer any more."""
    asked = _ASKING.get(values.get("what", ""))
    if asked is None:
        return False
    waits = select(asked.id).where(asked.key == values["key"], asked.state == JoinState.PENDING)
    return db.session.scalar(waits) is None
