"""What the programme is like now: the ground that proposals stand on, and what everything is called."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct, field
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from collab import db
from collab.divisions.asking import rule_as_values
from collab.divisions.ground import Ground, Wanted
from collab.ideas import queries as ideas
from collab.ideas.queries import Wishes
from collab.programmes import queries as programmes
from collab.programmes.models import Membership, Programme
from collab.projects import queries as running
from collab.teams import queries as teams
from collab.teams.models import Team, TeamMember
from collab.text import Localised, alphabetical


class Standing(Struct, frozen=True):
    """A programme's ground, and names for everything in it."""

    ground: Ground
    people: Mapping[str, Localised]
    """By code."""
    themes: Mapping[str, str]
    """By key."""
    sectors: Mapping[str, Localised]
    """By code, in the programme's order."""
    teams: Mapping[str, str]
    """By slug."""
    projects: Mapping[str, Localised] = field(default_factory=dict)
    """By the slug of a team that runs one: what the project is called."""

    @property
    def names(self) -> dict[str, Any]:
        """The names for JSON, as a search keeps them."""
        return {
            "people": {code: _both(name) for code, name in self.people.items()},
            "themes": dict(self.themes),
            "sectors": {code: _both(name) for code, name in self.sectors.items()},
            "teams": dict(self.teams),
        }


def _both(name: Localised) -> dict[str, str]:
    return {"sv": name.sv, "en": name.en}


def standing_of(programme: Programme) -> Standing:
    """The programme as it is now, in a constant number of statements."""
    places = {place.id: place for place in programmes.participants(programme.id)}
    themes = ideas.of_programme(programme.id)
    crews = _crews(programme)
    projects = _projects(programme, [team for team, _ in crews])
    sectors = programmes.sectors(programme.id)
    keys = {idea.id: idea.key for idea in themes}
    ground = Ground(
        people={place.code: _where(place) for place in places.values()},
        wishes=_wishes(programme, {id_: place.code for id_, place in places.items()}, keys),
        rules=tuple(str(rule_as_values(rule)) for rule in teams.rules_of(programme.id)),
        themes={idea.key: idea.teams_most for idea in themes},
        teams={team.slug: members for team, members in crews},
        ideas={team.slug: keys[team.idea_id] for team, _ in crews if team.idea_id in keys},
        running=tuple(sorted(projects)),
    )
    return Standing(
        ground,
        people={place.code: place.person.name for place in places.values()},
        themes={idea.key: idea.title for idea in themes},
        sectors={sector.code: sector.name for sector in sectors},
        teams={team.slug: team.name for team, _ in crews},
        projects=projects,
    )


def _where(place: Membership) -> tuple[str, str]:
    return (place.sector.code if place.sector else "", place.organisation.code or "")


def _wishes(programme: Programme, codes: Mapping[int, str], keys: Mapping[int, str]) -> dict[str, Wanted]:
    found = {
        codes[who]: Wanted(
            tuple(keys[idea] for idea in wishes.ideas if idea in keys),
            _named(wishes.beside, codes),
            _named(wishes.apart, codes),
        )
        for who, wishes in _in_order(ideas.wishes_of(programme.id), codes).items()
    }
    return {code: wanted for code, wanted in found.items() if wanted != Wanted()}


def _in_order(wishes: Mapping[int, Wishes], codes: Mapping[int, str]) -> dict[int, Wishes]:
    return {who: wishes[who] for who in codes if who in wishes}


def _named(others: frozenset[int], codes: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(sorted(codes[other] for other in others if other in codes))


def _projects(programme: Programme, crews: Iterable[Team]) -> dict[str, Localised]:
    found = running.by_team(programme)
    return {team.slug: found[team.id][0].title for team in crews if team.id in found}


def _crews(programme: Programme) -> list[tuple[Team, tuple[str, ...]]]:
    """The teams that stand, in Swedish order, each with the codes of its members."""
    standing = Team.programme_id == programme.id, Team.dissolved_at.is_(None)
    found = alphabetical(db.session.scalars(select(Team).where(*standing)), key=lambda team: team.name)
    rows = db.session.scalars(
        select(TeamMember)
        .join(TeamMember.team)
        .options(joinedload(TeamMember.membership))
        .where(*standing)
        .order_by(TeamMember.id)
    ).all()
    codes = {team.id: sorted(row.membership.code for row in rows if row.team_id == team.id) for team in found}
    return [(team, tuple(codes[team.id])) for team in found]
