"""From nodes to records: a dataclass says by its annotations what a part of a file has to look like."""

import types
from collections import defaultdict
from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Protocol, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from collab import clock
from collab.archive.names import Names
from collab.archive.problems import Problems, nearest
from collab.archive.source import UNREAD, Node
from collab.text import LANGUAGES, Localised

R = TypeVar("R", bound="Record")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A part of a file. Its fields are the keys that it may have; those without a default it must have."""

    node: Node = field(repr=False, compare=False)

    def judge(self, problems: Problems) -> None:
        """Say what is wrong between the record's own fields."""


class Mark(Protocol):
    """What an annotation asks of a value beyond its type."""

    def judge(self, value: Any, node: Node, shaper: "Shaper") -> None:
        """Note the problem, the name or the reference."""


class _Wrong(Exception):
    """The value cannot be used; why has been noted."""


class EitherLanguage(Localised, frozen=True):
    """The type of what people wrote on a site: there in one language or both, in other files in both.

    Its values are plain `Localised`.
    """


class MaybeEmpty(str):
    """The type of a text that may be empty on a site, and in other files is needed. Its values are `str`."""

    __slots__ = ()


EMPTY = MaybeEmpty()
UNSAID = cast("EitherLanguage", Localised(""))
NOBODY = MaybeEmpty()
"""Defaults of what only an exported file may leave out: `EMPTY`, `UNSAID`, and `NOBODY` for who has no place
in the programme."""
_ONLY_EXPORTED = (EMPTY, UNSAID, NOBODY)
UNKNOWN = Localised("")
"""What nobody knows."""


