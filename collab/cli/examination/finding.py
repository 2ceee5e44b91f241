"""What an examination found of one thing."""

from enum import StrEnum

from msgspec import Struct


class Verdict(StrEnum):
    """How it is."""

    OK = "ok"
    WARNING = "warning"
    """The site works; somebody should look."""
    PROBLEM = "problem"
    """The site does not work, or not safely."""


class Finding(Struct, frozen=True):
    """One line: the thing, how it is, and where it is not well what to do."""

    verdict: Verdict
    thing: str
    words: str

    def __str__(self) -> str:
        return f"{self.verdict:8} {self.thing}: {self.words}"


def ok(thing: str, words: str) -> Finding:
    """All is well."""
    return Finding(Verdict.OK, thing, words)


def warning(thing: str, words: str) -> Finding:
    """Somebody should look."""
    return Finding(Verdict.WARNING, thing, words)


def problem(thing: str, words: str) -> Finding:
    """Somebody must act."""
    return Finding(Verdict.PROBLEM, thing, words)


def judged(thing: str, problems: list[str], otherwise: str) -> list[Finding]:
    """Every problem in a line of its own, or the one line that all is well."""
    return [problem(thing, words) for words in problems] or [ok(thing, otherwise)]
