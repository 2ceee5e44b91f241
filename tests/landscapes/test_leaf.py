"""The package stands on the standard library alone, and on its own chance."""

import ast
import sys
from pathlib import Path

import pytest

import collab.landscapes
from collab.landscapes.dice import Dice
from collab.landscapes.shapes import placed, rect, trail

PACKAGE = Path(collab.landscapes.__file__).parent
MODULES = {str(path.relative_to(PACKAGE)): path for path in sorted(PACKAGE.rglob("*.py"))}


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_the_standard_library_and_its_siblings(module: str) -> None:
    foreign = {
        name
        for name in _imported(MODULES[module])
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("collab.landscapes")
    }
    assert foreign == ({"resvg_py"} if module == "raster.py" else set())


def test_nothing_in_the_package_imports_the_rasteriser() -> None:
    assert [name for name, path in MODULES.items() if "collab.landscapes.raster" in _imported(path)] == []


def test_dice_fall_the_same_way_for_the_same_seed() -> None:
    one, same, other = Dice("a"), Dice("a"), Dice("b")
    throws = [one.throw() for _ in range(20)]
    assert throws == [same.throw() for _ in range(20)]
    assert throws != [other.throw() for _ in range(20)]


def test_dice_stay_within_their_bounds_and_use_them() -> None:
    dice = Dice("bounds")
    between = [dice.between(-3, 5) for _ in range(500)]
    assert -3 <= min(between) < -2.8
    assert 4.8 < max(between) < 5
    assert {dice.pick("abc") for _ in range(60)} == {"a", "b", "c"}
    assert {dice.side() for _ in range(60)} == {-1, 1}


def test_several_things_are_different_things() -> None:
    dice = Dice("several")
    assert sorted(dice.several(range(6), 6)) == [0, 1, 2, 3, 4, 5]
    assert len(set(dice.several(range(6), 3))) == 3
    assert len(dice.several("ab", 5)) == 2


def test_what_never_happens_never_happens() -> None:
    dice = Dice("fate")
    assert not any(dice.happens(0) for _ in range(100))
    assert all(dice.happens(1) for _ in range(100))


def test_a_trail_keeps_numbers_apart_and_commands_tight() -> None:
    assert trail("M", 1, 2, "h", -3, "q4 -60", 7.6, 8) == "M1 2h-3q4 -60 8 8"


def test_a_thing_is_placed_enlarged_and_mirrored() -> None:
    square = rect((0, 0, 2, 2), "#000000")
    assert placed([square], (3, 4)) == f'<g transform="translate(3 4)">{square}</g>'
    assert (
        placed([square], (3, 4), 2, True) == f'<g transform="translate(3 4) scale(-2.00 2.00)">{square}</g>'
    )
