"""Teams in fractions: the linear relaxation of choosing columns, whose value no whole choice can beat."""

from collections.abc import Sequence
from math import ceil
from typing import Any

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from collab.proposals.columns import Columns
from collab.proposals.engine import pywraplp
from collab.proposals.masks import Numbers, Reals, totals

AT_ONCE = 200
"""Columns that are added when some would make the value smaller."""
NEARLY = 1e-6
ATTEMPTS = ("use_preprocessing: false", "use_preprocessing: true", "use_dual_simplex: true")
"""Parameters of GLOP, tried one after the other where numbers fail. Preprocessing makes it lose its basis."""

Rows = npt.NDArray[np.int64]
"""Row numbers of columns."""


class Unsolved(ArithmeticError):
    """Numbers failed in every way that was tried: nothing is known."""


class Limit(Struct, frozen=True):
    """At most so much of something in all teams together; one amount per column."""

    amounts: Numbers
    most: int


class Frame(Struct, frozen=True):
    """What every division keeps: each person once, as many teams and themes as there may be."""

    leaders: tuple[int, ...]
    """Bits of the people to cover; who stays together with one of them is covered too."""
    size: int
    """How many people there are."""
    teams: tuple[int, int]
    themes: tuple[int | None, ...]
    """On how many teams each theme is shared at most."""


class Relaxed(Struct, frozen=True):
    """The best that fractions can do, among the rows that were looked at."""

    value: float
    """No whole choice is below it."""
    reduced: Reals
    """For each row by how much the value grows at least when it is chosen."""
    used: list[tuple[int, float]]
    """Rows and how much of them is chosen."""
    is_possible: bool

    @property
    def least(self) -> int:
        """The smallest whole value that is not ruled out."""
        return ceil(self.value - NEARLY * max(1.0, abs(self.value)))


class Relaxation:
    """A growing linear programme over some of the columns."""

    def __init__(self, columns: Columns, frame: Frame, objective: Numbers, limits: Sequence[Limit]) -> None:
        self.columns, self.frame, self.objective, self.limits = columns, frame, objective, limits
        self.solver: Any = pywraplp.Solver.CreateSolver("GLOP")
        endless = self.solver.infinity()
        self.people = [self.solver.Constraint(1, 1) for _ in frame.leaders]
        self.count = self.solver.Constraint(*frame.teams)
        self.themes = [
            self.solver.Constraint(-endless, endless if most is None else most)
            for most in frame.themes or (None,)
        ]
        self.bounds = [self.solver.Constraint(-endless, limit.most) for limit in limits]
        self.variables: dict[int, Any] = {}
        self.gaps: list[Any] = []
        self.is_priced = False

    def solve(self, rows: Rows, start: Sequence[int] = ()) -> Relaxed:
        """The relaxation over these rows, those of `start` first.

        First whether there is one at all, then the smallest: a price on what is missing could be paid.
        """
        self._open_gaps()
        cheap = rows[np.argsort(self.objective[rows], kind="stable")[: AT_ONCE * 2]]
        reduced = self._generate(rows, [*start, *cheap.tolist()])
        if self.solver.Objective().Value() > NEARLY:
            return Relaxed(0.0, reduced, [], False)
        self._close_gaps()
        return self._relaxed(self._generate(rows, []))

    def _generate(self, rows: Rows, new: Sequence[int]) -> Reals:
        """Add columns for as long as some would make the value smaller; answers what each would cost."""
        while True:
            for row in new:
                self._add(row)
            self._run()
            reduced = self._reduced(rows)
            helping = np.flatnonzero(reduced < -NEARLY)
            best = helping[np.argsort(reduced[helping], kind="stable")[:AT_ONCE]]
            new = [row for row in rows[best].tolist() if row not in self.variables]
            if not new or (not self.is_priced and self.solver.Objective().Value() < NEARLY):
                return reduced

    def _run(self) -> None:
        """Solve, and where numbers fail another way from the beginning."""
        for parameters in ATTEMPTS:
            self.solver.SetSolverSpecificParametersAsString(parameters)
            if self.solver.Solve() == pywraplp.Solver.OPTIMAL:
                return
        raise Unsolved("the linear programme was not solved in any way")

    def _open_gaps(self) -> None:
        """Pretended columns for what nobody covers: the value is at first how much they are needed."""
        signs = [*((row, 1) for row in [*self.people, self.count]), *((row, -1) for row in self.bounds)]
        for row, sign in signs:
            gap = self.solver.NumVar(0, self.solver.infinity(), "")
            row.SetCoefficient(gap, sign)
            self.solver.Objective().SetCoefficient(gap, 1)
            self.gaps.append(gap)
        self.solver.Objective().SetMinimization()

    def _close_gaps(self) -> None:
        """From now on the value is the objective, and nothing is pretended."""
        left = [max(0.0, gap.solution_value()) for gap in self.gaps]
        for gap, value in zip(self.gaps, left, strict=True):
            gap.SetUb(value)
            self.solver.Objective().SetCoefficient(gap, 0)
        for row, variable in self.variables.items():
            self.solver.Objective().SetCoefficient(variable, int(self.objective[row]))
        self.is_priced = True

    def _add(self, row: int) -> None:
        if row in self.variables:
            return
        variable = self.solver.NumVar(0, self.solver.infinity(), "")
        self.variables[row] = variable
        if self.is_priced:
            self.solver.Objective().SetCoefficient(variable, int(self.objective[row]))
        mask = int(self.columns.masks[row])
        for bit, constraint in zip(self.frame.leaders, self.people, strict=True):
            if mask >> bit & 1:
                constraint.SetCoefficient(variable, 1)
        self.count.SetCoefficient(variable, 1)
        self.themes[int(self.columns.themes[row])].SetCoefficient(variable, 1)
        for limit, constraint in zip(self.limits, self.bounds, strict=True):
            constraint.SetCoefficient(variable, int(limit.amounts[row]))

    def _reduced(self, rows: Rows) -> Reals:
        weights = [0.0] * self.frame.size
        for bit, constraint in zip(self.frame.leaders, self.people, strict=True):
            weights[bit] = constraint.dual_value()
        prices = np.array([constraint.dual_value() for constraint in self.themes])
        reduced: Reals = -totals(self.columns.masks[rows], weights)
        if self.is_priced:
            reduced += self.objective[rows]
        reduced -= self.count.dual_value() + prices[self.columns.themes[rows]]
        for limit, constraint in zip(self.limits, self.bounds, strict=True):
            reduced -= constraint.dual_value() * limit.amounts[rows]
        return reduced

    def _relaxed(self, reduced: Reals) -> Relaxed:
        used = [(row, v.solution_value()) for row, v in self.variables.items() if v.solution_value() > NEARLY]
        slip = self.frame.teams[1] * min(0.0, float(reduced.min(initial=0.0)))
        return Relaxed(self.solver.Objective().Value() + slip, reduced, used, True)
