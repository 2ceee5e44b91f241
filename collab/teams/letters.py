"""Letters to those who are in a team: one that waits when its reader leaves the team does not go out."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import exists, select

from collab import db
from collab.accounts.models import Person
from collab.programmes.models import Membership
from collab.teams.models import TeamMember


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
