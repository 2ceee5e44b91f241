"""What is being done is told as it goes, in a sentence of any language."""

import json
from pathlib import Path

import pytest

from collab.proposals import progress
from collab.proposals.progress import Progress, Step
from collab.proposals.proposing import propose
from collab.proposals.reading import read
from collab.text import in_language

SEVEN = (Path(__file__).parent / "seven.json").read_bytes()


def test_each_step_is_told_and_can_be_kept() -> None:
    told: list[Progress] = []
    propose(read(SEVEN), tell=told.append)
    assert [one.step for one in told][:3] == [Step.BEGINNING, Step.COUNTING, Step.CHOOSING]
    kept = json.loads(json.dumps([[one.step, dict(one.numbers)] for one in told]))
    assert [progress.of_values(*one) for one in kept] == told


@pytest.mark.parametrize("step", Step)
def test_every_step_has_a_sentence_in_both_languages(step: Step) -> None:
    told = Progress(step, {"people": 1000, "number": 2, "teams": 7})
    said = set()
    for code in ("sv", "en"):
        with in_language(code):
            said.add(str(told))
    assert len(said) == 2
    assert not any("%(" in sentence for sentence in said)
