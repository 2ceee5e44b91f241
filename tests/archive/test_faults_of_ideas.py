"""What can be wrong with ideas and wishes in files is named, and nothing is half-loaded."""

import pytest

from collab.archive.problems import Refused
from tests.archive.conftest import Load
from tests.archive.test_faults import Fault, nothing_is_loaded

__all__ = ["nothing_is_loaded"]
pytestmark = pytest.mark.usefixtures("untouched_site", "small", "nothing_is_loaded")

FAULTS = {
    "an idea that is nowhere": Fault(
        "ideas.yaml", "ideas: [egen-odling]", "ideas: [egen-odlig]", "wishes[1].ideas[0]",
        '"egen-odlig" is no idea in ideas.yaml. Did you mean "egen-odling"?',
    ),
    "an idea named twice": Fault(
        "ideas.yaml", "[soppa, egen-odling]", "[soppa, soppa]", "wishes[0].ideas[1]",
        '"soppa" is named twice.',
    ),
    "somebody who would be with themselves": Fault(
        "ideas.yaml", "beside: [ronneby-school]", "beside: [karlskrona-kitchen]", "wishes[0].beside[0]",
        "Everybody is with themselves.",
    ),
    "wishes said twice": Fault(
        "ideas.yaml", "{person: ronneby-school,", "{ person: karlskrona-kitchen,", "wishes[1].person",
        'What "karlskrona-kitchen" wishes for is said already.',
    ),
    "wishes of somebody who leads": Fault(
        "ideas.yaml", "{person: ronneby-school,", "{person: taster,", "wishes[1].person",
        '"taster" is no participant.',
    ),
    "a key that says whom somebody would be apart from": Fault(
        "ideas.yaml", "beside: [ronneby-school]", "apart: [ronneby-school]", "wishes[0].apart",
        "Nothing here has this key.",
    ),
    "an idea taken back before it was there": Fault(
        "ideas.yaml", "    created_at: 2019-09-01T09:00:00\n",
        "    created_at: 2019-09-01T09:00:00\n    withdrawn_at: 2019-08-01T09:00:00\n",
        "ideas[0].withdrawn_at", "It was taken back before it was there.", at="    withdrawn_at:",
    ),
    "a team around an idea that is nowhere": Fault(
        "teams.yaml", "    presentation:", "    idea: sopa\n    presentation:", "teams[0].idea",
        '"sopa" is no idea in ideas.yaml. Did you mean "soppa"?', at="    idea: sopa",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_named_with_file_line_and_field(fault: Fault, load: Load) -> None:
    said = fault.plant()
    with pytest.raises(Refused) as refused:
        load()
    assert [str(problem) for problem in refused.value.problems] == [said]
