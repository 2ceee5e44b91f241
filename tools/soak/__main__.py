"""The whole trial, with its table: python -m tools.soak [--writes 10000] [--kills 20] [--on sqlite]

Without --on both databases are tried, one after the other; PostgreSQL as a temporary cluster that syncs every
commit. Ends with 1 when anything was lost, doubled or damaged.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from collab import db
from collab.config import sqlalchemy_url
from tools import postgresql
from tools.soak.running import Plan, Run, soak
from tools.soak.site import settings_for
from tools.soak.writers import WRITERS

DATABASES = ("sqlite", "postgresql")


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'collab.sqlite3'}"
    else:
        with postgresql.cluster(is_durable=True) as url:
            yield sqlalchemy_url(url)


def tried(kind: str, plan: Plan) -> Run:
    """One run on a database of that kind, in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="collab-soak-") as name, database(kind, Path(name)) as url:
        return soak(settings_for(Path(name), url), Path(name), plan, lambda words: print(f"  {words}"))


def table(kind: str, plan: Plan, run: Run) -> str:
    """What was done under which conditions, and what was found."""
    kinds = Counter(str(write.kind) for write, _ in run.ledger.acknowledged.values())
    rows = [
        ("machine", f"{platform.system()} {platform.release()}, {os.cpu_count()} cores"),
        ("database", _release(kind)),
        ("writers, people", f"{WRITERS}, {plan.people}"),
        ("acknowledged writes", f"{len(run.ledger.acknowledged)} of {plan.writes} wanted"),
        *((f"  {name}", str(count)) for name, count in sorted(kinds.items())),
        ("answers", ", ".join(f"{s}: {n}" for s, n in sorted(run.ledger.answers.items()))),
        ("kills of everything", f"{plan.kills} ({run.killed} processes)"),
        ("seconds", f"{run.seconds:.0f}"),
        ("writes a second", f"{len(run.ledger.acknowledged) / run.seconds:.1f}"),
        ("longest pause, seconds", f"{run.ledger.longest_pause:.1f}"),
        *(
            (name.replace("_", " "), str(getattr(run.verdict, name)))
            for name in run.verdict.__struct_fields__
        ),
    ]
    return "\n".join(f"| {name:30} | {value} |" for name, value in rows)


def _release(kind: str) -> str:
    if kind == "sqlite":
        return f"SQLite {db.sqlite_module().sqlite_version}, WAL, synchronous=FULL"
    return "PostgreSQL, fsync and synchronous_commit on"


def main(arguments: list[str]) -> int:
    """0 when nothing was lost, doubled or damaged, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tools.soak")
    parser.add_argument("--writes", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--on", choices=DATABASES, action="append")
    wanted = parser.parse_args(arguments)
    plan, is_clean = Plan(wanted.writes, wanted.kills), True
    for kind in wanted.on or DATABASES:
        print(f"Durability on {kind}", flush=True)
        run = tried(kind, plan)
        is_clean &= run.is_clean
        print(table(kind, plan, run))
        for fault in run.ledger.faults:
            print(f"FAULT: {fault}")
    return 0 if is_clean else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
