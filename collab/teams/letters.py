"""Letters about a team: one that waits does not go out when its reader has left the team.

Nor does what somebody is asked in it, when that has been answered or taken back meanwhile.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import exists, select

from collab import db
from collab.accounts.models import Person
from collab.programmes.models import Membership
from collab.teams.models import Invitation, JoinRequest, JoinState, TeamMember

_ASKING: Mapping[str, type[JoinRequest | Invitation]] = {"asked": JoinRequest, "invited": Invitation}
"""What waits for an answer, by what the letter tells."""


def to_member(person: Person, team: int) -> dict[str, Any]:
    """What a letter's values hold so that it reaches its reader only while in the team of that id."""
    return {"reader": person.id, "while_in": [team]}


def has_left(values: Mapping[str, Any]) -> bool:
    """Whether a letter with these values is for somebody who is in none of its teams any more."""
    if "while_in" not in values:
        return False
    placed = Membership.person_id == values["reader"], TeamMember.team_id.in_(values["while_in"])
    still = exists().where(TeamMember.membership_id == Membership.id, *placed)
    return not db.session.scalar(select(still))


def is_answered(values: Mapping[str, Any]) -> bool:
    """Whether a letter with these values asks what waits for no answer any more."""
    asked = _ASKING.get(values.get("what", ""))
    if asked is None:
        return False
    waits = select(asked.id).where(asked.key == values["key"], asked.state == JoinState.PENDING)
    return db.session.scalar(waits) is None
