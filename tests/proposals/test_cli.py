"""`collab teams propose`: JSON, a table, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from collab.cli import main
from collab.proposals import differing, proposing, telling
from collab.proposals.answer import Answer, Proposal, Status
from collab.proposals.judging import Judged
from collab.proposals.proposing import Watch
from collab.proposals.reading import read

SEVEN = Path(__file__).parent / "seven.json"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["teams", "propose", *arguments])


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A copy of the file of seven to be changed."""
    return tmp_path / "other.json"


def changed(path: Path, **values: Any) -> str:
    path.write_text(json.dumps(json.loads(SEVEN.read_text(encoding="utf-8")) | values), encoding="utf-8")
    return str(path)


def test_json_has_status_bound_and_per_proposal_cost_gap_and_teams() -> None:
    result = run(str(SEVEN), "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    said = json.loads(result.stdout)
    assert (said["status"], said["bound"]) == ("optimal", {"largest": 5, "sum": 9, "km": 203})
    assert [proposal["cost"] for proposal in said["proposals"]] == [
        {"largest": 5, "sum": 9, "km": 203},
        {"largest": 5, "sum": 10, "km": 197},
        {"largest": 8, "sum": 13, "km": 154},
    ]
    first = said["proposals"][0]
    assert first["gap"] == {"largest": 0, "sum": 0, "km": 0}
    food, coast = first["teams"]
    assert (food["theme"], food["members"], food["km"]) == ("food", ["p01", "p04", "p06", "p07"], 103)
    assert (food["missed"], coast["missed"]) == (["travel"], ["travel"])
    assert food["met"] == [
        *("size", "sectors", "each-sector", "municipalities", "same-municipality", "counties")
    ]
    assert food["ranks"] == {"p01": 2, "p04": 1, "p06": 1, "p07": 1}


def test_the_same_file_has_the_same_answer_to_the_byte() -> None:
    assert run(str(SEVEN), "--json").stdout == run(str(SEVEN), "--json").stdout


def test_a_table_is_for_people() -> None:
    lines = run(str(SEVEN)).stdout.splitlines()
    assert lines[:6] == [
        "Status: optimal",
        "",
        "Proposal 1: largest cost 5 (optimal), sum 9 (optimal), km 203 (optimal)",
        "  Team 1, food: cost 5, 103 km",
        "    p01      culture, Kristianstad, wish 2",
        "    p04      business, Bromölla, wish 1",
    ]
    assert "    - 103 km between Ronneby and Simrishamn, preferably at most 80." in lines


def test_what_clashes_is_said_with_what_would_mend_it(other: Path) -> None:
    result = run(changed(other, teams={"count": 4}), "--json", "--language", "sv")
    said = json.loads(result.stdout)
    assert (result.exit_code, said["status"], said["proposals"]) == (0, "infeasible", [])
    assert said["conflict"][0] == {
        "rule": "each-sector",
        "sentence": "Två från culture räcker inte till fyra team som alla ska ha en.",
    }
    assert {
        "changes": [{"at": "teams", "field": "count", "value": 2}],
        "sentence": "Bilda två team.",
    } in said["relaxations"]


def test_a_file_with_faults_ends_with_2_and_names_each_by_its_place(other: Path) -> None:
    path = changed(other, seed=-1, pins=[["p01", "p99"]])
    result = run(path, "--json")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        f"{path}: seed: -1 is not between 0 and 2147483647.",
        f'{path}: pins[0][1]: There is no person "p99".',
    ]
    assert [fault["place"] for fault in json.loads(result.stdout)["faults"]] == ["seed", "pins[0][1]"]


def test_a_file_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    assert run(str(tmp_path / "nowhere.json")).exit_code == 2


def test_fewer_proposals_than_asked_for_are_said_to_be_all(other: Path) -> None:
    two = [p for p in json.loads(SEVEN.read_text(encoding="utf-8"))["people"] if p["id"] in ("p01", "p05")]
    path = changed(other, people=[p | {"with": [], "apart": []} for p in two], pins=[], rules=[])
    said = json.loads(run(path, "--json").stdout)
    assert (len(said["proposals"]), said["fewer"]) == (1, "no other division differs clearly")


def test_the_emergency_stop_is_reported_as_such() -> None:
    said = json.loads(run(str(SEVEN), "--json", "--seconds", "0.000001").stdout)
    assert (said["status"], said["cut_off"]) == ("stopped", "stop")
    assert "Cut off: the seconds were over" in run(str(SEVEN), "--seconds", "0.000001").stdout


def test_what_was_looked_at_to_the_end_is_not_cut_off() -> None:
    assert json.loads(run(str(SEVEN), "--json").stdout)["cut_off"] is None
    assert "Cut off" not in run(str(SEVEN)).stdout


def test_proposals_that_time_did_not_suffice_for_are_said_to_be_cut_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[object] = []

    class Rings(Watch):
        """A watch that rings once the first proposal is there."""

        def __call__(self) -> bool:
            self.has_rung = self.has_rung or bool(made)
            return self.has_rung

    def surely(*given: Any) -> Judged:
        made.append(given)
        return differing_surely(*given)

    differing_surely = differing.surely
    monkeypatch.setattr(proposing, "Watch", Rings)
    monkeypatch.setattr(differing, "surely", surely)
    said = json.loads(run(str(SEVEN), "--json").stdout)
    assert (len(said["proposals"]), said["fewer"], said["cut_off"]) == (
        1,
        "stopped before the others",
        "stop",
    )


@pytest.mark.parametrize("seconds", ["nan", "inf", "0", "-1", "86401"])
def test_seconds_that_are_no_time_are_refused(seconds: str) -> None:
    result = run(str(SEVEN), "--seconds", seconds)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_name_that_cannot_be_printed_is_refused_and_printed_as_what_it_is(other: Path) -> None:
    people = json.loads(SEVEN.read_text(encoding="utf-8"))["people"]
    result = run(changed(other, people=[people[0] | {"id": "\ud800"}], pins=[], teams={"count": 1}))
    assert result.exit_code == 2
    assert 'people[0].id: "\\ud800" has a character that cannot be printed.' in result.stderr


def test_a_bound_of_the_sum_stands_apart_while_the_largest_cost_is_not_proven() -> None:
    instance = read(SEVEN.read_bytes())
    judged = proposing.propose(instance).proposals[0].judged
    answer = Answer(Status.FEASIBLE, (Proposal(judged, (3, 6, None)),), bounds=(3, 6, None))
    said = telling.as_values(instance, answer)
    assert (said["bound"], said["least_sum"]) == ({"largest": 3, "sum": None, "km": None}, 6)
    first = said["proposals"][0]
    assert (first["gap"], first["gap_to_least_sum"]) == ({"largest": 0.4, "sum": None, "km": None}, 0.3333)
