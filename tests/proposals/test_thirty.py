"""Thirty people in six teams, as the bench measures them."""

import json

from msgspec.structs import replace

from bench import instances
from collab.proposals.answer import Status
from collab.proposals.judging import Cost
from collab.proposals.proposing import propose
from collab.proposals.reading import read


def test_the_ten_instances_are_files_that_can_be_read() -> None:
    found = [read(json.dumps(instances.instance(seed)).encode()) for seed in instances.SEEDS]
    assert [(len(instance.people), instance.teams.least) for instance in found] == [(30, 6)] * 10
    assert len({instance.people for instance in found}) == 10


def test_thirty_people_in_six_teams_are_proven_to_have_no_better_division() -> None:
    asked = read(json.dumps(instances.instance(1)).encode())
    answer = propose(replace(asked, proposals=1))
    assert (answer.status, answer.bounds) == (Status.OPTIMAL, (8, 44, 693))
    assert [proposal.cost for proposal in answer.proposals] == [Cost(8, 44, 693)]
