"""What the teams of a proposal are called while they are drafts. Values only."""

from collections.abc import Mapping, Sequence
from typing import Any

from collab.proposals.instance import Instance
from collab.text import _


def called(teams: Sequence[Mapping[str, Any]], instance: Instance) -> list[str]:
    """The name of a team that exists, the number of one that does not yet, in the order of the division."""
    return [
        instance.name_of(team["team"]) if team["team"] else _("Team %(num)s", num=number)
        for number, team in enumerate(teams, 1)
    ]