class Shaper:
    """Makes records of nodes, and notes every problem, name and reference on the way."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.names = Names(problems)
        self._found: dict[type[Record], list[Record]] = defaultdict(list)
        self._exported: set[str] = set()

    def found(self, kind: type[R]) -> list[R]:
        """Every record of a kind that is well shaped, in the order of the files."""
        return cast("list[R]", self._found[kind])

    def file(self, kind: type[Record], root: Node) -> None:
        """Make the record of a whole file, and of all its parts."""
        if root.has("exported") and root["exported"].value is True:
            self._exported.add(root.file)
        try:
            self._record(kind, root)
        except _Wrong:
            return

    def authored(self) -> "Shaper":
        """The same without what sites have exported: their rules were asked when it happened."""
        authored = Shaper(self.problems)
        for kind, records in self._found.items():
            authored._found[kind] = [r for r in records if r.node.file not in self._exported]
        return authored

    def _wrong(self, node: Node, said: str) -> _Wrong:
        self.problems.add(node, said)
        return _Wrong(said)

    def _value(self, hint: Any, node: Node) -> Any:
        if node.value is UNREAD:
            raise _Wrong(node.field)
        if hint is Any:
            return node.plain()
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Annotated:
            value = self._value(arguments[0], node)
            for mark in arguments[1:]:
                mark.judge(value, node, self)
            return value
        if origin in (Union, types.UnionType):
            return self._value(next(a for a in arguments if a is not types.NoneType), node)
        if origin is list:
            return self._list(arguments[0], node)
        if origin is dict:
            return self._dict(arguments[0], arguments[1], node)
        return self._plain(hint, node)

    def _plain(self, hint: Any, node: Node) -> Any:
        if issubclass(hint, Record):
            return self._record(hint, node)
        is_exported = node.file in self._exported
        if issubclass(hint, Localised):
            return self._localised(node, is_whole=hint is Localised or not is_exported)
        if hint is MaybeEmpty and not is_exported:
            hint = str
        if issubclass(hint, StrEnum):
            return self._word(hint, node)
        is_right, said, make = _SCALARS[hint]
        if not is_right(node.value):
            raise self._wrong(node, f"{said}, not {_shown(node.value)}.")
        return make(node.value)

    def _list(self, hint: Any, node: Node) -> list[Any]:
        if not isinstance(node.value, list):
            raise self._wrong(node, f"This has to be a list, not {_shown(node.value)}.")
        return self._those_right([(item, hint) for item in node.value])

    def _those_right(self, items: list[tuple[Node, Any]]) -> list[Any]:
        made = []
        for item, hint in items:
            try:
                made.append(self._value(hint, item))
            except _Wrong:
                continue
        return made

    def _dict(self, key_hint: Any, value_hint: Any, node: Node) -> dict[Any, Any]:
        children = self._mapping(node)
        made = {}
        for key, child in children.items():
            at_key = Node(child.file, child.line, child.field, key)
            for right_key in self._those_right([(at_key, key_hint)]):
                for value in self._those_right([(child, value_hint)]):
                    made[right_key] = value
        return made

    def _mapping(self, node: Node) -> dict[Any, Node]:
        if not isinstance(node.value, dict):
            raise self._wrong(node, f"This has to be keys with values, not {_shown(node.value)}.")
        return node.value

    def _localised(self, node: Node, *, is_whole: bool) -> Localised:
        children = self._mapping(node)
        said = {code: child.value for code, child in children.items() if code in LANGUAGES}
        for code in children.keys() - set(LANGUAGES):
            self.problems.add(children[code], "A text has the languages sv and en only.")
        missing = [c for c in LANGUAGES if not (isinstance(said.get(c), str) and said[c].strip())]
        if missing and (is_whole or len(missing) == len(LANGUAGES)):
            raise self._wrong(node, f"The text is missing in {' and '.join(missing)}.")
        return Localised(*("" if code in missing else said[code].strip() for code in LANGUAGES))

    def _word(self, words: type[StrEnum], node: Node) -> StrEnum:
        allowed = [word.value for word in words]
        if node.value not in allowed:
            hint = nearest(node.value, allowed)
            raise self._wrong(node, f"{_shown(node.value)} is none of {', '.join(allowed)}.{hint}")
        return words(node.value)

    def _record(self, kind: type[R], node: Node) -> R:
        children = self._mapping(node)
        hints = _hints(cast(Any, kind), node.file in self._exported)
        for key in children.keys() - hints.keys():
            self.problems.add(children[key], f"Nothing here has this key.{nearest(key, hints)}")
        made, complete = {}, True
        for name, (hint, required) in hints.items():
            if name in children:
                right = self._those_right([(children[name], hint)])
                made[name] = right[0] if right else None
                complete = complete and bool(right)
            elif required:
                self.problems.add(node, f'The key "{name}" is missing.')
                complete = False
        if not complete:
            raise _Wrong(node.field)
        record = kind(node=node, **made)
        record.judge(self.problems)
        self._found[kind].append(record)
        return record


@cache
def _hints(kind: type[Record], is_exported: bool) -> dict[str, tuple[Any, bool]]:
    """The keys of a kind of record: what each holds, and whether it is needed."""
    hints = get_type_hints(kind, include_extras=True)
    return {f.name: (hints[f.name], _is_needed(f, is_exported)) for f in fields(kind) if f.name != "node"}


def _is_needed(key: Field[Any], is_exported: bool) -> bool:
    if any(key.default is left_out for left_out in _ONLY_EXPORTED):
        return not is_exported
    return key.default is MISSING and key.default_factory is MISSING


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "keys with values"
    if isinstance(value, list):
        return "a list"
    return "nothing" if value is None else f'"{value}"'


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_wall_time(value: Any) -> bool:
    """A local time; in the hour that autumn has twice, the later one comes with its offset."""
    return isinstance(value, datetime) and (value.tzinfo is None or _is_in_doubled_hour(value))


def _is_in_doubled_hour(moment: datetime) -> bool:
    return clock.in_stockholm(clock.local(moment).replace(tzinfo=None, fold=0)) != moment


def _moment(value: datetime) -> datetime:
    return clock.in_stockholm(value) if value.tzinfo is None else value.astimezone(UTC)


_SCALARS: dict[type, tuple[Callable[[Any], bool], str, Callable[[Any], Any]]] = {
    str: (_is_text, "This has to be a text", str.strip),
    MaybeEmpty: (lambda v: isinstance(v, str), "This has to be a text", str),
    int: (_is_whole, "This has to be a whole number", int),
    bool: (lambda v: isinstance(v, bool), "This has to be true or false", bool),
    date: (_is_day, "This has to be a day like 2017-06-13", lambda v: v),
    datetime: (_is_wall_time, "This has to be a local time like 2017-06-13T09:00:00", _moment),
}
