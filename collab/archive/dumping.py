"""YAML as a person would write it: short things on one line, long texts as blocks, nothing reordered."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import yaml

from collab.archive.source import Loader
from collab.errors import CollabError

WIDTH = 110
"""Characters of a line of a folded text."""
SHORT = 100
"""Characters up to which a list or keys with values stand on one line."""
_OTHER_BREAKS = frozenset("\x85\u2028\u2029")
"""What ends a line for YAML, beside the one that texts have."""


class _Dumper(yaml.SafeDumper):
    """The pure Python one, so that the same content is the same bytes wherever it is written."""

    def ignore_aliases(self, data: Any) -> bool:
        """What is said twice is written twice: the import takes no references."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Items stand deeper than the key of their list."""
        super().increase_indent(flow, False)


class _Head(dict[str, Any]):
    """The keys of a whole file: each begins a line."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    """A block for what is long, as far as a block keeps each character; quotes keep them all."""
    if _OTHER_BREAKS.intersection(text):
        return '"'
    if "\n" in text:
        is_open = text.removesuffix("\n")[-1:] in ("", "\n")  # empty lines at its end are nobody's
        return '"' if is_open else "|"
    if len(text) > WIDTH:
        return '"' if text.startswith(" ") else ">"  # what begins with a space is not folded back
    return None


def _moment(dumper: yaml.SafeDumper, moment: datetime) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", moment.isoformat())


def _keys(dumper: yaml.SafeDumper, values: dict[Any, Any]) -> yaml.MappingNode:
    node = dumper.represent_mapping("tag:yaml.org,2002:map", values.items())
    node.flow_style = (bool(values) and _length(values) <= SHORT) or not values
    return node


def _items(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.SequenceNode:
    node = dumper.represent_sequence("tag:yaml.org,2002:seq", items)
    is_plain = not any(isinstance(item, dict | list) for item in items)
    node.flow_style = not items or (is_plain and _length(items) <= SHORT)
    return node


def _head(dumper: yaml.SafeDumper, values: _Head) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", values.items(), flow_style=False)


_Dumper.add_representer(_Head, _head)
_Dumper.add_representer(str, _text)
_Dumper.add_representer(datetime, _moment)
_Dumper.add_representer(dict, _keys)
_Dumper.add_representer(list, _items)


def _length(value: Any) -> int:
    """About how many characters a value takes on one line; too many when it holds a line break."""
    if isinstance(value, dict):
        return sum(_length(key) + _length(item) + 4 for key, item in value.items())
    if isinstance(value, list):
        return sum(_length(item) + 2 for item in value)
    if isinstance(value, datetime | date):
        return len(value.isoformat())
    return SHORT + 1 if "\n" in str(value) else len(str(value))


class Unfaithful(CollabError):
    """What was written reads as something else: nothing may be kept of it. The message says which text."""


def dump(said: dict[str, Any], remark: str) -> str:
    """A whole file with a remark at its head, an empty line before everything long.

    Raises Unfaithful when reading the text again does not give the same.
    """
    lines = [f"# {line}" for line in remark.splitlines()]
    parts = ["\n".join(lines)]
    for key, value in said.items():
        head = _Head({key: value})
        parts.append(yaml.dump(head, Dumper=_Dumper, width=WIDTH, allow_unicode=True, sort_keys=False))
    return _checked(_joined(parts), said)


def _joined(parts: list[str]) -> str:
    text, was_long = "", False
    for part in parts:
        is_long = part.count("\n") > 1
        text += "\n" if (is_long or was_long) and text else ""
        text += part if part.endswith("\n") else f"{part}\n"
        was_long = is_long
    return text


def _checked(text: str, said: dict[str, Any]) -> str:
    try:
        read = yaml.load(text, Loader=Loader)  # noqa: S506 - a safe one
    except yaml.YAMLError:
        read = None
    if read != said:
        raise Unfaithful(
            f"{_differing(said, read).lstrip('.') or 'It'} cannot be written so that it reads as it is."
        )
    return text


def _differing(said: Any, read: Any) -> str:
    """The innermost key below which something reads otherwise."""
    steps: Iterable[Any] = ()
    if isinstance(said, dict) and isinstance(read, dict):
        steps = said
    elif isinstance(said, list) and isinstance(read, list) and len(said) == len(read):
        steps = range(len(said))
    for step in steps:
        inner = read.get(step) if isinstance(read, dict) else read[step]
        if inner != said[step]:
            name = f"[{step}]" if isinstance(said, list) else f".{step}"
            return name + _differing(said[step], inner)
    return ""
