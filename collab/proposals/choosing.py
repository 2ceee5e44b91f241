"""The best whole choice of columns, proven: branch on who is with whom, bound by fractions."""

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np
from msgspec import Struct

from collab.proposals.columns import Columns
from collab.proposals.masks import Numbers
from collab.proposals.relaxing import NEARLY, Frame, Limit, Relaxation, Relaxed, Rows

MOST_NODES = 400
"""The deterministic limit of one search."""


class Choice(Struct, frozen=True):
    """The best choice that was found, and what no choice can beat."""

    value: int | None
    rows: tuple[int, ...]
    bound: int | None
    """None when there is no choice at all."""
    left: Rows
    """Rows that a choice of this value can still hold."""
    is_proven: bool


class _Node(Struct):
    rows: Rows
    start: list[int]
    bound: int


class Search(Struct):
    """What a search works on, and when it gives up: `stop()` is asked before every step."""

    columns: Columns
    frame: Frame
    objective: Numbers
    limits: Sequence[Limit]
    stop: Callable[[], bool]
    nodes: int = 0

    def run(self, rows: Rows) -> Choice:
        """The smallest sum of the objective over a division made of these rows."""
        root = self._relax(rows, [])
        if not root.is_possible:
            return Choice(None, (), None, rows, True)
        best: tuple[int | None, tuple[int, ...]] = (None, ())
        opened = [_Node(rows, [row for row, _ in root.used], root.least)]
        while opened and not self._is_over():
            node = opened.pop()
            if best[0] is not None and node.bound >= best[0]:
                continue
            best = self._look(node, best, opened)
        return self._answer(rows, root, best, opened)

    def _answer(
        self, rows: Rows, root: Relaxed, best: tuple[int | None, tuple[int, ...]], opened: list[_Node]
    ) -> Choice:
        value, chosen = best
        unseen = [node.bound for node in opened if value is None or node.bound < value]
        if value is None and not unseen:
            return Choice(None, (), None, rows, True)
        bound = min(unseen, default=value)
        if value is None:
            return Choice(None, (), bound, rows, False)
        left = rows[root.reduced <= value - root.value + NEARLY * max(1.0, abs(root.value))]
        return Choice(value, chosen, bound, left, not unseen)

    def _is_over(self) -> bool:
        self.nodes += 1
        return self.nodes > MOST_NODES or self.stop()

    def _relax(self, rows: Rows, start: list[int]) -> Relaxed:
        return Relaxation(self.columns, self.frame, self.objective, self.limits).solve(rows, start)

    def _look(
        self, node: _Node, best: tuple[int | None, tuple[int, ...]], opened: list[_Node]
    ) -> tuple[int | None, tuple[int, ...]]:
        """Relax a node; what is whole may be the best, what is not is divided in two."""
        relaxed = self._relax(node.rows, node.start)
        if not relaxed.is_possible or (best[0] is not None and relaxed.least >= best[0]):
            return best
        rows = node.rows
        if best[0] is not None:
            rows = rows[relaxed.reduced < best[0] - 1 - relaxed.value + NEARLY * max(1.0, abs(relaxed.value))]
        apart, with_it = self._divided(rows, relaxed)
        if apart is None or with_it is None:
            chosen = tuple(row for row, _ in relaxed.used)
            return int(self.objective[list(chosen)].sum()), chosen
        start = [row for row, _ in relaxed.used]
        for part in (apart, with_it):
            keeps = np.isin(start, part)
            opened.append(_Node(part, [r for r, k in zip(start, keeps, strict=True) if k], relaxed.least))
        return best

    def _divided(self, rows: Rows, relaxed: Relaxed) -> tuple[Rows | None, Rows | None]:
        """The rows without and with what the fractions disagree about most; None where all is whole."""
        pair = self._undecided_pair(relaxed)
        if pair is not None:
            one, other = (np.uint64(1 << bit) for bit in pair)
            masks = self.columns.masks[rows]
            has_one, has_other = (masks & one) != 0, (masks & other) != 0
            return rows[~(has_one & has_other)], rows[has_one == has_other]
        themed = self._undecided_theme(relaxed)
        if themed is None:
            return None, None
        bit, theme = themed
        has = (self.columns.masks[rows] & np.uint64(1 << bit)) != 0
        is_on = self.columns.themes[rows] == theme
        return rows[~(has & is_on)], rows[~has | is_on]

    def _undecided_pair(self, relaxed: Relaxed) -> tuple[int, int] | None:
        """Two people who are together by half or nearly so."""
        shares: dict[tuple[int, int], float] = {}
        for row, share in relaxed.used:
            mask = int(self.columns.masks[row])
            inside = [bit for bit in self.frame.leaders if mask >> bit & 1]
            for pair in combinations(inside, 2):
                shares[pair] = shares.get(pair, 0.0) + share
        return _most_undecided(shares)

    def _undecided_theme(self, relaxed: Relaxed) -> tuple[int, int] | None:
        shares: dict[tuple[int, int], float] = {}
        for row, share in relaxed.used:
            mask, theme = int(self.columns.masks[row]), int(self.columns.themes[row])
            for bit in self.frame.leaders:
                if mask >> bit & 1:
                    shares[bit, theme] = shares.get((bit, theme), 0.0) + share
        return _most_undecided(shares)


def _most_undecided(shares: dict[tuple[int, int], float]) -> tuple[int, int] | None:
    undecided = {key: share for key, share in shares.items() if NEARLY * 10 < share < 1 - NEARLY * 10}
    return min(undecided, key=lambda key: (abs(undecided[key] - 0.6), key), default=None)
