"""Who would complete a team: those who are free, and those whom another incomplete team has."""

from collections.abc import Sequence

from msgspec import Struct

from collab.programmes import queries as programmes
from collab.teams import composition
from collab.teams.composition import Suggestion
from collab.teams.models import Team
from collab.teams.queries.crews import TeamCard, cards, rules_of
from collab.teams.queries.members import Member, as_member


class Helper(Struct, frozen=True):
    """Somebody who would make a team more complete."""

    member: Member
    why: Suggestion[int]
    elsewhere: TeamCard | None = None
    """The incomplete team that the person would have to leave first; None for who can come."""


def suggestions(team: Team, crew: Sequence[Member]) -> list[Helper]:
    """Who would complete the team: who can come first, then who is in another one that is incomplete."""
    others = [card for card in cards(team.programme) if card.id != team.id]
    whole = {m.membership_id for card in others if card.is_complete for m in card.members}
    taken = whole | {m.membership_id for m in crew}
    places = programmes.participants(team.programme_id)
    able = {place.id: as_member(place) for place in places if place.id not in taken}
    found = composition.suggest(
        [m.seen_from for m in crew],
        {key: member.seen_from for key, member in able.items()},
        rules_of(team.programme_id),
        [sector.code for sector in programmes.sectors(team.programme_id)],
    )
    bound = _bound(others) if team.programme.one_team_each else {}
    helpers = [Helper(able[s.key], s, bound.get(s.key)) for s in found]
    return sorted(helpers, key=lambda helper: helper.elsewhere is not None)


def _bound(teams: Sequence[TeamCard]) -> dict[int, TeamCard]:
    """Membership → the team that it is in."""
    return {m.membership_id: card for card in teams for m in card.members}
