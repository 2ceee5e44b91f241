"""A section that is written goal by goal: which headings it begins with, and which goals are still untold."""

import re
from collections.abc import Iterable, Sequence

from collab.text import Localised

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+")


def opening(goals: Iterable[Localised]) -> str:
    """The Markdown that nobody has written in yet: each goal's name as a heading."""
    return "\n".join(f"# {goal.sv}\n\n" for goal in goals)


def untold(source: str, goals: Sequence[Localised]) -> list[Localised]:
    """The goals under whose heading, in either language, nothing is written."""
    told, under = set(), ""
    for line in source.splitlines():
        heading = _HEADING.match(line)
        if heading:
            under = line[heading.end() :].strip().rstrip("#").rstrip().casefold()
        elif line.strip():
            told.add(under)
    return [goal for goal in goals if told.isdisjoint({goal.sv.casefold(), goal.en.casefold()} - {""})]
