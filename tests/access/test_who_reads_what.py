"""Every cell of the table of access is asked of the real surface: nothing more is met, and nothing less."""

import pytest

from tests.access.asking import Met
from tests.access.scene import WORDS
from tests.access.table import rows

pytestmark = pytest.mark.xdist_group("the table of access")
ROWS = rows()
PARTS = {"update": "u", "comment": "c", "before": "b", "file": "f"}


def row(met: Met, state: str, who: str) -> dict[str, str]:
    """What was met, as the table says it."""
    found = {surface: parts for (of, by, surface), parts in met.items() if (of, by) == (state, who)}
    return {
        surface: "".join(letter for part, letter in PARTS.items() if part in found[surface]) or "·"
        for surface in ROWS[state, who]
    }


@pytest.mark.parametrize(("state", "who"), ROWS)
def test_who_reads_what(met: Met, state: str, who: str) -> None:
    assert row(met, state, who) == ROWS[state, who]


def test_the_table_has_every_state_person_and_surface(met: Met) -> None:
    assert {(state, who) for state, who, _surface in met} == set(ROWS)
    assert {surface for _state, _who, surface in met} == {name for row in ROWS.values() for name in row}
    assert {state for state, _who in ROWS} == set(WORDS)
