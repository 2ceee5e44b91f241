"""What the machine says of processes: their time on the processor and their memory, from /proc."""

import os
import platform
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def session_of(leader: int) -> list[int]:
    """Every process of a session, the leader's among them."""
    return [pid for pid in _processes() if _stat(pid)[3:4] == [str(leader)]]


def descendants(root: int) -> list[int]:
    """A process and all that it started, theirs among them."""
    parents = {pid: int(_stat(pid)[1]) for pid in _processes() if len(_stat(pid)) > 1}
    found, frontier = [root], [root]
    while frontier:
        frontier = [pid for pid, parent in parents.items() if parent in frontier and pid not in found]
        found += frontier
    return found


def cpu_seconds(pids: list[int]) -> float:
    """Time on the processor in user and system mode, with that of children that have ended."""
    return sum(sum(map(int, _stat(pid)[11:15])) for pid in pids if len(_stat(pid)) > 14) / TICK


def memory(pids: list[int]) -> int:
    """Bytes of memory: proportional set size, so that what processes share is counted once."""
    total = 0
    for pid in pids:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        total += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total * 1024


def conditions() -> str:
    """The machine in one line."""
    model = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    name = model[0].partition(":")[2].strip() if model else platform.machine()
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{name}, {os.cpu_count()} cores, Linux {platform.release()}, load average {load} at the start"


def _processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]


def _stat(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat from the third on: state, parent, group, session …"""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
