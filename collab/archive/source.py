"""A YAML file as values that know the file, line and field they stand at."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

UNREAD = object()
"""The value of a node that could not be read; why has been said."""

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C, where there is one: it reads the same ten times as fast."""


@dataclass(frozen=True, slots=True)
class Node:
    """A value and where it stands. In a mapping or a list the children are nodes too."""

    file: str
    line: int
    field: str
    value: Any

    def __getitem__(self, step: object) -> "Node":
        """The child at a key or an index; where there is none the node itself: a problem needs a place."""
        if isinstance(self.value, dict):
            child = self.value.get(step)
        elif isinstance(self.value, list) and isinstance(step, int) and step < len(self.value):
            child = self.value[step]
        else:
            child = None
        return child if isinstance(child, Node) else self

    def has(self, key: object) -> bool:
        """Whether a mapping has the key."""
        return isinstance(self.value, dict) and key in self.value

    def everything(self) -> Iterator["Node"]:
        """The node and all below it."""
        yield self
        children = self.value.values() if isinstance(self.value, dict) else self.value
        if isinstance(self.value, dict | list):
            for child in children:
                yield from child.everything()

    def plain(self) -> Any:
        """The value without places; a day or a time as its ISO text, as JSON columns keep it."""
        if isinstance(self.value, dict):
            return {key: child.plain() for key, child in self.value.items()}
        if isinstance(self.value, list):
            return [child.plain() for child in self.value]
        return self.value.isoformat() if hasattr(self.value, "isoformat") else self.value


class Unreadable(Exception):
    """The file is no YAML that can be read: at this line, for this reason."""

    def __init__(self, line: int, said: str, field: str = "") -> None:
        super().__init__(said)
        self.line = line
        self.field = field
        self.said = said


def read(path: Path, *, shown_as: str) -> tuple[Node, list[Unreadable]]:
    """The file's root node, and what is wrong in it though it can be read: doubled keys, impossible dates.

    Raises Unreadable when it cannot be read at all.
    """
    try:
        text = path.read_text(encoding="utf-8")
        loader = Loader(text)
        root = loader.get_single_node()
    except OSError as error:
        raise Unreadable(1, f"The file cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Unreadable(1, "The file is not UTF-8 text.") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(mark.line + 1 if mark else 1, f"This is not YAML: {error.problem}.") from None
    except yaml.YAMLError as error:
        raise Unreadable(1, f"This is not YAML: {error}.") from None
    if root is None:
        raise Unreadable(1, "The file is empty.")
    reader = _Reader(shown_as, loader)
    return reader.node(root, "", root.start_mark.line + 1), reader.faults


class _Reader:
    """Turns composed YAML nodes into ours."""

    def __init__(self, file: str, loader: Any) -> None:
        self.file = file
        self.loader = loader
        self.faults: list[Unreadable] = []
        self.seen: set[int] = set()

    def node(self, written: Any, field: str, line: int) -> Node:
        if isinstance(written, yaml.ScalarNode):
            return Node(self.file, line, field, self._scalar(written, field, line))
        if id(written) in self.seen:
            self.faults.append(Unreadable(line, "References with & and * are not used here.", field))
            return Node(self.file, line, field, UNREAD)
        self.seen.add(id(written))
        if isinstance(written, yaml.MappingNode):
            return Node(self.file, line, field, self._mapping(written, field))
        items = [
            self.node(item, f"{field}[{index}]", item.start_mark.line + 1)
            for index, item in enumerate(written.value)
        ]
        return Node(self.file, line, field, items)

    def _mapping(self, written: Any, field: str) -> dict[Any, Node]:
        children: dict[Any, Node] = {}
        for key_node, value_node in written.value:
            line = key_node.start_mark.line + 1
            key = self._key(key_node, field, line)
            inner = f"{field}.{key}" if field else str(key)
            if key in children:
                self.faults.append(Unreadable(line, "This key is written twice.", inner))
            children[key] = self.node(value_node, inner, line)
        return children

    def _key(self, written: Any, field: str, line: int) -> Any:
        if isinstance(written, yaml.ScalarNode):
            return self._scalar(written, field, line)
        self.faults.append(Unreadable(line, "A key has to be a word.", field))
        return f"line {line}"

    def _scalar(self, written: Any, field: str, line: int) -> Any:
        try:
            return self.loader.construct_object(written)
        except (yaml.YAMLError, ValueError) as error:
            reason = getattr(error, "problem", None) or str(error)
            self.faults.append(Unreadable(line, f"{written.value!r} cannot be read: {reason}.", field))
            return UNREAD
