"""`make bench-teams`: how fast and how good proposals for teams are, beside a greedy rule and chance.

python -m bench.teams [--seeds 1,2,3] [--large 300,1000] [--write] [--ship FOLDER]
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from bench import instances, machine
from collab.proposals import starting
from collab.proposals.climbing import Climb
from collab.proposals.instance import Instance
from collab.proposals.judging import judge_division
from collab.proposals.proposing import propose
from collab.proposals.reading import read

TABLE = Path(__file__).parent / "teams.md"
BEGIN, END = "<!-- measured -->", "<!-- end -->"
HEAD = (
    "| people | teams | seed | proposals | status | seconds | largest, sum, km | gap on each | greedy "
    "| chance | memory |"
)
RULE = "|--:|--:|--:|--:|---|--:|---|---|---|---|--:|"
SIZE = 5


class Asked(Struct, frozen=True):
    """One measurement: an instance, and for how many proposals it is asked."""

    people: int
    seed: int
    proposals: int


def main() -> int:
    """0 once everything is measured."""
    asked = _arguments()
    if asked.one:
        print(json.dumps(measure(Asked(*map(int, asked.one.split(","))))))  # noqa: T201 - read by the parent
        return 0
    if asked.ship:
        ship(Path(asked.ship))
        return 0
    seeds = [int(seed) for seed in asked.seeds.split(",")]
    large = [int(people) for people in asked.large.split(",") if people]
    lines = list(_lines(seeds, large))
    if asked.write:
        _write(lines)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", default=",".join(map(str, instances.SEEDS)))
    parser.add_argument("--large", default="300,1000")
    parser.add_argument("--write", action="store_true", help="put the table into bench/teams.md")
    parser.add_argument("--ship", metavar="FOLDER", help="only write the ten instances there, as files")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    return parser.parse_args()


def ship(folder: Path) -> None:
    """Write the ten instances as files that `collab teams propose` takes."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in instances.SEEDS:
        values = json.dumps(instances.instance(seed), ensure_ascii=False, indent=1)
        (folder / f"thirty-{seed:02}.json").write_text(f"{values}\n", encoding="utf-8")


def _lines(seeds: Sequence[int], large: Sequence[int]) -> Iterator[str]:
    """The table, row by row as it is measured; each measurement is a process of its own."""
    conditions = (
        f"{datetime.now(UTC):%Y-%m-%d}; {machine.conditions()}; Python {sys.version.split()[0]}, "
        f"ortools {version('ortools')}, numpy {version('numpy')}"
    )
    yield from _told(conditions, "", HEAD, RULE)
    took: dict[int, list[float]] = {1: [], 3: []}
    for seed in seeds:
        for proposals, seconds in took.items():
            row = _apart(Asked(30, seed, proposals))
            seconds.append(row["seconds"])
            yield from _told(_row(row))
    for people in large:
        yield from _told(_row(_apart(Asked(people, 1, 1))))
    medians = ", ".join(f"{median(seconds):.1f} s for {count}" for count, seconds in took.items())
    yield from _told("", f"Median of {len(seeds)} instances of thirty people: {medians} proposals.")


def _told(*lines: str) -> Sequence[str]:
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
    return lines


def _apart(asked: Asked) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.teams", "--one", f"{asked.people},{asked.seed},{asked.proposals}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    row: dict[str, Any] = json.loads(said.stdout)
    return row


def measure(asked: Asked) -> dict[str, Any]:
    """One row: what this process took and found."""
    values = instances.instance(asked.seed, asked.people, asked.people // SIZE)
    instance = replace(read(json.dumps(values).encode()), proposals=asked.proposals)
    began = time.perf_counter()
    answer = propose(instance)
    seconds = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    last = answer.proposals[-1]
    return {
        "people": asked.people, "teams": asked.people // SIZE, "seed": asked.seed, "memory": memory,
        "proposals": len(answer.proposals), "status": answer.status.value, "seconds": seconds,
        "cost": last.cost, "gap": last.gap,
        "greedy": _by_rule(instance, greedy=True), "chance": _by_rule(instance, greedy=False),
    }  # fmt: skip


def _by_rule(instance: Instance, *, greedy: bool) -> list[int]:
    """Largest, sum and km by a plain rule, and how many hard things it breaks."""
    climb = Climb(instance, instance.seed, instance.teams.least)
    if greedy:
        starting.greedily(climb)
    else:
        starting.randomly(climb)
    judged = judge_division(instance, climb.division())
    return [*judged.cost, len(judged.broken)]


def _row(row: dict[str, Any]) -> str:
    return (
        f"| {row['people']} | {row['teams']} | {row['seed']} | {row['proposals']} | {row['status']} "
        f"| {row['seconds']:.1f} | {_cost(row['cost'])} | {_gap(row['gap'])} "
        f"| {_cost(row['greedy'])} | {_cost(row['chance'])} | {row['memory'] / 1e6:.0f} MB |"
    )


def _cost(figures: Sequence[int]) -> str:
    broken = f", {figures[3]} broken" if len(figures) > 3 and figures[3] else ""
    return ", ".join(f"{figure:,}" for figure in figures[:3]) + broken


def _gap(gap: Sequence[float | None]) -> str:
    return ", ".join("–" if part is None else f"{100 * part:.0f} %" for part in gap)


def _write(lines: Sequence[str]) -> None:
    page = TABLE.read_text(encoding="utf-8")
    before, after = page.split(BEGIN)[0], page.split(END)[1]
    TABLE.write_text(f"{before}{BEGIN}\n\n{chr(10).join(lines)}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
