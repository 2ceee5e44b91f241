"""Bringing two people's versions of a text together, by the version that both began with.

A three-way merge as of diff3 (Khanna, Kunal and Pierce, "A Formal Investigation of Diff3", 2007): what only
one of the two changed is taken from them, what both changed alike is taken once. Where their changes differ
it looks at smaller pieces, and takes those where all of it becomes one. What does not is for a person to
decide, and a person reads whole sentences, and whole rows of a table.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any, cast

from merge3 import Merge3
from msgspec import Struct
from patiencediff import PatienceSequenceMatcher

from collab.projects import grains
from collab.projects.grains import GRAINS


class Clash(Struct, frozen=True):
    """A place where both changed the same words: what stood there, and what each made of it."""

    base: str
    mine: str
    theirs: str


Piece = str | Clash

MOST_BESIDE = 60
"""So many pieces in a row are compared each with its own; where more differ, none answers to another."""


class Side(StrEnum):
    """What is to stand where two versions clash."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


def merge(base: str, mine: str, theirs: str) -> list[Piece]:
    """The merged text in pieces: words that are settled, and clashes. No two strings follow each other."""
    return list(_joined(_merged(base, mine, theirs, 0)))


def settled(pieces: list[Piece]) -> str | None:
    """The whole text when nothing clashes, otherwise None."""
    words = [piece for piece in pieces if isinstance(piece, str)]
    return "".join(words) if len(words) == len(pieces) else None


def joined(pieces: list[Piece], sides: Sequence[Side]) -> str:
    """The whole text with a side for each clash, in their order; both: mine first, then theirs."""
    chosen = iter(sides)
    return "".join(piece if isinstance(piece, str) else _chosen(piece, next(chosen)) for piece in pieces)


def _merged(base: str, mine: str, theirs: str, grain: int) -> Iterator[Piece]:
    split = GRAINS[grain]
    finder = cast("Any", PatienceSequenceMatcher)  # says that it is difflib's, whose blocks are named tuples
    three = Merge3(split(base), split(mine), split(theirs), sequence_matcher=finder)
    for kind, *found in three.merge_groups():
        if kind == "conflict":
            base_part, my_part, their_part = (cast("list[str]", side) for side in found)
            yield from _told_apart(base_part, my_part, their_part, grain)
        else:
            yield "".join(found[0])


def _told_apart(base: list[str], mine: list[str], theirs: list[str], grain: int) -> Iterator[Piece]:
    """Pieces that both changed: one by one where they answer to each other, otherwise by smaller pieces."""
    whole = Clash("".join(base), "".join(mine), "".join(theirs))
    is_table = any(map(grains.has_row, (whole.base, whole.mine, whole.theirs)))
    is_alike = 1 < len(base) == len(mine) == len(theirs) <= MOST_BESIDE
    if is_alike and (not is_table or _same_rows(base, mine, theirs)):
        for was, my, their in zip(base, mine, theirs, strict=True):
            yield from _one(Clash(was, my, their), grain)
    elif is_table or grain == len(GRAINS) - 1:
        yield whole
    else:
        yield from _finer(whole, grain)


def _one(piece: Clash, grain: int) -> Iterator[Piece]:
    if piece.theirs in (piece.mine, piece.base):
        yield piece.mine
    elif piece.mine == piece.base:
        yield piece.theirs
    elif grain == len(GRAINS) - 1 or any(map(grains.has_row, (piece.base, piece.mine, piece.theirs))):
        yield piece
    else:
        yield from _finer(piece, grain)


def _finer(piece: Clash, grain: int) -> Iterator[Piece]:
    """By smaller pieces; by words only where all become one, so that nobody has to choose between halves."""
    found = list(_merged(piece.base, piece.mine, piece.theirs, grain + 1))
    is_words = grain + 1 == len(GRAINS) - 1
    if is_words and settled(found) is None:
        yield piece
    else:
        yield from found


def _same_rows(base: list[str], mine: list[str], theirs: list[str]) -> bool:
    return all(
        grains.first_cell(was) == grains.first_cell(my) == grains.first_cell(their)
        for was, my, their in zip(base, mine, theirs, strict=True)
    )


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    so_far = ""
    for piece in pieces:
        if isinstance(piece, str):
            so_far += piece
            continue
        if so_far:
            yield so_far
        so_far = ""
        yield piece
    if so_far:
        yield so_far


def _chosen(clash: Clash, side: Side) -> str:
    if side is not Side.BOTH:
        return clash.mine if side is Side.MINE else clash.theirs
    if not clash.mine or not clash.theirs:
        return clash.mine + clash.theirs
    if grains.begins_block(clash.theirs) or "\n" in clash.theirs:
        return clash.mine + ("" if clash.mine.endswith("\n") else "\n") + clash.theirs
    return clash.mine + ("" if clash.mine[-1].isspace() else " ") + clash.theirs
