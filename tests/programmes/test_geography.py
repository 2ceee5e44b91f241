"""The municipalities of Skåne and Blekinge as the shipped file gives them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import collab

FILE = Path(collab.__file__).parent / "data" / "geography" / "skane-blekinge.json"
GEOGRAPHY: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
MUNICIPALITIES: dict[str, dict[str, Any]] = {m["code"]: m for m in GEOGRAPHY["municipalities"]}


def _points(code: str) -> list[tuple[float, float]]:
    pairs = re.findall(r"[ML]([\d.]+) ([\d.]+)", MUNICIPALITIES[code]["boundary"])
    return [(float(x), float(y)) for x, y in pairs]


def _stretches(code: str) -> set[frozenset[tuple[float, float]]]:
    points = _points(code)
    return {frozenset(pair) for pair in zip(points, [*points[1:], points[0]], strict=True)}


def test_skane_has_33_municipalities_and_blekinge_5() -> None:
    counties = [m["county_code"] for m in MUNICIPALITIES.values()]
    assert (len(MUNICIPALITIES), counties.count("12"), counties.count("10")) == (38, 33, 5)


def test_a_code_begins_with_its_county() -> None:
    assert [c for c, m in MUNICIPALITIES.items() if c[:2] != m["county_code"] or len(c) != 4] == []
    assert {m["county_code"] for m in MUNICIPALITIES.values()} == set(GEOGRAPHY["counties"])


def test_source_and_licence_are_named() -> None:
    assert GEOGRAPHY["licence"] == "CC0 1.0"
    assert GEOGRAPHY["source"].startswith("Statistics Sweden (SCB)")


@pytest.mark.parametrize(
    ("code", "official", "in_english"),
    [
        ("1290", "Kristianstads kommun", "Kristianstad Municipality"),
        ("1080", "Karlskrona kommun", "Karlskrona Municipality"),
        ("1280", "Malmö stad", "City of Malmö"),
    ],
)
def test_a_municipality_has_its_official_name(code: str, official: str, in_english: str) -> None:
    assert (MUNICIPALITIES[code]["official"], MUNICIPALITIES[code]["official_en"]) == (official, in_english)


def test_only_three_call_themselves_a_city() -> None:
    cities = {m["name"] for m in MUNICIPALITIES.values() if m["official"].endswith(" stad")}
    assert cities == {"Helsingborg", "Landskrona", "Malmö"}


def test_every_place_lies_in_the_south_of_sweden() -> None:
    outside = [
        m["name"]
        for m in MUNICIPALITIES.values()
        if not (55.3 < m["latitude"] < 56.6 and 12.4 < m["longitude"] < 16.2)
    ]
    assert outside == []


def test_malmo_lies_west_and_south_of_karlskrona() -> None:
    malmo, karlskrona = MUNICIPALITIES["1280"], MUNICIPALITIES["1080"]
    assert malmo["longitude"] < karlskrona["longitude"]
    assert malmo["latitude"] < karlskrona["latitude"]


def test_neighbours_are_neighbours_of_each_other() -> None:
    one_sided = [
        (code, other)
        for code, m in MUNICIPALITIES.items()
        for other in m["neighbours"]
        if code not in MUNICIPALITIES[other]["neighbours"]
    ]
    assert one_sided == []


def test_neighbours_are_those_whose_boundaries_coincide_on_the_map() -> None:
    stretches = {code: _stretches(code) for code in MUNICIPALITIES}
    for code, m in MUNICIPALITIES.items():
        touching = sorted(o for o in MUNICIPALITIES if o != code and stretches[o] & stretches[code])
        assert touching == m["neighbours"], m["name"]


def test_every_boundary_is_one_closed_line_inside_the_view_box() -> None:
    _, _, width, height = (float(n) for n in GEOGRAPHY["view_box"].split())
    for code, m in MUNICIPALITIES.items():
        assert re.fullmatch(r"M[\d. L]+Z", m["boundary"]), m["name"]
        assert len(_points(code)) >= 8
        assert all(0 <= x <= width and 0 <= y <= height for x, y in _points(code)), m["name"]


def test_every_label_lies_within_its_municipality() -> None:
    assert [m["name"] for code, m in MUNICIPALITIES.items() if not _is_inside(m["label"], code)] == []


def _is_inside(place: list[float], code: str) -> bool:
    """Whether a line from the place to the right crosses the boundary an odd number of times."""
    x, y = place
    points = _points(code)
    crossings = 0
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            crossings += 1
    return crossings % 2 == 1


def test_no_two_municipalities_share_a_tile() -> None:
    tiles = {(m["tile_row"], m["tile_column"]) for m in MUNICIPALITIES.values()}
    assert len(tiles) == 38
    assert (max(row for row, _ in tiles), max(column for _, column in tiles)) == (7, 8)
