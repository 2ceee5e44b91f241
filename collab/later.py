"""Modules that are loaded when something of them is first asked for.

What one request in a thousand needs, no start waits for: reading pictures, writing calendars, stems of words,
taking the steps of a schema. The importing module says for the type checker what stands behind the name:

    if TYPE_CHECKING:
        import icalendar
    else:
        icalendar = later("icalendar")
"""

from importlib import import_module
from typing import Any


class Later:
    """Stands for a module until it is asked for anything. Safe between threads, as imports are."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, what: str) -> Any:
        """Something of the module. Raises AttributeError and ImportError as the module does."""
        return getattr(import_module(self._name), what)


def later(name: str) -> Any:
    """The module of that full name, loaded when something of it is first asked for."""
    return Later(name)
