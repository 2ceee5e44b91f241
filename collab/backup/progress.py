"""How far a backup or its restoring has come, on a terminal; a log gets only the end."""

import time
from typing import TextIO

REFRESH = 0.2
"""Seconds between two looks that a reader gets."""
UNITS = ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB"))


class Progress:
    """Hears each step (see `manifest.Tell`) and keeps one line of the terminal up to date."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_shown = stream.isatty()
        self._sums: dict[str, tuple[int, int]] = {}
        self._shown_at = 0.0

    def __call__(self, step: str, things: int, size: int) -> None:
        """Count what was done."""
        if self._is_shown and self._sums and step not in self._sums:
            self._show(next(reversed(self._sums)), end="\n")
        before = self._sums.get(step, (0, 0))
        self._sums[step] = (before[0] + things, before[1] + size)
        if self._is_shown and time.monotonic() - self._shown_at > REFRESH:
            self._show(step)

    def close(self) -> None:
        """Leave the line as it ended."""
        if self._is_shown and self._sums:
            self._show(next(reversed(self._sums)), end="\n")

    def _show(self, step: str, end: str = "") -> None:
        things, size = self._sums[step]
        self._stream.write(f"\r  {step:10} {things:>9}  {in_words(size):>10}{end}")
        self._stream.flush()
        self._shown_at = time.monotonic()


def in_words(size: int) -> str:
    """So many bytes, in a unit that one can read."""
    for unit, name in UNITS:
        if size >= unit:
            return f"{size / unit:.1f} {name}"
    return f"{size} bytes"
