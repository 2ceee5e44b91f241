"""What is wrong with files that were to be imported: every problem with its file, line and field."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from collab.archive.source import Node
from collab.errors import CollabError


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, where it stands and what to do about it."""

    file: str
    line: int
    field: str
    said: str

    def __str__(self) -> str:
        """One line: teams.yaml:34 teams[2].coordinator: …"""
        where = f"{self.file}:{self.line}"
        return f"{where} {self.field}: {self.said}" if self.field else f"{where}: {self.said}"


class Refused(CollabError):
    """The files cannot be imported. `problems` are in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


class Problems(list[Problem]):
    """The problems found so far."""

    def add(self, node: Node, said: str) -> None:
        """Note that something is wrong at a node."""
        self.append(Problem(node.file, node.line, node.field, said))


def nearest(word: object, words: Iterable[object]) -> str:
    """A question that names the word that was probably meant, or nothing."""
    close = get_close_matches(str(word), [str(other) for other in words], n=1)
    return f' Did you mean "{close[0]}"?' if close else ""
