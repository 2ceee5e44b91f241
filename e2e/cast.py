"""Who one can be: what the button of the demonstration says, in each language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Player:
    """One of the demonstration's cast."""

    sv: str
    en: str
    email: str


TOURISM = Player(
    "Turismansvarig, Östra Göinge", "Tourism officer, Östra Göinge", "turismansvarig@ostragoinge.example"
)
"""Coordinates the team Grundlaget, whose project is Under fötterna."""

HEAD_OF_TOURISM = Player(
    "Turistchef, Kristianstad", "Head of tourism, Kristianstad", "turistchef@kristianstad.example"
)
"""Coordinates the team Stationsvakterna, whose project is ahead of all others."""

HEAD_OF_CULTURE = Player(
    "Kulturchef, Karlskrona", "Head of culture, Karlskrona", "kulturchef@karlskrona.example"
)
"""Coordinates the team Vallgraven, which others ask to join."""

NEWCOMER = Player("Turistchef, Trelleborg", "Head of tourism, Trelleborg", "turistchef@trelleborg.example")
"""Takes part and has no team."""

HOST = Player(
    "Kultur- och fritidschef, Simrishamn",
    "Head of culture and leisure, Simrishamn",
    "kulturochfritidschef@simrishamn.example",
)
"""Coordinates the team Lågsäsong, which has room for one more."""

DEVELOPER = Player(
    "Utvecklare, kulturella och kreativa näringar, Region Skåne",
    "Developer, cultural and creative industries, Region Skåne",
    "kknutvecklare@regionskane.example",
)
"""Facilitator."""

STRATEGIST = Player(
    "Kulturstrateg, Region Blekinge",
    "Culture strategist, Region Blekinge",
    "kulturstrateg@regionblekinge.example",
)
"""Facilitator."""

PROGRAMME_MANAGER = Player(
    "Programansvarig, Region Skåne", "Programme manager, Region Skåne", "programansvarig@regionskane.example"
)
"""Organiser."""
