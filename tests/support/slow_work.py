"""Finds slow work inside a write transaction, where it would keep every other writer waiting."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import pytest

from collab import db


class SlowWorkInAWrite(AssertionError):
    """Something slow ran while the database's one writer was held."""


def forbid_in_a_write(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> None:
    """Let `owner.name` (a function of a third party) fail the test when it runs inside a write."""
    original = getattr(owner, name)
    monkeypatch.setattr(owner, name, _guarded(original, f"{owner.__name__}.{name}"))


def _guarded(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    @wraps(function)
    def guarded(*args: Any, **values: Any) -> Any:
        if db.is_writing():
            raise SlowWorkInAWrite(f"{name} ran inside a write transaction")
        return function(*args, **values)

    return guarded
