"""What can be wrong with updates and their rhythm in files is named, and nothing is half-loaded."""

import pytest

from collab.archive.problems import Refused
from tests.archive.conftest import Load
from tests.archive.test_faults import Fault, nothing_is_loaded

__all__ = ["nothing_is_loaded"]
pytestmark = pytest.mark.usefixtures("untouched_site", "small", "nothing_is_loaded")

STEP = "    contributes:\n"
FAULTS = {
    "a rhythm that no page offers": Fault(
        "programme.yaml", "weeks: 2", "weeks: 3", "programme.rhythm.weeks",
        "Projects write every so many weeks: 1, 2 or 4 (0: nobody is reminded).",
    ),
    "a success that does not say how it is going": Fault(
        "updates.yaml", "    kind: success\n    status: on_track\n", "    kind: success\n", "updates[0].kind",
        "Only a question or an invitation goes without status or next step.",
    ),
    "a file that nobody has": Fault(
        "updates.yaml", STEP, "    files: [recipe]\n" + STEP, "updates[0].files[0]",
        '"recipe" is no file of a project in projects.yaml, and no projects.yaml is being imported.',
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_named_with_file_line_and_field(fault: Fault, load: Load) -> None:
    said = fault.plant()
    with pytest.raises(Refused) as refused:
        load()
    assert [str(problem) for problem in refused.value.problems] == [said]
