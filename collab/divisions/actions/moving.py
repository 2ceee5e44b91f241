"""Changing a proposal by hand, before it is applied."""

from collections.abc import Sequence

from collab import db
from collab.divisions import moving, naming, queries
from collab.divisions.models import Division
from collab.divisions.moving import NoSuchMove
from collab.divisions.queries.applying import applied_of
from collab.errors import NotFound, RuleViolation
from collab.proposals.judging import Team
from collab.text import _


def move(division: Division, who: str, to: int, *, version: int) -> None:
    """Move somebody to the team at `to` (from 0). `version`: of the proposal that was looked at.

    Raises NotFound for nobody and nowhere, RuleViolation for what a hard rule, a pin, "apart" or a formed
    team forbids, when somebody else has changed the proposal, and when it is applied.
    """
    _hold(division, version)
    instance, teams = queries.instance_of(division.search), queries.teams_of(division)
    called = naming.called(division.teams, instance)
    try:
        foreseen = moving.foresee(instance, teams, who, to, called=called)
    except NoSuchMove as no:
        raise NotFound(str(no)) from no
    for refusal in foreseen.refusals:
        raise RuleViolation(refusal)
    division.teams = _as_kept(division, foreseen.teams)
    division.version += 1


def reset(division: Division, *, version: int) -> None:
    """Let the proposal be as the solver made it. Raises RuleViolation as `move` does for what others did."""
    _hold(division, version)
    if division.is_changed:
        division.teams = division.made
        division.version += 1


def _hold(division: Division, version: int) -> None:
    db.hold(division)
    if applied_of(division) is not None:
        raise RuleViolation(_("The proposal is applied. Move people on the pages of their teams instead."))
    if division.version != version:
        raise RuleViolation(
            _("Somebody has moved people in the proposal since you opened this page. Look at it again.")
        )


def _as_kept(division: Division, teams: Sequence[Team]) -> list[dict[str, object]]:
    return [{**kept, "members": list(team.members)} for kept, team in zip(division.teams, teams, strict=True)]
