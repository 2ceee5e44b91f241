"""What can be wrong with stages and passages in files is named, and nothing is half-loaded."""

import pytest

from collab.archive.problems import Refused
from tests.archive.conftest import Load
from tests.archive.test_faults import Fault, nothing_is_loaded

__all__ = ["nothing_is_loaded"]
pytestmark = pytest.mark.usefixtures("untouched_site", "small", "nothing_is_loaded")

STEPS = "    milestones:\n"
WAY = "    passages:\n      - {id: back, from_stage: serve, to_stage: cook, at: 2020-01-10T09:00:00, "
BACK = WAY + "way: back, reason: Om igen"

FAULTS = {
    "a check of a kind that nobody knows": Fault(
        "programme.yaml", "kind: review_answered", "kind: review_answred", "stages[1].checks[0].kind",
        '"review_answred" is none of promise, section_words, sections_complete, team_rules, milestones, '
        "anchoring_informed, anchoring_mandate, review_answered, review_recommendation, updates, "
        "updates_of_kind, showcase_published, speaker_named, interests_answered, owner_named. "
        'Did you mean "review_answered"?',
    ),
    "a check with what its kind does not take": Fault(
        "programme.yaml", "severity: must,", "severity: must, min: 2,", "stages[1].checks[0].min",
        "A check of kind review_answered does not take this.",
    ),
    "a check that asks for nothing": Fault(
        "programme.yaml", "kind: review_answered, round: tasting, severity: must,", "kind: updates, min: 0,",
        "stages[1].checks[0].min",
        "A check that asks for nothing is always met: write a number from 1 upwards.",
    ),
    "a check for more words than the section has room for": Fault(
        "programme.yaml", "kind: review_answered, round: tasting, severity: must,",
        "kind: section_words, section: dish, min: 9000,", "stages[1].checks[0].min",
        "The section has room for 60 words; this asks for more.",
    ),
    "one code for a check and a statement": Fault(
        "programme.yaml", "{code: tasted,", "{code: answered,", "stages[1].statements[0].code",
        '"answered" is already used in this stage.', at="{code: answered, label: {sv: \"Vi",
    ),
    "an occasion that is nowhere": Fault(
        "programme.yaml", "    due_on: 2020-05-01\n", "    due_on: 2020-05-01\n    occasion: forsta-kok\n",
        "stages[1].occasion",
        '"forsta-kok" is no occasion\'s slug, nor conference. Did you mean "forsta-koket"?',
        at="    occasion:",
    ),
    "going back without a reason": Fault(
        "projects.yaml", STEPS, WAY + "way: back, by: karlskrona-kitchen}\n" + STEPS,
        "projects[0].passages[0]", 'This way needs the key "reason".', at="      - {id: back",
    ),
    "a passage to where the project is already": Fault(
        "projects.yaml", STEPS,
        WAY.replace("serve", "cook") + "way: gate, by: karlskrona-kitchen}\n" + STEPS,
        "projects[0].passages[0].to_stage", "The project is at this stage already.", at="      - {id: back",
    ),
    "a passage that leads elsewhere than the project is": Fault(
        "projects.yaml", "    stage: cook\n", "    stage: serve\n" + BACK + ", by: ronneby-school}\n",
        "projects[0].stage", "The last passage led to the stage cook.", at="    stage: serve",
    ),
    "a team that somebody else took through": Fault(
        "projects.yaml", "    stage: cook\n",
        "    stage: serve\n" + WAY.replace("serve", "x").replace("cook", "serve").replace("x", "cook")
        + "way: gate, by: taster}\n",
        "projects[0].passages[0].by", '"taster" is not one of the project\'s team.', at="      - {id: back",
    ),
    "a team that one of its own let through": Fault(
        "projects.yaml", "    stage: cook\n",
        "    stage: serve\n" + WAY.replace("serve", "x").replace("cook", "serve").replace("x", "cook")
        + "way: let-through, reason: Ja, by: ronneby-school}\n",
        "projects[0].passages[0].by", '"ronneby-school" does not lead the programme.', at="      - {id: back",
    ),
    "an agreement to what the stage does not ask": Fault(
        "projects.yaml", STEPS,
        BACK + ", agreed: [{code: tastd, at: 2020-01-09T09:00:00, by: ronneby-school}]}\n" + STEPS,
        "projects[0].passages[0].agreed[0].code",
        'The stage asks for nothing called "tastd". Did you mean "tasted"?', at="      - {id: back",
    ),
    "an agreement of somebody else": Fault(
        "projects.yaml", STEPS,
        BACK + ", agreed: [{code: tasted, at: 2020-01-09T09:00:00, by: taster}]}\n" + STEPS,
        "projects[0].passages[0].agreed[0].by", '"taster" is not one of the project\'s team.',
        at="      - {id: back",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_named_with_file_line_and_field(fault: Fault, load: Load) -> None:
    said = fault.plant()
    with pytest.raises(Refused) as refused:
        load()
    assert [str(problem) for problem in refused.value.problems] == [said]
