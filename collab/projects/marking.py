"""What differs between two texts, in words: values in, values out."""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct
from patiencediff import PatienceSequenceMatcher

from collab.projects import grains


class Mark(StrEnum):
    """What became of a stretch of words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Stretch(Struct, frozen=True):
    """Words that share a fate."""

    mark: Mark
    words: str


def compare(before: str, after: str) -> list[Stretch]:
    """The stretches of both texts in their order: what stayed, what went, what came.

    Those that stayed and those that went are `before`; those that stayed and those that came are `after`.
    """
    return list(_joined(_compared(before, after, 0)))


def _compared(before: str, after: str, grain: int) -> Iterator[Stretch]:
    """Compare in ever smaller pieces, so that a long text costs no more than its changes."""
    if grain == len(grains.GRAINS):
        yield Stretch(Mark.GONE, before)
        yield Stretch(Mark.NEW, after)
        return
    old, new = grains.GRAINS[grain](before), grains.GRAINS[grain](after)
    for kind, start, end, begin, stop in PatienceSequenceMatcher(None, old, new).get_opcodes():
        was, became = "".join(old[start:end]), "".join(new[begin:stop])
        if kind == "equal":
            yield Stretch(Mark.SAME, was)
        elif kind == "replace":
            yield from _compared(was, became, grain + 1)
        else:
            yield Stretch(Mark.GONE, was) if was else Stretch(Mark.NEW, became)


def _joined(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    last: Stretch | None = None
    for stretch in stretches:
        if not stretch.words:
            continue
        if last is not None and last.mark is stretch.mark:
            last = Stretch(last.mark, last.words + stretch.words)
            continue
        if last is not None:
            yield last
        last = stretch
    if last is not None:
        yield last
