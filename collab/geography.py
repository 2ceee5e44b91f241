"""The municipalities that Collab knows: names, codes, places on the map, boundaries."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from collab.text import Localised

SOURCE = Path(__file__).resolve().parent / "data" / "geography" / "skane-blekinge.json"
COUNTIES = {
    "10": Localised("Blekinge län", "Blekinge County"),
    "12": Localised("Skåne län", "Skåne County"),
}
"""By the first two digits of an SCB code."""


class Municipality(Struct, frozen=True):
    """A municipality: facts of Statistics Sweden (SCB) and its place on the programme map."""

    code: str
    name: str
    official: Localised
    slug: str
    county_code: str
    latitude: float
    longitude: float
    tile_row: int
    tile_column: int
    label: tuple[float, float]
    boundary: str
    """SVG path data in the map's view box."""


_LETTERS = str.maketrans({"å": "a", "ä": "a", "ö": "o", " ": "-"})


@cache
def municipalities() -> dict[str, Municipality]:
    """By SCB code."""
    return {row["code"]: _municipality(row) for row in _read()["municipalities"]}


@cache
def counties() -> frozenset[str]:
    """The codes of the counties that are known in full."""
    return frozenset(m.county_code for m in municipalities().values())


def county_name(code: str) -> str:
    """What a county is called in the language in use; its code where it is not known."""
    return str(COUNTIES.get(code, code))


def view_box() -> str:
    """The map's view box."""
    return str(_read()["view_box"])


@cache
def _read() -> Any:
    return json.loads(SOURCE.read_text(encoding="utf-8"))


def _municipality(row: dict[str, Any]) -> Municipality:
    return Municipality(
        code=row["code"],
        name=row["name"],
        official=Localised(row["official"], row["official_en"]),
        slug=row["name"].lower().translate(_LETTERS),
        county_code=row["county_code"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        tile_row=row["tile_row"],
        tile_column=row["tile_column"],
        label=(row["label"][0], row["label"][1]),
        boundary=row["boundary"],
    )
