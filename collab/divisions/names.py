"""What everything in a search was called when somebody asked. Values only."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from collab.divisions.asking import TEAM
from collab.programmes.queries import SectorName
from collab.text import Localised, _, spoken


class Names(Struct, frozen=True):
    """Names by code, key and slug."""

    people: Mapping[str, Localised]
    themes: Mapping[str, str]
    sectors: Mapping[str, Localised]
    """In the programme's order."""
    teams: Mapping[str, str]

    def of(self, end: str) -> str:
        """Somebody, or a team as pins name it (`team:` and its slug), in the language in use."""
        if not end.startswith(TEAM):
            return str(self.people.get(end, end))
        slug = end.removeprefix(TEAM)
        return _("the team %(team)s", team=self.teams.get(slug, slug))

    @property
    def all(self) -> dict[str, object]:
        """People, themes and teams together."""
        return {**self.people, **self.themes, **self.teams}

    @property
    def sector_list(self) -> list[SectorName]:
        """The sectors in the programme's order."""
        return [SectorName(code, name) for code, name in self.sectors.items()]


def from_values(values: Mapping[str, Any]) -> Names:
    """What a search keeps."""
    return Names(
        people={code: spoken(name) for code, name in values["people"].items()},
        themes=values["themes"],
        sectors={code: spoken(name) for code, name in values["sectors"].items()},
        teams=values["teams"],
    )
