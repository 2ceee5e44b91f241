"""What records ask of a value beyond its type: a name, a reference, a pattern, a limit."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from collab.archive.shaping import Shaper
from collab.archive.source import Node
from collab.mail.addresses import is_plain


@dataclass(frozen=True, slots=True)
class Named:
    """The value is the name of its record: nothing else of the kind may have it."""

    kind: str

    def judge(self, value: Any, node: Node, shaper: Shaper) -> None:
        """Note the name."""
        shaper.names.give(self.kind, value, node)


@dataclass(frozen=True, slots=True)
class To:
    """The value is the name of something of a kind."""

    kind: str

    def judge(self, value: Any, node: Node, shaper: Shaper) -> None:
        """Note the reference."""
        shaper.names.refer(self.kind, value, node)


@dataclass(frozen=True, slots=True)
class Matching:
    """The whole text has a form; `said` is the form in words."""

    pattern: str
    said: str

    def judge(self, value: Any, node: Node, shaper: Shaper) -> None:
        """Say so when the text has another form."""
        if not re.fullmatch(self.pattern, value):
            shaper.problems.add(node, f'"{value}" is not {self.said}.')


@dataclass(frozen=True, slots=True)
class Reachable:
    """The text is an address that mail can be sent to."""

    def judge(self, value: Any, node: Node, shaper: Shaper) -> None:
        """Say so when it is none."""
        if not is_plain(value):
            shaper.problems.add(node, f'"{value}" is not an e-mail address.')


@dataclass(frozen=True, slots=True)
class Longest:
    """The text has at most so many characters."""

    characters: int

    def judge(self, value: Any, node: Node, shaper: Shaper) -> None:
        """Say so when it is longer."""
        if len(value) > self.characters:
            shaper.problems.add(node, f"{len(value)} characters; at most {self.characters} fit.")


@dataclass(frozen=True, slots=True)
class Between:
    """The number lies between two, both allowed."""

    least: int
    most: int

    def judge(self, value: Any, node: Node, shaper: Shaper) -> None:
        """Say so when it does not."""
        if not self.least <= value <= self.most:
            shaper.problems.add(node, f"{value} is not between {self.least} and {self.most}.")


@dataclass(frozen=True, slots=True)
class Only:
    """There is one value that is understood."""

    value: Any

    def judge(self, value: Any, node: Node, shaper: Shaper) -> None:
        """Say so when it is another."""
        if value != self.value:
            shaper.problems.add(node, f'Only "{self.value}" is understood here, not "{value}".')


_SLUG = Matching(r"[a-z0-9]+(-[a-z0-9]+)*", "a name of small letters a–z, digits and single hyphens")

Slug = Annotated[str, Longest(80), _SLUG]
Code = Annotated[str, Longest(40), _SLUG]
MunicipalityCode = Annotated[str, Matching(r"\d{4}", "a municipality code of four digits (in quotes)")]
CountyCode = Annotated[str, Matching(r"\d{2}", "a county code of two digits (in quotes)")]
Count = Annotated[int, Between(0, 1_000_000_000)]
