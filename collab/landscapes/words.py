"""The words a landscape is asked for in: what it shows, in which light, and which motif of the scene."""

from enum import StrEnum


class Scene(StrEnum):
    """What a picture shows, in the words of the demonstration content."""

    FIELD = "field"
    SEA = "sea"
    FOREST = "forest"
    HARBOUR = "harbour"
    PARK = "park"
    TOWN = "town"
    FESTIVAL = "festival"
    TABLE = "table"
    ARCHIVE = "archive"
    ROAD = "road"
    WILLOW = "willow"


class Light(StrEnum):
    """The hour or the weather that gives a picture its colours."""

    DAY = "day"
    MORNING = "morning"
    EVENING = "evening"
    DUSK = "dusk"
    WINTER = "winter"


class Motif(StrEnum):
    """One way to show a scene; the seed chooses where nobody does."""

    RAPESEED = "rapeseed"
    HILLS = "hills"
    LIGHTHOUSE = "lighthouse"
    LONGHOUSE = "longhouse"
    GALE = "gale"
    BEECHES = "beeches"
    QUARRY = "quarry"
    ROCK_PATH = "rock-path"
    QUAY = "quay"
    PIER = "pier"
    ICE = "ice"
    CASTLE = "castle"
    BENCH = "bench"
    SCREEN = "screen"
    STREET = "street"
    DOORWAY = "doorway"
    FORTRESS = "fortress"
    MOAT = "moat"
    STAGE = "stage"
    CROWD = "crowd"
    SUPPER = "supper"
    WORKBENCH = "workbench"
    LETTERS = "letters"
    LONG_TABLE = "long-table"
    COFFEE = "coffee"
    POTATOES = "potatoes"
    SHELVES = "shelves"
    PODIUMS = "podiums"
    DOORS = "doors"
    DRAWERS = "drawers"
    PLATFORM = "platform"
    TRACKS = "tracks"
    POLLARDS = "pollards"
