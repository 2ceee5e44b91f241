"""A file that cannot be used says everything that is wrong with it, each at its place."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from collab.proposals.instance import Teams
from collab.proposals.reading import read
from collab.proposals.values import Unreadable

SEVEN: dict[str, Any] = json.loads((Path(__file__).parent / "seven.json").read_text(encoding="utf-8"))


def faults(text: bytes) -> list[str]:
    with pytest.raises(Unreadable) as refused:
        read(text)
    return [str(fault) for fault in refused.value.faults]


def changed(path: str, value: Any) -> bytes:
    """The file of seven with another value at a path like `people.3.wishes`; None takes it away."""
    values = deepcopy(SEVEN)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    spot: Any = values
    for step in way:
        spot = spot[step]
    if value is None:
        del spot[last]
    else:
        spot[last] = value
    return json.dumps(values).encode()


def test_a_file_is_read_with_everything_in_it() -> None:
    found = read(json.dumps(SEVEN).encode())
    assert (len(found.people), found.teams, found.seed, found.seconds, found.proposals) == (
        7, Teams(2, 2), 1, 20.0, 3,
    )  # fmt: skip
    assert [(t.id, t.teams_most) for t in found.themes] == [("coast", 1), ("food", 2)]
    assert (found.pins, found.sectors) == ((("p01", "p04"),), ("culture", "tourism", "business"))
    assert found.people[1].place.municipality == "Sölvesborg"
    assert (found.people[1].place.county, found.people[1].beside) == ("10", frozenset({"p01"}))
    assert found.apart == frozenset({frozenset({"p03", "p06"})})
    assert [(r.kind.value, r.is_hard, r.weight) for r in found.rules][3:] == [
        ("municipalities", True, 1), ("same-municipality", False, 5), ("counties", False, 3),
        ("travel", False, 1),
    ]  # fmt: skip


def test_how_many_teams_may_be_a_range() -> None:
    found = read(changed("teams", {"count": 2, "count_max": 4}))
    assert (found.teams, len(found.rules)) == (Teams(2, 4), len(SEVEN["rules"]))


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("people.3.wishes", ["food", "costa"], 'people[3].wishes[1]: There is no theme "costa".'),
        ("people.3.wishes", ["food", "food"], 'people[3].wishes[1]: "food" stands here twice.'),
        ("people.3.wishes", "food", 'people[3].wishes: This has to be a list, not "food".'),
        ("people.2.municipality", "9999", 'people[2].municipality: There is no municipality "9999".'),
        ("people.2.municipality", 1290, "people[2].municipality: This has to be a text, not 1290."),
        ("people.2.id", "p01", 'people[2].id: "p01" stands here twice.'),
        ("people.2.id", "", 'people[2].id: This has to be a text, not "".'),
        ("people.2.sector", None, "people[2]: The field sector is missing."),
        ("people.2", 3, "people[2]: This has to be an object, not 3."),
        ("people.0.with", ["p99"], 'people[0].with[0]: There is no person "p99".'),
        ("people.0.with", ["p01"], "people[0].with[0]: Nobody is with or apart from themselves."),
        ("people.2.with", ["p06"], 'people[2].with[0]: "p06" stands in apart too.'),
        ("people.0.age", 40, "people[0].age: Unknown field. Known here are id, sector, municipality, "
         "wishes, with, apart."),
        ("people", [], "people: At least one person is needed."),
        ("pins", [["p01", "p99"]], 'pins[0][1]: There is no person "p99".'),
        ("pins", [["p01"]], "pins[0]: At least 2 people are needed here."),
        ("rules.0.rule", "age", 'rules[0].rule: There is no rule "age".'),
        ("rules.0.weight", 3, "rules[0].weight: A hard rule is never missed and takes no weight."),
        ("rules.0.min", 6, "rules[0].max: At most 5 is below at least 6."),
        ("rules.0.min", -1, "rules[0].min: -1 is not between 0 and 1000000."),
        ("rules.0.min", 2.5, "rules[0].min: This has to be a whole number, not 2.5."),
        ("rules.0.min", True, "rules[0].min: This has to be a whole number, not true."),
        ("rules.1.max_km", 5, "rules[1].max_km: The rule sectors does not take this."),
        ("rules.1.min", None, "rules[1]: The rule sectors needs min."),
        ("rules.2.sectors", ["cult"], 'rules[2].sectors[0]: There is no sector "cult".'),
        ("rules.2.sectors", [], "rules[2].sectors: At least one sector is needed here."),
        ("rules.4.weight", -5, "rules[4].weight: -5 is not between 0 and 1000000."),
        ("rules.4.strength", "soft", 'rules[4].strength: There is no strength "soft".'),
        ("themes.0.id", "food", 'themes[1].id: "food" stands here twice.'),
        ("themes.0.teams_max", -1, "themes[0].teams_max: -1 is not between 0 and 1000000."),
        ("teams", {"count": 0}, "teams.count: 0 is not between 1 and 1000000."),
        ("teams", {}, "teams: Either count, the number of teams, or min and max, their size."),
        ("teams", {"min": 5, "max": 4}, "teams.max: At most 4 is below at least 5."),
        ("teams", {"count": 2, "count_max": 1}, "teams.count_max: At most 1 is below at least 2."),
        ("teams", {"count": 2, "min": 4}, "teams.min: Either the number of teams or their size, not both."),
        ("teams", None, "file: The field teams is missing."),
        ("seconds", 0, "seconds: The seconds have to be more than 0 and at most 86400."),
        ("seconds", "20", "seconds: This has to be a number of seconds."),
        ("seed", -1, "seed: -1 is not between 0 and 2147483647."),
        ("proposals", 0, "proposals: 0 is not between 1 and 10."),
        ("formed", [{"members": ["p01", "p02"]}, {"members": ["p02"]}],
         'formed[1].members: "p02" is in another team that is formed already.'),
        ("formed", [{"members": []}], "formed[0].members: At least 1 people are needed here."),
        ("people.2.id", "\ud800", 'people[2].id: "\\ud800" has a character that cannot be printed.'),
        ("people.2.sector", "a\nb", 'people[2].sector: "a\\nb" has a character that cannot be printed.'),
        ("rules.6", {"rule": "travel", "max_km": -1, "strength": "soft"},
         "rules[6].max_km: -1 is not between 0 and 1000000."),
        ("rules.6", {"rule": "sectors", "weight": -1}, "rules[6]: The rule sectors needs min."),
    ],
)  # fmt: skip
def test_a_fault_is_named_at_its_place(path: str, value: Any, said: str) -> None:
    assert said in faults(changed(path, value))


def test_all_faults_are_named_at_once() -> None:
    values = deepcopy(SEVEN)
    values["people"][0]["sector"], values["people"][5]["municipality"] = 7, "0000"
    values["rules"][3]["min"], values["seed"], values["extra"] = "two", "one", 1
    assert [fault.split(":")[0] for fault in faults(json.dumps(values).encode())] == [
        "extra", "people[0].sector", "people[5].municipality", "rules[3].min", "seed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "file: This is not JSON: Expecting value in line 1, column 1."),
        (
            b"{",
            "file: This is not JSON: Expecting property name enclosed in double quotes in line 1, column 2.",
        ),
        (b"[]", "file: This has to be an object, not a list."),
        (b"null", "file: This has to be an object, not null."),
        (b"\xff", "file: This is not UTF-8: byte 0 cannot be read."),
        (b'{"seed": NaN}', "seed: This has to be a whole number, not NaN."),
        (b'{"seconds": NaN}', "seconds: The seconds have to be more than 0 and at most 86400."),
        (
            b'{"\\ud800": 1}',
            "\\ud800: Unknown field. Known here are seed, seconds, proposals, teams, sectors, "
            "themes, rules, pins, formed, people.",
        ),
        (b'{"seed": 1, "seed": 2}', "seed: This stands here twice."),
    ],
)
def test_what_is_no_instance_at_all_is_said_so(text: bytes, said: str) -> None:
    assert said in faults(text)


def test_a_file_that_nests_without_end_is_refused() -> None:
    assert faults(b"[" * 200_000)[0].startswith("file: This is not JSON")


def test_a_number_with_thousands_of_digits_is_refused_at_its_place() -> None:
    said = f"seed: {'9' * 37}… is not between 0 and 2147483647."
    assert said in faults(b'{"seed": ' + b"9" * 5000 + b"}")


def test_a_list_that_is_none_is_said_once() -> None:
    assert faults(changed("people.0.with", 3)) == ["people[0].with: This has to be a list, not 3."]


def test_no_more_teams_are_looked_at_than_there_are_people() -> None:
    assert read(changed("teams", {"count": 1, "count_max": 1_000_000})).teams == Teams(1, 7)


def test_a_file_from_windows_with_its_mark_is_read() -> None:
    assert len(read(b"\xef\xbb\xbf" + json.dumps(SEVEN).encode()).people) == 7
