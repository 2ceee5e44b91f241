"""What bringing two people's versions of a section together takes: `make bench-merging` prints the table."""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version

from bench import machine
from collab.projects.marking import compare
from collab.projects.merging import merge

SIZE = 50_000
"""Characters of each text."""
RUNS = 7
WANTED = 300
"""Milliseconds that a merge may take."""
LETTERS = "abcdefghijklmnoprstuvyåäö"

Three = tuple[str, str, str]
"""What both began with, mine, theirs."""


def main() -> None:
    """Print the table with its conditions, line by line."""
    for line in table():
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def table() -> Iterator[str]:
    """What was measured, as Markdown."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("merge3", "patiencediff"))
    yield f"{machine.conditions()}; {packages}"
    yield f"Three texts of {SIZE:,} characters, {RUNS} runs each; wanted: a merge in {WANTED} ms.\n"
    yield "| texts | merge, middle ms | slowest | marking words, middle ms | slowest |\n|---|--:|--:|--:|--:|"
    for name, (base, mine, theirs) in cases(random.Random(13)):  # noqa: S311 - the same texts every time are the point
        merging, marking = _taken(partial(merge, base, mine, theirs)), _taken(partial(compare, base, mine))
        yield f"| {name} | {_row(merging)} | {_row(marking)} |"


def cases(chance: random.Random) -> Iterator[tuple[str, Three]]:
    """Texts as people write them, and texts that somebody made to keep a server busy."""
    base = prose(chance)
    yield "each changed twenty words", (base, edited(base, 20, chance), edited(base, 20, chance))
    yield "each changed two thousand words", (base, edited(base, 2000, chance), edited(base, 2000, chance))
    yield "three texts that have nothing in common", (base, prose(chance), prose(chance))
    flat = base.replace("\n", " ").replace(".", "")
    yield "one paragraph without a full stop", (flat, edited(flat, 50, chance), edited(flat, 50, chance))
    yield "one line again and again", _repeated("ja\n", "nej\n")
    yield "one sentence again and again", _repeated("Ja. ", "Nej. ")
    few = [one + other for one in "abcdefghijk" for other in "abcdefghijk"]
    yield "few words in any order", _drawn(few, " ", chance)
    yield "few lines in any order", _drawn(few, "\n", chance)


def prose(chance: random.Random) -> str:
    """Paragraphs of five sentences of twelve words."""
    sentences = (f"{_words(12, chance).capitalize()}." for _ in range(SIZE // 60))
    paragraphs = (" ".join(five) for five in zip(*[sentences] * 5, strict=False))
    return "\n\n".join(paragraphs)[:SIZE]


def edited(text: str, times: int, chance: random.Random) -> str:
    """The text with so many of its words exchanged for others."""
    words = text.split(" ")
    for _ in range(times):
        words[chance.randrange(len(words))] = _words(1, chance)
    return " ".join(words)


def _words(count: int, chance: random.Random) -> str:
    return " ".join("".join(chance.choices(LETTERS, k=chance.randint(2, 10))) for _ in range(count))


def _repeated(usual: str, other: str) -> Three:
    count = SIZE // len(usual)
    part = count // 25
    return usual * count, usual * (count - part) + other * part, other * part + usual * (count - part)


def _drawn(pieces: list[str], apart: str, chance: random.Random) -> Three:
    def text() -> str:
        return apart.join(chance.choices(pieces, k=SIZE // 3))

    return text(), text(), text()


def _taken(act: Callable[[], object]) -> list[float]:
    """Milliseconds of each run."""
    found = []
    for _ in range(RUNS):
        began = time.perf_counter()
        act()
        found.append((time.perf_counter() - began) * 1000)
    return found


def _row(taken: list[float]) -> str:
    return f"{statistics.median(taken):.0f} | {max(taken):.0f}"


if __name__ == "__main__":
    main()
