"""`make bench`: measure every page on every database and size, and print the table.

python -m bench [--sizes 6,100,10000] [--databases sqlite,postgresql] [--connections 1,8,32]
                [--seconds 2] [--write]
"""

import argparse
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench import machine, report, sites
from bench.measuring import Plan, measure_empty, measure_site


def main() -> int:
    """0 once everything is measured."""
    asked = _arguments()
    if shutil.which("wrk") is None:
        sys.exit("The bench asks pages by wrk. On Debian or Ubuntu: sudo apt-get install wrk")
    plan = Plan(_numbers(asked.connections), asked.seconds)
    conditions = f"{datetime.now(UTC):%Y-%m-%d}; {machine.conditions()}; {report.parts()}"
    sys.stdout.write(f"{conditions}\n\n")
    report.write_head(sys.stdout)
    rows = [*_say(measure_empty(plan))]
    for database in asked.databases.split(","):
        with sites.place(database) as (folder, url):
            origin = sites.base(folder / "base", url)
            for size in _numbers(asked.sizes):
                site = sites.grown(origin, folder / str(size), size)
                rows += _say(measure_site(site, plan))
    if asked.write:
        report.write_page(Path(__file__).with_name("README.md"), conditions, rows)
    return 0


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    reader.add_argument("--sizes", default="6,100,10000")
    reader.add_argument("--databases", default="sqlite,postgresql")
    reader.add_argument("--connections", default="1,8,32")
    reader.add_argument("--seconds", type=float, default=2)
    reader.add_argument("--write", action="store_true", help="put the tables into bench/README.md")
    return reader.parse_args()


def _numbers(words: str) -> list[int]:
    return [int(word) for word in words.split(",")]


def _say(rows: Iterator[report.Row]) -> list[report.Row]:
    said = []
    for row in rows:
        report.write_row(sys.stdout, row)
        said.append(row)
    return said


if __name__ == "__main__":
    sys.exit(main())
